"""Faults that were kept in English are read in Russian by who reads Russian."""

from __future__ import annotations

import pytest

from ringtree.api.faults import in_language
from ringtree.trunks.locating import LookupFailed, NoAddress
from ringtree.trunks.registering import _refused
from tests.unit.trunks.lines import line

HOP = "udp:203.0.113.5:5060"


@pytest.mark.parametrize(
    ("fault", "russian"),
    [
        (f"{HOP}: no answer to OPTIONS", f"{HOP}: нет ответа на OPTIONS"),
        (f"{HOP}: 503 Busy to REGISTER", f"{HOP}: 503 Busy в ответ на REGISTER"),
        ("a call was refused: 503 Busy", "в звонке отказано: 503 Busy"),
        (f"{HOP}: no answer", f"{HOP}: нет ответа"),
        (str(NoAddress("a.example")), "a.example не имеет адреса в DNS"),
        (
            str(LookupFailed("a.example", "no name server answered within 5 s")),
            "a.example: ни один сервер имён не ответил за 5 с",
        ),
        ("no answer in 10 s", "нет ответа за 10 с"),
        ("status 500", "сервер ответил кодом 500"),
        (
            "mx.example:25: [Errno 111] Connection refused",
            "mx.example:25: [Errno 111] в соединении отказано",
        ),
        ("no mail server is set: mail_host", "почтовый сервер не указан: mail_host"),
        ("250 2.0.0 queued", "250 2.0.0 queued"),
        ("", ""),
    ],
)
def test_our_words_are_russian_and_other_machines_words_their_own(fault: str, russian: str) -> None:
    assert in_language(fault, "en") == fault
    assert in_language(fault, "ru") == russian


def test_a_refused_registration_says_what_to_look_at() -> None:
    told = in_language(_refused(line(), "403 Forbidden"), "ru")
    assert told.startswith("в регистрации отказано: 403 Forbidden; ")
