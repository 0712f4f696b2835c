"""How a trunk is, as told to people and programs."""

from __future__ import annotations

import json
from dataclasses import replace

from ringtree.trunks.registration import RegistrationState
from ringtree.trunks.status import TrunkState, TrunkStatus, in_words

STATUS = TrunkStatus(
    company="acme",
    trunk="carrier",
    state=TrunkState.READY,
    target="udp:192.0.2.1:5060",
    targets=("udp:192.0.2.1:5060",),
    registration=RegistrationState.REGISTERED,
    registered=True,
    registered_until=1.0,
    reachable=True,
    latency=0.0124,
    calls_in=2,
    calls_out=1,
    total_in=20,
    total_out=10,
    failed_out=0,
    refused=0,
    unknown_numbers=0,
    last_error=None,
    last_error_at=None,
)


def test_a_status_survives_being_written_and_read() -> None:
    assert TrunkStatus.from_dict(json.loads(json.dumps(STATUS.to_dict()))) == STATUS


def test_it_is_told_in_one_line() -> None:
    assert in_words(STATUS) == (
        "ready, registered, answers in 12 ms, at udp:192.0.2.1:5060, calls 2 in, 1 out"
    )


def test_it_is_told_in_russian() -> None:
    assert in_words(STATUS, "ru") == (
        "готов, зарегистрирован, отвечает за 12 мс, адрес udp:192.0.2.1:5060,"
        " звонков 2 входящих, 1 исходящих"
    )


def test_what_is_not_known_is_not_told() -> None:
    new = replace(
        STATUS, state=TrunkState.TRYING, target=None, registered=None, reachable=None, latency=None
    )
    assert in_words(new) == "trying, calls 2 in, 1 out"
    down = replace(STATUS, state=TrunkState.DOWN, registered=False, reachable=False)
    assert in_words(down).startswith("down, not registered, does not answer, at ")
