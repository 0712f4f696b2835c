"""The runner: follows exits, and loses no caller whatever a tree does."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import looptime  # noqa: F401  # virtual time in the event loop
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from ringtree.calls.cause import CauseKind, cause
from ringtree.company.model import Company, Tree
from ringtree.company.text import load
from ringtree.flows.control import DialOutcome, HangUpCause, QueueOutcome
from ringtree.flows.runner import FlowEnd, FlowLimits, FlowRunner, HopMeter
from tests.unit.flows.fake_call import FakeCall
from tests.unit.flows.trees import Broken, Careless, Endless, Instant, Losing, path, tree, walk

APOLOGY = "heard We are sorry, something went wrong."
PARTING = "heard Unfortunately nobody can answer right now. Please call again later."

HANG_UP = {"type": "hang_up"}
MENU = {
    "type": "menu",
    "prompt": "Press 1",
    "choices": ["1"],
    "attempts": 2,
    "exits": {"1": "sales", "no_input": "sales", "no_match": "bye"},
}
SHOP = tree(
    "hello",
    fallback="bye",
    hello={"type": "greeting", "prompt": "Hello", "exits": {"next": "menu"}},
    menu=MENU,
    sales={"type": "queue", "queue": "sales", "exits": {"overflow": "boss"}},
    boss={"type": "dial", "targets": "101", "exits": {"busy": "bye"}},
    bye={"type": "hang_up", "prompt": "Goodbye"},
)


class TestWalking:
    async def test_a_caller_presses_one_and_talks_to_somebody(self) -> None:
        call = FakeCall("1")
        result = await walk(SHOP, call)
        assert path(call) == ["hello:next", "menu:1", "sales:answered"]
        assert (result.end, result.answered, result.hops) == (FlowEnd.FINISHED, True, 3)
        assert (result.last_node, result.last_exit) == ("sales", "answered")
        assert call.hung_up is HangUpCause.NORMAL

    async def test_a_node_that_hangs_up_finishes_the_call(self) -> None:
        call = FakeCall("99")
        result = await walk(SHOP, call)
        assert path(call) == ["hello:next", "menu:no_match", "bye:ended"]
        assert (result.end, result.answered) == (FlowEnd.FINISHED, False)
        assert call.log[-2:] == ["heard Goodbye", "hung up: normal"]

    async def test_outcomes_lead_where_they_are_wired(self) -> None:
        call = FakeCall(queues=[QueueOutcome.OVERFLOW], dials=[DialOutcome.BUSY])
        await walk(SHOP, call)
        assert path(call) == [
            "hello:next", "menu:no_input", "sales:overflow", "boss:busy", "bye:ended"
        ]  # fmt: skip

    async def test_a_conversation_can_lead_on(self) -> None:
        call = FakeCall()
        asked = tree(
            "ring",
            ring={"type": "dial", "targets": "101", "exits": {"answered": "ask"}},
            ask={"type": "greeting", "prompt": "How was it?", "exits": {"next": "bye"}},
            bye=HANG_UP,
        )
        result = await walk(asked, call)
        assert path(call) == ["ring:answered", "ask:next", "bye:ended"]
        assert result.answered


EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.mark.parametrize("name", ["romashka", "daisy"])
class TestTheDemoCompany:
    @staticmethod
    def company(name: str) -> Company:
        file = EXAMPLES / f"{name}.yaml"
        return load(file.read_text(), str(file))

    @pytest.mark.parametrize(
        ("keys", "way"),
        [
            ("1", ["menu:1", "sales:answered"]),
            ("2", ["menu:2", "support:answered"]),
            ("0", ["menu:0", "anna:answered"]),
            ("..", ["menu:no_input", "sales:answered"]),
            ("92", ["menu:2", "support:answered"]),
        ],
    )
    async def test_each_key_leads_where_it_is_said_to(
        self, name: str, keys: str, way: list[str]
    ) -> None:
        company = self.company(name)
        call = FakeCall(keys, company=company)
        result = await walk(company.trees["main"], call)
        assert path(call) == ["hours:open", "caller:other", "greeting:next", *way]
        assert result.answered

    async def test_whoever_nobody_can_serve_is_told(self, name: str) -> None:
        company = self.company(name)
        call = FakeCall("1", queues=[QueueOutcome.OVERFLOW], company=company)
        await walk(company.trees["main"], call)
        assert path(call)[-2:] == ["sales:overflow", "goodbye:ended"]


class TestTheCallerLeaves:
    @pytest.mark.parametrize(
        ("moment", "last"), [(0.1, "hello"), (1.0, "menu"), (20.0, "sales"), (0.0, "hello")]
    )
    async def test_wherever_it_is_the_trace_ends_there(self, moment: float, last: str) -> None:
        call = FakeCall(hang_up_at=moment)
        result = await walk(SHOP, call)
        assert (result.end, result.last_node) == (FlowEnd.CALLER_LEFT, last)
        assert call.trace.entries[-1].exit == "caller_left"
        assert call.hung_up is None
        last_entry = call.trace.entries[-1]
        assert last_entry.entered + last_entry.seconds == pytest.approx(moment)

    async def test_a_node_that_catches_everything_does_not_keep_him(self) -> None:
        call = FakeCall(hang_up_at=3)
        result = await walk(tree("a", a=Careless(exits={"next": "b"}), b=HANG_UP), call)
        assert result.end is FlowEnd.CALLER_LEFT
        assert path(call) == ["a:caller_left"]

    async def test_amid_the_apology_too(self) -> None:
        call = FakeCall(hang_up_at=0.5)
        result = await walk(tree("a", fallback="b", a=Broken(), b=HANG_UP), call)
        assert result.end is FlowEnd.CALLER_LEFT
        assert path(call) == ["a:caller_left"]
        assert len(result.errors) == 1

    async def test_a_call_that_is_lost_says_why(self) -> None:
        lost = cause(CauseKind.MEDIA_LOST)
        call = FakeCall()
        result = await walk(tree("a", a=Losing(lost=lost)), call)
        assert (result.end, result.cause) == (FlowEnd.LOST, lost)
        assert path(call) == ["a:lost"]

    @pytest.mark.looptime
    async def test_a_stopping_server_closes_the_trace_and_is_not_held_up(self) -> None:
        call = FakeCall()
        clock = asyncio.get_running_loop().time
        runner = FlowRunner(tree("a", a=Endless()), call, call.trace, clock=clock)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(runner.run(), 30)
        assert path(call) == ["a:stopped"]


class TestErrors:
    async def test_a_failing_node_apologises_and_goes_to_the_fallback(self) -> None:
        call = FakeCall()
        result = await walk(
            tree("a", fallback="b", a=Broken(), b={"type": "hang_up", "prompt": "Bye"}), call
        )
        assert call.log == [APOLOGY, "heard Bye", "hung up: normal"]
        assert path(call) == ["a:error", "b:ended"]
        assert result.end is FlowEnd.FALLBACK

    async def test_the_trace_and_the_log_have_one_id_for_it(self) -> None:
        call = FakeCall()
        with capture_logs() as logs:
            result = await walk(tree("a", fallback="b", a=Broken(), b=HANG_UP), call)
        facts = call.trace.entries[0].facts
        assert facts["why"] == "ZeroDivisionError: nobody expected this"
        assert (facts["error"],) == result.errors == (logs[0]["error"],)
        assert isinstance(logs[0]["exc_info"], ZeroDivisionError)
        assert (logs[0]["tree"], logs[0]["node"]) == ("main", "a")

    async def test_a_failing_fallback_ends_in_a_polite_parting(self) -> None:
        call = FakeCall()
        result = await walk(tree("a", fallback="b", a=Broken(), b=Broken()), call)
        assert call.log == [APOLOGY, APOLOGY, PARTING, "hung up: error"]
        assert path(call) == ["a:error", "b:error"]
        assert (result.end, len(result.errors)) == (FlowEnd.ERROR, 2)

    async def test_a_fallback_gets_its_own_chance_even_when_it_is_the_node_that_failed(
        self,
    ) -> None:
        call = FakeCall()
        result = await walk(tree("a", fallback="a", a=Broken()), call)
        assert path(call) == ["a:error", "a:error"]
        assert result.end is FlowEnd.ERROR

    async def test_without_a_fallback_the_caller_is_told_and_let_go(self) -> None:
        call = FakeCall()
        result = await walk(tree("a", a=Broken()), call)
        assert call.log == [APOLOGY, PARTING, "hung up: error"]
        assert result.end is FlowEnd.ERROR

    async def test_a_call_that_cannot_even_apologise_still_goes_on(self) -> None:
        class Mute(FakeCall):
            async def play(self, *prompts: Any, interruptible: bool = False) -> bool:
                raise RuntimeError("no port left")

        call = Mute()
        ring = {"type": "dial", "targets": "101"}
        result = await walk(tree("a", fallback="b", a=Broken(), b=ring), call)
        assert path(call) == ["a:error", "b:answered"]
        assert result.answered

    async def test_a_call_that_cannot_be_hung_up_still_has_a_result(self) -> None:
        class Stuck(FakeCall):
            async def hang_up(self, cause: HangUpCause = HangUpCause.NORMAL) -> None:
                raise RuntimeError("gone")

        result = await walk(tree("a", a={"type": "dial", "targets": "101"}), Stuck())
        assert result.end is FlowEnd.FINISHED

    @pytest.mark.parametrize("start", ["nowhere", "a"])
    async def test_a_node_that_does_not_exist_is_an_error_like_any_other(self, start: str) -> None:
        call = FakeCall()
        result = await walk(
            tree(start, fallback="b", a=Instant(exits={"next": "nowhere"}), b=HANG_UP), call
        )
        assert path(call)[-2:] == ["nowhere:error", "b:ended"]
        assert result.end is FlowEnd.FALLBACK


class TestDeadEnds:
    RING: Any = {"type": "dial", "targets": "101"}  # noqa: RUF012

    async def test_an_unwired_exit_goes_to_the_fallback_without_an_apology(self) -> None:
        call = FakeCall(dials=[DialOutcome.BUSY])
        result = await walk(tree("a", fallback="b", a=self.RING, b=HANG_UP), call)
        assert call.log == ["dialled 101 for 25 s", "hung up: normal"]
        assert path(call) == ["a:busy", "b:ended"]
        assert call.trace.entries[0].facts["unwired"] is True
        assert result.end is FlowEnd.FALLBACK

    async def test_without_a_fallback_the_caller_is_told(self) -> None:
        call = FakeCall(dials=[DialOutcome.BUSY])
        result = await walk(tree("a", a=self.RING), call)
        assert call.log[1:] == [PARTING, "hung up: normal"]
        assert result.end is FlowEnd.DEAD_END

    async def test_a_fallback_without_a_way_on_is_not_taken_twice(self) -> None:
        call = FakeCall(dials=[DialOutcome.BUSY] * 9)
        result = await walk(tree("a", fallback="b", a=self.RING, b=self.RING), call)
        assert path(call) == ["a:busy", "b:busy"]
        assert result.end is FlowEnd.DEAD_END


class TestLimits:
    async def test_a_tree_that_spins_is_ended_by_its_fallback(self) -> None:
        call = FakeCall()
        spinning = tree(
            "a",
            fallback="out",
            a=Instant(exits={"next": "b"}),
            b=Instant(exits={"next": "a"}),
            out=HANG_UP,
        )
        with capture_logs() as logs:
            result = await walk(spinning, call, limits=FlowLimits(quick_hops=10))
        assert path(call)[-1] == "out:ended"
        assert call.trace.entries[-2].facts["limit"] == "quick_hops"
        assert (result.end, result.hops) == (FlowEnd.FALLBACK, 12)
        assert call.log == [APOLOGY, "hung up: normal"]
        assert logs[0]["event"] == "tree goes round"

    async def test_a_fallback_that_leads_back_into_the_loop_is_left(self) -> None:
        call = FakeCall()
        result = await walk(
            tree("a", fallback="a", a=Instant(exits={"next": "a"})),
            call,
            limits=FlowLimits(quick_hops=10),
        )
        assert result.end is FlowEnd.ERROR
        assert call.log == [APOLOGY, APOLOGY, PARTING, "hung up: error"]
        assert result.hops < 30

    async def test_a_slow_loop_ends_as_well(self) -> None:
        call = FakeCall()
        loop = tree(
            "a",
            fallback="out",
            a={"type": "greeting", "prompt": "Again", "exits": {"next": "a"}},
            out=HANG_UP,
        )
        result = await walk(loop, call, limits=FlowLimits(hops=30))
        assert (result.end, result.hops) == (FlowEnd.FALLBACK, 32)

    def test_hops_with_time_between_them_are_not_quick(self) -> None:
        meter = HopMeter(FlowLimits(quick_hops=3), 0.0)
        assert [meter.hop(now) for now in (0, 0, 0, 5, 5, 5, 5)] == [None] * 7
        assert meter.hop(5) == "quick_hops"

    def test_a_meter_that_reported_starts_anew(self) -> None:
        meter = HopMeter(FlowLimits(hops=2), 0.0)
        assert [meter.hop(now) for now in (1, 2, 3, 4, 5, 6)] == [
            None, None, "hops", None, None, "hops"
        ]  # fmt: skip


# -- any tree, any caller

NAMES = [f"n{index}" for index in range(12)]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    target = st.sampled_from(names)

    def node() -> Any:
        kind = draw(st.sampled_from(["greeting", "menu", "dial", "queue", "hang_up", "x", "!"]))
        ports: dict[str, list[str]] = {
            "greeting": ["next"],
            "menu": ["1", "12", "no_input", "no_match"],
            "dial": list(DialOutcome),
            "queue": list(QueueOutcome),
            "hang_up": [],
        }
        exits = ports.get(kind, ["next"])
        wired = {str(one): draw(target) for one in exits if draw(st.integers(0, 4))}
        if kind == "x":
            return Instant(exits=wired)
        if kind == "!":
            return Broken(exits=wired)
        settings: dict[str, dict[str, Any]] = {
            "greeting": {"prompt": "Hello", "interruptible": draw(st.booleans())},
            "menu": {"prompt": "Choose", "choices": ["1", "12"], "attempts": 2},
            "dial": {"targets": ["101", "sales"]},
            "queue": {"queue": "sales"},
            "hang_up": {},
        }
        return {"type": kind, "exits": wired, **settings[kind]}

    fallback = draw(st.none() | target)
    return tree(draw(target), fallback=fallback, **{name: node() for name in names})


callers = st.builds(
    FakeCall,
    st.text("012#.", max_size=20),
    at=st.dictionaries(st.floats(0, 100), st.sampled_from("129#"), max_size=5),
    hang_up_at=st.floats(0, 500) | st.just(float("inf")),
    dials=st.lists(st.sampled_from([*DialOutcome, RuntimeError("dial")]), max_size=8),
    queues=st.lists(st.sampled_from([*QueueOutcome, RuntimeError("queue")]), max_size=8),
)


@given(drawn=trees(), call=callers)
async def test_any_caller_in_any_tree_comes_to_one_end_and_the_trace_has_no_gap(
    drawn: Tree, call: FakeCall
) -> None:
    with capture_logs():
        result = await walk(drawn, call, limits=FlowLimits(hops=40, quick_hops=10))
    entries = call.trace.entries
    assert result.hops == len(entries) >= 1
    assert entries[0].node == drawn.start
    moment = 0.0
    for entry in entries:
        assert entry.exit is not None
        assert entry.entered == pytest.approx(moment)
        moment = entry.entered + entry.seconds
    assert moment == pytest.approx(call.now)
    assert (result.last_node, result.last_exit) == (entries[-1].node, entries[-1].exit)
    left = result.end in (FlowEnd.CALLER_LEFT, FlowEnd.LOST)
    assert left is (call.hung_up is None)
    assert len(result.errors) == sum("error" in entry.facts for entry in entries)


@given(drawn=trees(), call=callers)
async def test_each_step_was_wired_or_a_rescue(drawn: Tree, call: FakeCall) -> None:
    with capture_logs():
        await walk(drawn, call, limits=FlowLimits(hops=40, quick_hops=10))
    for entry, following in zip(call.trace.entries, call.trace.entries[1:], strict=False):
        rescued = {"error", "unwired", "limit"} & entry.facts.keys()
        wired = drawn.nodes[entry.node].exits.get(str(entry.exit))
        assert following.node == (drawn.fallback if rescued else wired)
