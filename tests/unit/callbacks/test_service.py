"""Requests for callbacks: kept, taken once, and taken up after a restart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringtree.callbacks.callback import Callback, Source
from ringtree.callbacks.rules import NotOffered
from ringtree.callbacks.service import TooManyOpen
from ringtree.flows.callbacks import CallbackAnswer, CallbackRequest
from ringtree.queues.needs import Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.routing.e164 import BadNumber
from tests.unit.callbacks.people import NUMBER, OTHER, Office, office
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
