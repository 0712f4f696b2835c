"""Coming to one's mailbox by phone."""

from __future__ import annotations

import pytest

from ringtree.flows.mailbox.access import any_mailbox, own_mailbox
from ringtree.flows.mailboxes import ImaginedDesk
from ringtree.prompts import mailbox_sayings as say
from ringtree.prompts.phrases import Saying
from tests.unit.flows.fake_call import FakeCall
from tests.unit.flows.mailbox.boxes import ACME, box


def a_call(keys: str, pin: str | None = "4825", language: str = "en") -> FakeCall:
    return FakeCall(keys, company=ACME, mailboxes=ImaginedDesk(pin=pin), language=language)  # type: ignore[arg-type]


def heard(call: FakeCall, phrase: Saying) -> bool:
    return f"heard {phrase.text('en')}" in call.log


async def test_a_person_enters_the_pin_and_leaves_by_hash() -> None:
    call = a_call("4825##")
    assert (await own_mailbox(call, box())).value == "done"
    assert "heard You have no messages." in call.log and heard(call, say.MAIN_MENU)


async def test_a_wrong_pin_three_times_is_the_end() -> None:
    call = a_call("1#2#3#")
    assert (await own_mailbox(call, box())).value == "denied"
    assert call.log.count(f"heard {say.DENIED.text('en')}") == 3


async def test_without_a_pin_the_first_visit_sets_one() -> None:
    call = a_call("4825#4825##", pin=None)
    assert (await own_mailbox(call, box())).value == "done"
    assert call.mailboxes.pin == "4825" and heard(call, say.PIN_SET)


async def test_from_outside_the_number_and_the_pin_open_it() -> None:
    call = a_call("101#4825##")
    assert (await any_mailbox(call, is_outside=True)).value == "done"


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ("102#4825#", "not from outside"),
        ("190#4825#", "not by phone at all"),
        ("103#4825#", "a person without a mailbox"),
        ("999#4825#", "nobody"),
        ("101#9999#", "a wrong PIN"),
    ],
)
async def test_nobody_learns_from_outside_which_mailboxes_there_are(keys: str, why: str) -> None:
    call = a_call(keys)
    assert (await any_mailbox(call, is_outside=True)).value == "denied", why
    assert heard(call, say.DENIED) and not heard(call, say.MAIN_MENU)


async def test_a_mailbox_without_a_pin_stays_shut_from_outside() -> None:
    call = a_call("101##", pin=None)
    assert (await any_mailbox(call, is_outside=True)).value == "denied"


async def test_who_presses_nothing_is_not_kept() -> None:
    call = a_call("4825#")
    assert (await own_mailbox(call, box())).value == "done"
    assert call.log[-1].startswith("heard Thank you for calling")


async def test_the_owner_is_spoken_to_in_the_mailbox_s_language() -> None:
    call = a_call("4825##")
    await own_mailbox(call, box(language="ru"))
    assert "heard У вас нет сообщений." in call.log
