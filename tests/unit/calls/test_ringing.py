"""Ringing several targets: one winner, and a fate for each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import CauseKind
from ringtree.calls.presentation import Presentation
from ringtree.calls.ringing import Ring, RingResult
from ringtree.calls.target import Target
from tests.unit.calls.fakes import FakeRoom
from tests.unit.calls.house import ANNA, BORIS, House, house, moment, target

pytestmark = pytest.mark.looptime

ANNAS = target("101", "192.0.2.1", account=ANNA)
BORIS_S = target("102", "192.0.2.2", account=BORIS)
NOBODYS = target("103", account="acme-103")


async def ring(
    made: House, *targets: Target, told: Callable[[], None] = lambda: None
) -> asyncio.Task[RingResult]:
    media = CalleeMedia(made.exchange, cast(Any, FakeRoom(made.media)))
    await media.open_for(device.hop for one in targets for device in one.devices)
    one = Ring(told)
    one.start(made.exchange, targets, media, "c1", Presentation("", "1"), 20.0)
    waiting = made.tasks.start(one.wait(20.0), name="ring")
    await moment()
    return waiting


async def test_the_first_to_answer_wins() -> None:
    async with house() as made:
        waiting = await ring(made, ANNAS, BORIS_S)
        made.phone("102").rings()
        made.phone("101").answers()
        result = await waiting
        assert result.winner is not None
        assert result.winner.leg is not None and result.winner.leg.media is not None
        assert result.fates == {"101": "answered", "102": CauseKind.ANSWERED_ELSEWHERE}
        assert result.failures == []
        assert made.said("102")[-1] == "CANCEL"
        assert made.occupancy.taken() == (ANNA,)


async def test_ringing_is_told_for_each_phone_that_rings() -> None:
    async with house() as made:
        rung: list[int] = []
        waiting = await ring(made, ANNAS, BORIS_S, told=lambda: rung.append(1))
        made.phone("101").rings()
        made.phone("101").rings()
        made.phone("102").rings()
        assert len(rung) == 2
        waiting.cancel()


@pytest.mark.parametrize("first", [True, False])
async def test_who_cannot_be_rung_does_not_end_the_ring(first: bool) -> None:
    async with house() as made:
        others = (NOBODYS, ANNAS) if first else (ANNAS, NOBODYS)
        waiting = await ring(made, *others)
        assert not waiting.done()
        made.phone("101").answers()
        result = await waiting
        assert result.winner is not None
        assert result.fates == {"103": CauseKind.UNREACHABLE, "101": "answered"}


async def test_nobody_to_ring_is_known_at_once() -> None:
    async with house() as made:
        made.occupancy.occupy(ANNA, "other")
        result = await (await ring(made, NOBODYS, ANNAS))
        assert result.winner is None
        assert result.cause.kind is CauseKind.BUSY
        assert [why.kind for _, why in result.failures] == [CauseKind.UNREACHABLE, CauseKind.BUSY]


async def test_the_last_to_refuse_ends_the_ring() -> None:
    async with house() as made:
        waiting = await ring(made, ANNAS, BORIS_S)
        made.phone("101").refuses(486)
        await moment()
        assert not waiting.done()
        made.phone("102").refuses(480)
        result = await waiting
        assert result.cause.kind is CauseKind.BUSY
        assert made.occupancy.taken() == ()


async def test_patience_ends() -> None:
    async with house() as made:
        waiting = await ring(made, ANNAS, BORIS_S)
        made.phone("101").rings()
        made.phone("102").refuses(486)
        result = await waiting
        assert asyncio.get_running_loop().time() == pytest.approx(20, abs=0.01)
        assert result.fates == {"101": CauseKind.NO_ANSWER, "102": CauseKind.BUSY}
        assert made.said("101") == ["INVITE", "CANCEL"]
        assert made.occupancy.taken() == ()


async def test_an_answer_after_patience_has_ended_is_hung_up() -> None:
    async with house() as made:
        waiting = await ring(made, ANNAS)
        made.phone("101").obeys_cancel = False
        made.phone("101").rings()
        assert (await waiting).winner is None
        made.phone("101").answers()
        assert made.said("101") == ["INVITE", "CANCEL", "ACK", "BYE"]


async def test_the_caller_leaves() -> None:
    async with house() as made:
        waiting = await ring(made, ANNAS, BORIS_S)
        waiting.cancel()
        await moment()
        assert made.occupancy.taken() == ()
        assert all(session.is_given_up for session in made.endpoint.sessions)


async def test_the_caller_leaves_as_somebody_answers() -> None:
    async with house() as made:
        waiting = await ring(made, ANNAS)
        made.phone("101").answers()
        waiting.cancel()
        await moment()
        assert made.said("101")[-1] == "BYE"
        assert made.occupancy.taken() == ()


async def test_an_answer_in_the_very_moment_patience_ends_wins() -> None:
    async with house() as made:
        media = CalleeMedia(made.exchange, cast(Any, FakeRoom(made.media)))
        await media.open_for(device.hop for device in ANNAS.devices)
        one = Ring(lambda: None)
        one.start(made.exchange, [ANNAS], media, "c1", Presentation("", "1"), 20.0)
        asyncio.get_running_loop().call_later(20.0, made.phone("101").answers)
        result = await one.wait(20.0)
        assert result.winner is not None
        assert result.fates == {"101": "answered"}
        assert made.said("101") == ["INVITE", "ACK"]
