"""When the places of callbacks are held, and when they are given up."""

from __future__ import annotations

import pytest

from ringtree.callbacks.callback import CallbackState
from tests.unit.callbacks.people import office
from tests.unit.calls.house import ANNA, moment

pytestmark = pytest.mark.looptime

UNTIL_ONE = {"shift": {"weekly": {"monday..friday": "09:00-13:00"}, "timezone": "UTC"}}
FROM_ONE = {"shift": {"weekly": {"monday..friday": "13:00-18:00"}, "timezone": "UTC"}}


async def test_a_request_outside_the_hours_waits_for_them() -> None:
    async with office(schedules=FROM_ONE, hours="shift") as at:
        await at.asks()
        await moment(3500)
        assert at.calls_of() == 0
        await moment(110)
        assert at.calls_of() == 1


@pytest.mark.parametrize("first", ["caller", "agent"])
async def test_whose_turn_comes_after_the_hours_is_called_on_the_next_day(first: str) -> None:
    async with office(first, schedules=UNTIL_ONE, hours="shift") as at:
        at.made.registrar.remove(ANNA)
        await at.asks()
        await moment(2 * 3600)
        at.made.registrar.add(ANNA)  # at two o'clock there is an agent at last
        await moment()
        assert (at.calls_of(), at.made.endpoint.to("101")) == (0, [])
        assert (at.row.state, at.row.attempts) == (CallbackState.WAITING, 0)
        await moment(19 * 3600)  # nine in the morning
        assert at.calls_of() + len(at.made.endpoint.to("101")) == 1


async def test_a_promise_that_has_grown_old_is_given_up_though_nobody_was_ever_free() -> None:
    async with office(keep=3600) as at:
        at.made.registrar.remove(ANNA)
        await at.asks()
        await moment(3500)
        assert at.row.state is CallbackState.WAITING
        await moment(101)
        assert at.row.state is CallbackState.UNREACHED
        queues = at.queues.company("acme")
        assert queues is not None and not queues.floor.entries
        at.made.registrar.add(ANNA)
        await moment()
        assert at.calls_of() == 0


async def test_an_attempt_that_is_under_way_when_the_promise_grows_old_is_the_last() -> None:
    async with office(keep=60) as at:
        at.made.registrar.remove(ANNA)
        await at.asks()
        await moment(55)
        at.made.registrar.add(ANNA)
        await moment(10)
        at.customer().answers()
        await moment()
        await at.presses("1")
        assert at.row.state is CallbackState.REACHED
