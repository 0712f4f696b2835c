"""An attempt over trunks: one after the other, and only for reasons that deserve it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any, cast

import pytest

from ringtree.calls.attempt import Attempt
from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.events import Answered, Failed, Left, LegEvent, Ringing
from ringtree.calls.presentation import Presentation
from ringtree.calls.targets import outside_target
from ringtree.calls.trying import AttemptState
from ringtree.calls.way_out import TRUNK_PATIENCE
from ringtree.routing.outbound import ToOutside, route_outbound, route_outside
from tests.unit.calls.fakes import FakeRoom, FakeSession
from tests.unit.calls.house import ANNA, House, company, house

pytestmark = pytest.mark.looptime
MOBILE = "+79161234567"
ROUTES = {"routes": [{"trunks": ["first", "second", "third"]}]}
TRUNKS = {
    name: {"addresses": [f"203.0.113.{index}"], "max_calls": 2}
    for index, name in enumerate(("first", "second", "third"), 1)
}
NUMBERS = [{"number": "+74950000001", "trunk": "first", "tree": "main"}]


class Story:
    """A call of 101's to a mobile, and what its listener heard."""

    def __init__(self, made: House, dialled: str = MOBILE) -> None:
        self.made = made
        self.dialled = dialled
        self.events: list[LegEvent] = []

    async def begin(self) -> Story:
        made, snapshot = self.made, self.made.snapshot
        person = snapshot.company.person("101")
        assert person is not None
        to = route_outbound(snapshot, person, self.dialled)
        assert isinstance(to, ToOutside)
        target = outside_target(made.exchange.trunks, snapshot, to, "101")
        media = CalleeMedia(made.exchange, cast(Any, FakeRoom(made.media)))
        await media.open_for(target.hops)
        self.attempt = Attempt(made.exchange, target, media, lambda _, e: self.events.append(e))
        self.why = self.attempt.start("c1", Presentation("Anna", "101"), 60.0)
        return self

    @property
    def sessions(self) -> list[FakeSession]:
        return self.made.endpoint.to(MOBILE)

    @property
    def hosts(self) -> list[str]:
        return [session.remote.host[-1] for session in self.sessions]

    def calls(self) -> list[int]:
        load = self.made.exchange.trunk_load
        return [load.calls("acme", name) for name in TRUNKS]


def three(**part: Any) -> Any:
    return house(company(trunks=TRUNKS, numbers=NUMBERS, calling={**ROUTES, **part}, cases=[]))


@pytest.mark.parametrize("status", [500, 502, 503, 504, 403, 402, 408])
async def test_a_carrier_that_declines_is_followed_by_the_next(status: int) -> None:
    async with three() as made:
        story = await Story(made).begin()
        assert (story.hosts, story.calls()) == (["1"], [1, 0, 0])
        story.sessions[0].refuses(status)
        assert (story.hosts, story.calls()) == (["1", "2"], [0, 1, 0])
        story.sessions[1].rings()
        story.sessions[1].answers()
        assert story.events == [Ringing(), Answered()]
        assert story.attempt.trunk == "second"
        assert story.attempt.tried.keys() == {"first"}
        story.attempt.cancel(cause(CauseKind.NORMAL))
        assert story.calls() == [0, 0, 0]


@pytest.mark.parametrize("status", [486, 600, 603, 404, 480, 484, 482, 483, 487])
async def test_busy_refused_and_nobody_are_final(status: int) -> None:
    async with three() as made:
        story = await Story(made).begin()
        story.sessions[0].refuses(status)
        assert len(story.sessions) == 1 and isinstance(story.events[-1], Failed)
        assert story.calls() == [0, 0, 0]


async def test_what_rang_is_not_tried_again() -> None:
    async with three() as made:
        story = await Story(made).begin()
        story.sessions[0].rings()
        story.sessions[0].refuses(503)
        assert len(story.sessions) == 1 and isinstance(story.events[-1], Failed)


async def test_a_dead_trunk_is_left_after_seconds_and_the_last_one_waited_for() -> None:
    async with three() as made:
        story = await Story(made).begin()
        await asyncio.sleep(TRUNK_PATIENCE * 10)
        assert story.hosts == ["1", "2", "3"]
        assert [one.is_given_up for one in story.sessions] == [True, True, False]
        assert story.calls() == [0, 0, 1]
        story.sessions[2].rings()
        assert story.attempt.state is AttemptState.RINGING


async def test_every_trunk_in_vain_is_one_failure() -> None:
    async with three() as made:
        story = await Story(made).begin()
        for index in range(3):
            story.sessions[index].refuses(503)
        (event,) = story.events
        assert isinstance(event, Failed) and event.cause.kind is CauseKind.OVERLOADED
        assert story.attempt.tried.keys() == TRUNKS.keys()
        assert story.calls() == [0, 0, 0]


async def test_a_full_trunk_is_passed_over() -> None:
    async with three() as made:
        trunk = made.snapshot.company.trunks["first"]
        for _ in range(2):
            made.exchange.trunk_load.enter("acme", trunk)
        story = await Story(made).begin()
        assert story.hosts == ["2"]


async def test_giving_up_stops_the_trunk_that_is_being_tried() -> None:
    async with three() as made:
        story = await Story(made).begin()
        story.attempt.cancel(cause(CauseKind.CANCELLED))
        await asyncio.sleep(TRUNK_PATIENCE * 2)
        assert len(story.sessions) == 1 and story.calls() == [0, 0, 0]


async def test_a_hidden_caller_is_named_to_the_carrier_alone() -> None:
    async with three() as made:
        story = await Story(made, f"*67{MOBILE}").begin()
        invite = story.sessions[0].invite
        assert invite is not None
        assert str(invite.from_) == '"Anonymous" <sip:anonymous@anonymous.invalid>'
        told = dict(invite.headers)
        assert told["Privacy"] == "id"
        assert told["P-Asserted-Identity"].startswith("<sip:+74950000001@")


async def test_a_call_that_is_cut_tells_the_conversation() -> None:
    async with three() as made:
        story = await Story(made).begin()
        story.sessions[0].rings()
        story.sessions[0].answers()
        story.attempt._cut(cause(CauseKind.LIMIT_REACHED))
        assert isinstance(story.events[-1], Left)
        assert story.events[-1].cause.kind is CauseKind.LIMIT_REACHED
        assert story.calls() == [0, 0, 0]


async def test_whose_calls_are_forwarded_outside_is_occupied_meanwhile() -> None:
    async with three() as made:
        story = Story(made)
        to = route_outside(made.snapshot, MOBILE, presented="+74950000001", dialled="+74950000001")
        assert isinstance(to, ToOutside)
        target = replace(
            outside_target(made.exchange.trunks, made.snapshot, to, "101"), account=ANNA
        )
        media = CalleeMedia(made.exchange, cast(Any, FakeRoom(made.media)))
        await media.open_for(target.hops)
        one, two = (
            Attempt(made.exchange, target, media, lambda _, e: story.events.append(e))
            for _ in range(2)
        )
        presentation = Presentation("", "+74950000001")
        assert one.start("c1", presentation, 60.0) is None
        busy = two.start("c2", presentation, 60.0)
        assert busy is not None and busy.kind is CauseKind.BUSY
        one.cancel(cause(CauseKind.CANCELLED))
        assert not made.occupancy.is_taken(ANNA) and story.calls() == [0, 0, 0]
