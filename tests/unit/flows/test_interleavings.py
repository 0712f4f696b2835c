"""Whatever caller, phones and clocks do in whatever order: one record, and nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import looptime
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ringtree.flows.service import CallService, Dialled
from ringtree.media.plane import DigitPressed, MediaSilent
from ringtree.queues.service import QueueService
from ringtree.sip.dialog.call_states import Input
from tests.unit.calls.fakes import ON_HOLD, ONLY_G729, FakeSession, sdp
from tests.unit.calls.house import ANNA, BORIS, NUMBER, House, company, house, moment, target

#: A house costs 0.1 s: few stories in `make test`, as many as the profile says in `make explore`.
STORIES_TOLD = 25 if settings().derandomize else settings().max_examples

#: Seconds from one event to the next; 0 lets nobody but the listeners run in between.
PAUSES = st.sampled_from([0.0, 0.0, 0.0, 0.0005, 0.002, 0.3, 2.5, 11.0, 61.0])

OF_CALLER: dict[str, Callable[[FakeSession], object]] = {
    "ack": lambda caller: caller.acknowledges(),
    "cancel": lambda caller: caller.cancels(),
    "bye": lambda caller: caller.hangs_up(),
    "no ack": lambda caller: caller.hears(Input.TIMER_ACK),
    "lost": lambda caller: caller.hears(Input.DIALOG_LOST),
}
OF_PHONE: dict[str, Callable[[FakeSession], object]] = {
    "180": lambda phone: phone.rings(),
    "200": lambda phone: phone.answers(),
    "200 without sdp": lambda phone: phone.answers(without_sdp=True),
    "200 with g729": lambda phone: phone.answers(ONLY_G729),
    "486": lambda phone: phone.refuses(486),
    "603": lambda phone: phone.refuses(603),
    "503": lambda phone: phone.refuses(503),
    "bye": lambda phone: phone.hangs_up(),
    "timeout": lambda phone: phone.hears(Input.TIMEOUT),
    "ring limit": lambda phone: phone.hears(Input.TIMER_RING),
    "slow": lambda phone: setattr(phone, "obeys_cancel", False),
    "crossing": lambda phone: phone.hears(Input.TRANSPORT_ERROR),
}
OF_HOUSE: dict[str, Callable[[House], object]] = {
    "hold": lambda made: talking(made) and made.caller.offers(ON_HOLD),
    "resume": lambda made: talking(made) and made.caller.offers(sdp()),
    "key": lambda made: told(made, DigitPressed("1", 80)),
    "silence": lambda made: told(made, MediaSilent(300.0)),
    "worker lost": lambda made: made.media.lose_worker(),
    "no ports": lambda made: setattr(made.media, "ports", 1),
    "ports": lambda made: setattr(made.media, "ports", 9),
    "anna calls out": lambda made: made.occupancy.occupy(ANNA, "other").release(),
    "boris goes": lambda made: made.registrar.remove(BORIS),
    "boris comes": lambda made: made.registrar.add(BORIS),
}


def talking(made: House) -> bool:
    return made.caller.state == "talking"


def told(made: House, event: Any) -> None:
    for leg in made.media.open_legs[:1]:
        leg.tell(event)


EVENTS = st.one_of(
    st.tuples(st.just("caller"), st.sampled_from(sorted(OF_CALLER)), st.just(0)),
    st.tuples(st.just("phone"), st.sampled_from(sorted(OF_PHONE)), st.integers(0, 5)),
    st.tuples(st.just("phone"), st.sampled_from(["180", "200", "bye"]), st.integers(0, 2)),
    st.tuples(st.just("house"), st.sampled_from(sorted(OF_HOUSE)), st.just(0)),
)
STORIES = st.lists(st.tuples(EVENTS, PAUSES), max_size=14)
Story = Sequence[tuple[tuple[str, str, int], float]]


def happen(made: House, who: str, what: str, index: int) -> None:
    phones = [one for one in made.endpoint.sessions if one.name != "caller"]
    if who == "caller":
        OF_CALLER[what](made.caller)
    elif who == "house":
        OF_HOUSE[what](made)
    elif phones:
        OF_PHONE[what](phones[index % len(phones)])


async def tell(story: Story, begin: Callable[[House, CallService], None]) -> None:
    async with house(company()) as made:
        queues = QueueService(made.exchange)
        queues.configure(made.snapshot.company)
        calls = CallService(made.exchange, queues)
        begin(made, calls)
        for (who, what, index), pause in story:
            happen(made, who, what, index)
            if pause:
                await moment(pause)
        for _ in range(2):
            made.caller.acknowledges()
            made.caller.cancels()
            made.caller.hangs_up()
            await moment(40)
        assert calls.calls == {} and calls.traces == {}
        made.check()
        assert all(leg.other is None or leg.is_closed for leg in made.media.legs)


def run(story: Story, begin: Callable[[House, CallService], None]) -> None:
    with asyncio.Runner(loop_factory=looptime.new_event_loop) as runner:
        runner.run(tell(story, begin))


def direct(made: House, calls: CallService) -> None:
    held = [made.occupancy.occupy(BORIS, "caller")]
    two_devices = target("101", "192.0.2.101", "192.0.2.111")
    calls.connect(made.call(), Dialled(two_devices), held)


def group(made: House, calls: CallService) -> None:
    calls.walk(made.call(), made.snapshot.company.trees["straight"], (), called=NUMBER)


def queue(made: House, calls: CallService) -> None:
    calls.walk(made.call(), made.snapshot.company.trees["waiting"], (), called=NUMBER)


@pytest.mark.parametrize("begin", [direct, group, queue])
@settings(
    max_examples=STORIES_TOLD,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(story=STORIES)
@example(story=[(("caller", "cancel", 0), 0.0)])
@example(story=[(("house", "key", 0), 1.0), (("phone", "200", 0), 0.0), (("caller", "bye", 0), 0)])
def test_any_order_of_events_ends_with_one_record(
    begin: Callable[[House, CallService], None], story: Story
) -> None:
    run(story, begin)


@settings(max_examples=STORIES_TOLD)
@given(story=STORIES)
def test_a_server_may_stop_at_any_moment(story: Story) -> None:
    async def stop() -> None:
        async with house(company()) as made:
            queues = QueueService(made.exchange)
            queues.configure(made.snapshot.company)
            calls = CallService(made.exchange, queues)
            queue(made, calls)
            for (who, what, index), pause in story:
                happen(made, who, what, index)
                if pause:
                    await moment(pause)
            await calls.stop()
            made.check()

    with asyncio.Runner(loop_factory=looptime.new_event_loop) as runner:
        runner.run(stop())
