"""Presence at work: heeded at once, kept, and taken over from other processes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ringtree.presence.said import Said, UnknownReason
from ringtree.presence.service import PresenceService
from ringtree.queues.agent import Presence
from tests.unit.calls.house import ANNA, House, company, house, moment

pytestmark = pytest.mark.looptime
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


class Memory:
    """The store, without a database."""

    def __init__(self) -> None:
        self.kept: list[Said] = []

    async def keep(self, *said: Said) -> None:
        self.kept += said

    async def current(self, company: str | None = None) -> dict[tuple[str, str], Said]:
        return {(one.company, one.extension): one for one in self.kept}


class Queues:
    """Who was told what."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Presence, str | None]] = []

    def company(self, code: str) -> None:
        return None

    def presence(self, code: str, extension: str, presence: Presence, reason: str | None) -> None:
        self.told.append((extension, presence, reason))


class Desk:
    """A service and what stands around it; `hour` is the time of day in UTC."""

    def __init__(self, made: House) -> None:
        self.hour = 12.0
        self.store: Any = Memory()
        self.queues: Any = Queues()
        self.service = PresenceService(
            self.store,
            self.queues,
            made.exchange,
            override=lambda _company, _schedule: None,
            now=lambda: MONDAY + timedelta(hours=self.hour),
        )


def with_hours() -> Any:
    return company(
        reasons={"lunch": {"title": "Lunch"}},
        schedules={"shift": {"weekly": {"monday..friday": "09:00-18:00"}, "timezone": "UTC"}},
        people=[
            {"extension": "101", "name": "Anna", "hours": "shift"},
            {"extension": "102", "name": "Boris"},
            {"extension": "103", "name": "Vera"},
        ],
    )


async def test_a_word_is_kept_and_the_queues_hear_it_by_its_title() -> None:
    async with house(with_hours()) as made:
        desk = Desk(made)
        said = await desk.service.say("acme", "102", Presence.NOT_READY, reason="lunch", by="102")
        assert desk.store.kept == [said]
        assert desk.queues.told == [("102", Presence.NOT_READY, "Lunch")]
        assert desk.service.of("acme", "102") == said
        assert desk.service.of("acme", "103").presence is Presence.READY
        with pytest.raises(UnknownReason):
            await desk.service.say("acme", "102", Presence.NOT_READY, reason="nap", by="102")
        assert len(desk.store.kept) == 1


async def test_what_another_process_said_is_taken_over_and_survives_a_restart() -> None:
    async with house(with_hours()) as made:
        desk = Desk(made)
        heard: list[Said] = []
        desk.service.listeners.append(heard.append)
        other = await Desk(made).service.say("acme", "102", Presence.LOGGED_OUT, by="vera")
        desk.store.kept.append(other)
        await desk.service.load("acme")
        assert heard == [other]
        await desk.service.load("acme")
        assert heard == [other]  # known already
        desk.queues.told.clear()
        desk.service.configure(made.snapshot.company)
        assert ("102", Presence.LOGGED_OUT, None) in desk.queues.told


async def test_the_hours_end_and_begin() -> None:
    async with house(with_hours()) as made:
        desk = Desk(made)
        await desk.service.look()
        assert desk.store.kept == []
        desk.hour = 18.1
        await desk.service.look()
        await desk.service.look()
        assert [(one.extension, one.presence) for one in desk.store.kept] == [
            ("101", Presence.LOGGED_OUT)
        ]
        desk.hour = 24 + 9
        await desk.service.look()
        assert desk.service.of("acme", "101").presence is Presence.READY


async def test_a_phone_that_goes_makes_its_owner_not_ready_until_it_is_back() -> None:
    async with house(with_hours()) as made:
        desk = Desk(made)
        await desk.service.say("acme", "101", Presence.READY, by="101")
        made.registrar.remove(ANNA)
        assert desk.queues.told[-1] == ("101", Presence.NOT_READY, "no phone registered")
        made.registrar.add(ANNA)
        assert desk.queues.told[-1] == ("101", Presence.READY, None)
        await moment()
        assert [one.presence for one in desk.store.kept] == [
            Presence.READY,
            Presence.NOT_READY,
            Presence.READY,
        ]


async def test_a_phone_that_did_not_come_back_after_a_restart() -> None:
    async with house(with_hours()) as made:
        desk = Desk(made)
        await desk.service.say("acme", "101", Presence.READY, by="101")
        made.registrar._listeners.clear()
        made.registrar.remove(ANNA)
        desk.service.reconcile()
        assert desk.service.of("acme", "101").by == "phone"


async def test_too_many_missed_offers() -> None:
    async with house(with_hours()) as made:
        desk = Desk(made)
        desk.service.missed("acme", "102")
        assert desk.queues.told == [("102", Presence.NOT_READY, "missed calls")]


async def test_where_nobody_serves_queues_nobody_writes() -> None:
    async with house(with_hours()) as made:
        desk = Desk(made)
        assert not desk.service.end_wrap_up("acme", "102")
        assert not desk.service.extend_wrap_up("acme", "102", 60)


async def test_who_wants_to_be_left_alone_is_rung_by_no_queue_until_that_is_over() -> None:
    async with house(with_hours()) as made:
        desk = Desk(made)
        heard: list[Said] = []
        desk.service.listeners.append(heard.append)
        desk.service.disturbed("acme", "102", may_be=True)
        assert desk.queues.told == []
        desk.service.disturbed("acme", "102", may_be=False)
        desk.service.disturbed("acme", "102", may_be=False)
        assert desk.queues.told == [("102", Presence.NOT_READY, "do not disturb")]
        assert desk.service.heeded("acme", "102") == heard[0]
        await desk.service.say("acme", "102", Presence.READY, by="102")
        desk.service.configure(made.snapshot.company)
        assert {one[:2] for one in desk.queues.told if one[0] == "102"} == {
            ("102", Presence.NOT_READY)
        }
        desk.service.disturbed("acme", "102", may_be=True)
        assert desk.queues.told[-1] == ("102", Presence.READY, None)
        assert desk.store.kept == [desk.service.of("acme", "102")]
