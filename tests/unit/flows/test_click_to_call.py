"""A program places a call: the person first, then the number, one record."""

from __future__ import annotations

from typing import cast

import pytest

from ringtree.flows.click_to_call import OWN_RING_TIME, CannotPlace, ClickToCall
from ringtree.flows.service import CallService
from ringtree.queues.service import QueueService
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord, Direction
from tests.unit.calls.house import House, house, moment

pytestmark = pytest.mark.looptime
MOBILE = "+79161234567"


def clicker(made: House) -> ClickToCall:
    queues = QueueService(made.exchange)
    queues.configure(made.snapshot.company)
    return ClickToCall(made.exchange, CallService(made.exchange, queues))


def record(made: House) -> CallRecord:
    (found,) = made.records.written
    return cast(CallRecord, found)


async def test_the_person_answers_and_then_the_number_rings() -> None:
    async with house() as made:
        call_id = clicker(made).place("acme", "101", "89161234567")
        await moment()
        assert made.endpoint.to(MOBILE) == []
        invite = made.phone("101").invite
        assert invite is not None and invite.from_.display == "89161234567"
        made.phone("101").rings()
        made.phone("101").answers()
        await moment()
        made.phone(MOBILE).rings()
        made.phone(MOBILE).answers()
        await moment()
        made.phone(MOBILE).hangs_up()
        await moment(1)
        one = record(made)
        assert (one.id, one.caller, one.direction) == (call_id, "101", Direction.OUTGOING)
        assert (one.outcome, one.answered_by, one.trunk) == (Outcome.ANSWERED, MOBILE, "carrier")
        assert made.phone("101").is_given_up
        made.check()


async def test_a_person_who_does_not_answer_calls_nobody() -> None:
    async with house() as made:
        clicker(made).place("acme", "101", MOBILE)
        await moment()
        made.phone("101").rings()
        await moment(OWN_RING_TIME + 1)
        assert made.endpoint.to(MOBILE) == []
        assert record(made).outcome is Outcome.NO_ANSWER
        made.check()


async def test_a_person_in_a_call_is_not_rung() -> None:
    async with house() as made:
        made.occupancy.occupy("acme-101", "other")
        clicker(made).place("acme", "101", MOBILE)
        await moment()
        assert record(made).outcome is Outcome.BUSY and made.endpoint.sessions == []


async def test_a_colleague_is_called_the_same_way() -> None:
    async with house() as made:
        clicker(made).place("acme", "101", "102")
        await moment()
        made.phone("101").answers()
        await moment()
        made.phone("102").answers()
        await moment()
        made.phone("101").hangs_up()
        await moment(1)
        one = record(made)
        assert (one.direction, one.outcome) == (Direction.INTERNAL, Outcome.ANSWERED)
        made.check()


async def test_a_number_that_is_busy_ends_the_call_with_its_record() -> None:
    async with house() as made:
        clicker(made).place("acme", "101", MOBILE)
        await moment()
        made.phone("101").answers()
        await moment()
        made.phone(MOBILE).refuses(486)
        await moment(1)
        assert record(made).outcome is Outcome.BUSY
        made.check()


@pytest.mark.parametrize(
    ("extension", "dialled", "said"),
    [
        ("109", MOBILE, "nobody has"),
        ("101", "+442079460000", "may not be called"),
        ("101", "105", "neither"),
        ("101", "*60", "feature code"),
        ("101", "+74950000001", "company's own"),
    ],
)
async def test_what_cannot_be_placed_is_told(extension: str, dialled: str, said: str) -> None:
    async with house() as made:
        with pytest.raises(CannotPlace, match=said):
            clicker(made).place("acme", extension, dialled)
        assert made.endpoint.sessions == [] and made.records.written == []
