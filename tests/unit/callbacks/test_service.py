"""Requests for callbacks: kept, taken once, and taken up after a restart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringtree.callbacks.callback import Callback, CallbackState, Source
from ringtree.callbacks.rules import NotOffered
from ringtree.callbacks.service import RETRY, TooManyOpen
from ringtree.flows.callbacks import CallbackAnswer, CallbackRequest
from ringtree.queues.needs import Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.routing.e164 import BadNumber
from tests.unit.callbacks.people import NOON, NUMBER, OTHER, Office, office
from tests.unit.calls.house import ANNA, moment

pytestmark = pytest.mark.looptime


def asked(number: str = NUMBER, queue: str = "sales") -> CallbackRequest:
    return CallbackRequest(queue=queue, number=number, name="Vera", language="ru", call="c0")


async def test_a_caller_is_promised_a_call_once() -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        heard: list[Callback] = []
        at.service.listeners.append(heard.append)
        assert await at.service.ask("acme", asked()) is CallbackAnswer.ACCEPTED
        assert await at.service.ask("acme", asked("8 (916) 123-45-67")) is CallbackAnswer.KNOWN
        assert await at.service.ask("acme", asked("112")) is CallbackAnswer.BAD_NUMBER
        assert await at.service.ask("acme", asked(queue="none")) is CallbackAnswer.NOT_OFFERED
        assert heard == [at.row]
        assert (at.row.number, at.row.name, at.row.source) == (NUMBER, "Vera", Source.CALL)
        assert at.service.open("acme") == [at.row]


async def test_what_can_not_be_kept_is_not_promised() -> None:
    async with office() as at:
        at.store.is_away = True
        assert await at.service.ask("acme", asked()) is CallbackAnswer.NOT_OFFERED
        assert at.service.open("acme") == []
        assert at.calls_of() == 0


async def test_a_flood_of_requests_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        monkeypatch.setattr("ringtree.callbacks.service.MOST_OPEN", 1)
        await at.asks()
        with pytest.raises(TooManyOpen):
            await at.asks(OTHER)
        with pytest.raises(BadNumber):
            await at.asks("12")
        with pytest.raises(NotOffered):
            await at.service.request("acme", "none", OTHER, source=Source.API, by="key")


async def test_those_who_asked_first_are_called_first() -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        await at.asks()
        await at.asks(OTHER)
        at.made.registrar.add(ANNA)
        await moment()
        assert at.calls_of() == 1


async def test_after_a_restart_people_are_called_as_promised() -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        await at.asks()
        again = Office(at.made, at.store)
        await again.service.load(None)
        again.service.configure(at.made.snapshot.company)
        again.service.configure(at.made.snapshot.company)
        assert [one.number for one in again.service.open("acme")] == [NUMBER]
        queues = again.queues.company("acme")
        assert queues is not None and list(queues.floor.entries) == [at.row.entry_id]


async def test_what_another_process_asked_for_or_cancelled_is_taken_over() -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        mine = await at.asks()
        theirs = Callback(
            id="other",
            company="acme",
            queue="sales",
            number=OTHER,
            language="en",
            source=Source.COMMAND,
            requested=NOON,
        )
        await at.store.keep(theirs)
        await at.store.cancel("acme", mine.id, NOON)
        await at.service.load("acme")
        assert [one.number for one in at.service.open("acme")] == [OTHER]
        at.made.registrar.add(ANNA)
        await moment()
        assert (at.calls_of(), at.calls_of(OTHER)) == (0, 1)


async def test_an_end_is_stored_however_long_the_database_is_away() -> None:
    async with office(attempts=1) as at:
        await at.asks()
        at.store.is_away = True
        at.customer().refuses(486)
        await moment()
        assert at.row.state is CallbackState.WAITING
        at.store.is_away = False
        await moment(RETRY + 1)
        assert at.row.state is CallbackState.UNREACHED
        await at.service.load(None)
        await moment(600)
        assert at.calls_of() == 1


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


async def test_what_goes_with_the_caller_goes_with_the_callback() -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        queues = at.queues.company("acme")
        assert queues is not None
        needs = Needs(priority=2, required={"tax": 1})
        queues.engine.join("c0", "sales", queues.places.now, needs=needs, caller=NUMBER)
        queues.engine.leave("c0", queues.places.now, QueueOutcome.KEY_EXIT)
        await moment(200)  # as long as it takes to say a number
        await at.service.ask("acme", asked())
        assert at.row.needs == needs
        (entry,) = queues.floor.entries.values()
        assert (entry.needs, entry.since) == (needs, pytest.approx(queues.places.now - 200, abs=1))


async def test_a_priority_counts_without_a_place_in_the_queue() -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        await at.asks(OTHER)
        await at.service.ask("acme", replace(asked(), priority=1))
        queues = at.queues.company("acme")
        assert queues is not None
        assert [one.caller for one in queues.floor.queues["sales"].line] == [NUMBER, OTHER]
