"""Transfers in whatever order things happen: everybody ends in one bridge or released."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import looptime
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.calls.fakes import FakeMediaLeg, FakeSession
from tests.unit.calls.house import House, house, moment
from tests.unit.flows.test_consultation import taken
from tests.unit.flows.test_interleavings import OF_PHONE, PAUSES, STORIES_TOLD
from tests.unit.flows.test_transferring import answered, dialled

#: What a party does, seen by the index of its dialog among those that are talked in.
ACTS: dict[str, Callable[[House, FakeSession, FakeSession], object]] = {
    "blind to 102": lambda made, one, other: one.refers("102"),
    "blind to 103": lambda made, one, other: one.refers("103"),
    "asked": lambda made, one, other: one.refers("103", other),
    "bye": lambda made, one, other: one.hangs_up(),
    "ack": lambda made, one, other: one.acknowledges(),
}
EVENTS = st.one_of(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 5), st.integers(0, 5)),
    st.tuples(st.sampled_from(sorted(OF_PHONE)), st.integers(0, 5), st.just(0)),
)
STORIES = st.lists(st.tuples(EVENTS, PAUSES), max_size=12)
Story = Sequence[tuple[tuple[str, int, int], float]]


def happen(made: House, what: str, index: int, other: int) -> None:
    sessions = made.endpoint.sessions
    one = sessions[index % len(sessions)]
    if what in ACTS:
        if one.state == "talking" or what == "ack":
            ACTS[what](made, one, sessions[other % len(sessions)])
    elif one.name != "caller":
        OF_PHONE[what](one)


def bridges_are_whole(made: House) -> None:
    """Who hears somebody is heard by that one alone."""
    legs: list[FakeMediaLeg] = made.media.open_legs
    for leg in legs:
        assert leg.other is None or leg.other.other is leg


async def tell(story: Story, begin: Callable[[House], object], records: int) -> None:
    async with house() as made:
        await begin(made)  # type: ignore[misc]
        for (what, index, other), pause in story:
            happen(made, what, index, other)
            if pause:
                await moment(pause)
            bridges_are_whole(made)
        for _ in range(4):
            for session in tuple(made.endpoint.sessions):
                session.acknowledges()
                session.hangs_up()
            await moment(60)
        assert made.exchange.calls == {}
        made.check(records)


def run(story: Story, begin: Callable[[House], object], records: int) -> None:
    with asyncio.Runner(loop_factory=looptime.new_event_loop) as runner:
        runner.run(tell(story, begin, records))


@settings(max_examples=STORIES_TOLD)
@given(story=STORIES)
@example(story=[(("blind to 102", 1, 0), 0.0), (("bye", 0, 0), 0.0)])
def test_the_callee_hands_on(story: Story) -> None:
    run(story, answered, 1)


@settings(max_examples=STORIES_TOLD)
@given(story=STORIES)
@example(story=[(("blind to 103", 0, 0), 0.0), (("bye", 1, 0), 0.0)])
def test_the_caller_hands_on(story: Story) -> None:
    run(story, dialled, 1)


@settings(max_examples=STORIES_TOLD)
@given(story=STORIES)
@example(story=[(("asked", 1, 2), 0.0), (("bye", 0, 0), 0.0)])
@example(story=[(("asked", 1, 2), 0.0), (("asked", 2, 1), 0.0), (("bye", 3, 0), 0.0)])
def test_whoever_has_asked_hands_on(story: Story) -> None:
    run(story, taken, 2)
