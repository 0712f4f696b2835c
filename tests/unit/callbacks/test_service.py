"""Requests for callbacks: kept, taken once, and taken up after a restart."""

from __future__ import annotations

import pytest

from ringtree.callbacks.callback import Callback, CallbackState, Source
from ringtree.callbacks.rules import NotOffered
from ringtree.callbacks.service import RETRY, TooManyOpen
from ringtree.flows.callbacks import CallbackAnswer, CallbackRequest
from ringtree.routing.e164 import BadNumber
from tests.unit.callbacks import people
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


async def test_a_request_outside_the_hours_waits_for_them() -> None:
    shift = {"weekly": {"monday..friday": "13:00-18:00"}, "timezone": "UTC"}
    changed = people.company(
        schedules={"shift": shift},
        queues={"sales": {"title": "S", "agents": ["101"], "callbacks": {"hours": "shift"}}},
    )
    async with people.house(changed) as made:
        at = Office(made, people.Memory())
        await at.asks()
        await moment(3500)
        assert at.calls_of() == 0
        await moment(200)
        assert at.calls_of() == 1
