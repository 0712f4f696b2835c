"""Any interleaving of callers, agents, other calls, callbacks, late news, timers and crashes.

`RINGTREE_HYPOTHESIS=long` runs hundreds of thousands of steps, for minutes instead of seconds.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ringtree.queues.agent import Activity, Presence
from ringtree.queues.decisions import (
    Announce,
    CallBack,
    Connect,
    Decision,
    Leave,
    PresenceChanged,
    RefusalCause,
    ReleaseAgent,
    Remind,
    Ring,
    StopRinging,
    WrapUpBegan,
)
from ringtree.queues.eligibility import barrier, candidates
from ringtree.queues.engine import QueueEngine
from ringtree.queues.entry import EntryKind
from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import Absence, CallBackFirst, QueueSettings, Terms
from ringtree.queues.strategies import STRATEGIES
from ringtree.queues.watchdog import faults

AGENTS = ("101", "102", "103", "104")
TERMS = {
    "102": Terms(tier=2, weight=3, skills={"tax": 2}),
    "103": Terms(wrap_up=11, skills={"tax": 1}),
}
QUEUES = {
    "sales": QueueSettings(
        key="sales",
        agents=("101", "102", "103"),
        terms=TERMS,
        tiers={2: 20},
        missed_limit=3,
        wrap_up=5,
        max_wait=90,
        refusal_pause=30,
        announce_wait=True,
        announce_every=15,
        periodic=2,
        periodic_every=20,
        leave_when=frozenset({Absence.LOGGED_OUT, Absence.UNREACHABLE}),
    ),
    "support": QueueSettings(
        key="support",
        strategy="ring_all",
        agents=("102", "103", "104"),
        wrap_up=0,
        max_wait=None,
        head_start=30,
        max_waiting=6,
        callback_first=CallBackFirst.CALLER,
        required={"tax": 1},
        relax_every=10,
        sticky_wait=5,
    ),
    "night": QueueSettings(
        key="night", agents=("104",), ring_time=5, no_answer_pause=0, refusal_pause=0, retry_pause=0
    ),
}
SECONDS = st.sampled_from([0.0, 0.001, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 47.3, 100.0])
EXTENSIONS = st.sampled_from(AGENTS)
NUMBERS = st.sampled_from([None, "+79161111111", "+79162222222"])
CHOOSING = st.randoms(use_true_random=False)
NEEDS = st.sampled_from(
    [NO_NEEDS, NO_NEEDS, NO_NEEDS, Needs(priority=1), Needs(required={"tax": 2})]
)


class Watched(deque[Decision]):
    """Decisions, each shown at the very moment it is made: a timer may make many at once."""

    def __init__(self, show: Callable[[Decision], None]) -> None:
        super().__init__()
        self.show = show

    def append(self, decision: Decision) -> None:
        self.show(decision)
        super().append(decision)


class Service(RuleBasedStateMachine):
    """Plays the service, which carries decisions out late, and every person; checks everything."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = self.new_engine()
        self.now = 1000.0
        self.queues = dict(QUEUES)
        self.count = 0
        # What the engine was told
        self.occupied: set[str] = set()
        self.presence = dict.fromkeys(AGENTS, Presence.READY)
        self.reachable: set[str] = set()
        # What it decided
        self.todo: deque[Decision] = deque()
        self.ringing: dict[str, str] = {}  # extension -> offer it rings for
        self.connected: dict[str, str] = {}  # caller -> agent
        self.talking: set[str] = set()  # callers who hear their agent
        self.placeholders: set[str] = set()
        self.calling: set[str] = set()  # placeholders whose callers are rung
        self.promised: dict[str, int] = {}  # caller -> minutes told last
        self.last_known = dict(QUEUES)  # settings of queues, those since removed as well
        self.won: set[str] = set()  # offers
        self.left: dict[str, QueueOutcome] = {}
        self.joined: dict[str, str] = {}  # caller -> queue
        self.wrap_up: dict[str, float] = {}
        self.refused: dict[tuple[str, str], float] = {}  # caller and agent -> until
        self.told: dict[str, tuple[int, float]] = {}  # caller -> place and when
        # What the service is at
        self.reserved: dict[str, set[str]] = {e: set() for e in AGENTS}  # extension -> holders
        self.rung: list[tuple[str, str]] = []  # every ring there ever was

    # ----- helpers -----------------------------------------------------------------------------

    def new_engine(self) -> QueueEngine:
        engine = QueueEngine(seed=7)
        engine._floor.decisions = Watched(self.check)
        return engine

    def check(self, decision: Decision) -> None:
        getattr(self, f"check_{type(decision).__name__}")(decision)

    def collect(self) -> None:
        self.todo.extend(self.engine.decisions)
        self.engine.decisions.clear()

    def check_Ring(self, ring: Ring) -> None:
        assert ring.entry_id not in self.left and ring.entry_id not in self.connected
        agents = self.queues[self.joined[ring.entry_id]].agents
        assert [note.extension for note in ring.why] == list(agents)
        assert {n.extension for n in ring.why if n.reason == "chosen"} == set(ring.extensions)
        for extension in ring.extensions:
            assert extension in agents
            assert extension not in self.occupied, "rung while taken"
            assert extension not in self.ringing, "rung while ringing"
            assert extension not in self.connected.values(), "rung in a conversation"
            assert extension in self.reachable
            assert self.presence[extension] is Presence.READY
            assert self.wrap_up.get(extension, 0) <= self.now, "rung in wrap-up"
            assert self.refused.get((ring.entry_id, extension), 0) <= self.now, "rung again"
            self.nobody_is_passed(ring, extension)
            self.ringing[extension] = ring.offer_id

    def nobody_is_passed(self, ring: Ring, extension: str) -> None:
        line = self.engine.waiting(self.joined[ring.entry_id])
        for caller in line[: line.index(ring.entry_id)]:
            if self.engine._floor.entries[caller].offer is None:
                self.is_kept_from(extension, caller)

    def is_kept_from(self, extension: str, caller: str) -> None:
        floor = self.engine._floor
        entry = floor.entries[caller]
        why = barrier(floor.agents[extension], entry, floor.known, self.now)
        assert why is not None or not entry.is_unserved, "passed unfairly"

    def check_StopRinging(self, stop: StopRinging) -> None:
        assert self.ringing.pop(stop.extension) == stop.offer_id
        assert stop.offer_id.startswith(stop.entry_id + "#")

    def check_Connect(self, connect: Connect) -> None:
        assert connect.offer_id not in self.won, "two winners"
        assert connect.entry_id not in self.connected and connect.entry_id not in self.left
        assert connect.extension not in self.connected.values(), "in two conversations"
        assert self.ringing.pop(connect.extension) == connect.offer_id
        self.won.add(connect.offer_id)
        self.connected[connect.entry_id] = connect.extension

    def check_ReleaseAgent(self, release: ReleaseAgent) -> None:
        assert self.ringing.get(release.extension) != release.offer_id

    def check_CallBack(self, back: CallBack) -> None:
        assert back.entry_id in self.placeholders and back.entry_id not in self.left
        assert back.entry_id not in self.calling, "called back twice at once"
        self.calling.add(back.entry_id)

    def check_Remind(self, remind: Remind) -> None:
        assert remind.entry_id not in self.placeholders and remind.entry_id not in self.connected
        assert remind.entry_id not in self.left

    def check_WrapUpBegan(self, began: WrapUpBegan) -> None:
        assert began.until > self.now

    def check_PresenceChanged(self, changed: PresenceChanged) -> None:
        assert self.presence[changed.extension] is Presence.READY
        self.presence[changed.extension] = changed.presence

    def check_Leave(self, leave: Leave) -> None:
        assert leave.entry_id not in self.left, "two outcomes"
        talked = leave.entry_id in self.talking
        assert (leave.outcome is QueueOutcome.ANSWERED) == talked
        self.left[leave.entry_id] = leave.outcome
        self.calling.discard(leave.entry_id)
        if leave.entry_id in self.connected:
            self.conversation_is_over(leave.entry_id)

    def conversation_is_over(self, caller: str) -> None:
        extension = self.connected.pop(caller)
        key = self.joined[caller]
        if caller not in self.talking:
            return
        settings = self.queues[key] if key in self.queues else self.last_known[key]
        wrap_up = settings.wrap_up_of(extension)
        self.wrap_up[extension] = self.now + wrap_up

    def check_Announce(self, announce: Announce) -> None:
        assert announce.entry_id not in self.left and announce.entry_id not in self.connected
        assert announce.entry_id not in self.placeholders
        place, at = self.told.get(announce.entry_id, (10**9, -(10**9)))
        assert announce.place is not None and self.now >= at + 10
        assert announce.place < place or self.now >= at + 15, "told again without need"
        self.told[announce.entry_id] = (min(place, announce.place), self.now)
        if announce.wait is not None:
            assert announce.wait <= self.promised.get(announce.entry_id, 99), "rose aloud"
            self.promised[announce.entry_id] = announce.wait

    def carry_out_one(self) -> None:
        decision = self.todo.popleft()
        match decision:
            case Ring():
                for extension in decision.extensions:
                    self.reserve(decision.offer_id, extension)
            case Connect(entry_id=caller) if self.is_current(decision):
                self.engine.talking(caller, self.now)
                self.talking.add(caller)
                self.placeholders.discard(caller)
                self.collect()
            case StopRinging() | ReleaseAgent():
                self.release(decision.offer_id, decision.extension)
            case Leave():
                for extension in AGENTS:
                    for holder in tuple(self.reserved[extension]):
                        if holder.startswith(decision.entry_id + "#") and holder in self.won:
                            self.release(holder, extension)
            case _:
                pass

    def is_current(self, connect: Connect) -> bool:
        offer = self.engine._floor.offers.get(connect.offer_id)
        return offer is not None and connect.entry_id in self.connected

    def reserve(self, offer_id: str, extension: str) -> None:
        self.rung.append((offer_id, extension))
        if self.ringing.get(extension) != offer_id:
            return  # stopped before it was begun
        if self.reserved[extension]:
            self.tell_refused(offer_id, extension, RefusalCause.BUSY)
        else:
            self.hold(offer_id, extension)

    def hold(self, holder: str, extension: str) -> None:
        self.reserved[extension].add(holder)
        if len(self.reserved[extension]) == 1:
            self.occupied.add(extension)
            self.engine.agent_occupied(extension, self.now)
            self.collect()

    def release(self, holder: str, extension: str) -> None:
        if holder not in self.reserved[extension]:
            return
        self.reserved[extension].discard(holder)
        if not self.reserved[extension]:
            self.occupied.discard(extension)
            self.engine.agent_free(extension, self.now)
            self.collect()

    def tell_refused(self, offer_id: str, extension: str, cause: RefusalCause) -> None:
        caller = offer_id.rpartition("#")[0]
        if self.ringing.get(extension) == offer_id:
            del self.ringing[extension]
            if cause is RefusalCause.DECLINED and self.joined[caller] in self.queues:
                pause = self.queues[self.joined[caller]].pause_after_refusal()
                self.refused[caller, extension] = self.now + pause
        self.engine.offer_refused(offer_id, extension, cause, self.now)
        self.collect()

    # ----- what happens ------------------------------------------------------------------------

    @initialize()
    def begin(self) -> None:
        self.engine.configure(self.queues.values(), self.now)
        for extension in AGENTS:
            self.becomes_reachable(extension, True)

    @rule(
        queue=st.sampled_from(sorted(QUEUES)),
        needs=NEEDS,
        number=NUMBERS,
    )
    def a_caller_joins(self, queue: str, needs: Needs, number: str | None) -> None:
        if queue in self.queues:
            caller = self.new_caller(queue)
            self.engine.join(caller, queue, self.now, needs=needs, caller=number)
            self.collect()

    @rule(queue=st.sampled_from(sorted(QUEUES)), number=NUMBERS, needs=NEEDS, resumes=st.booleans())
    def somebody_wants_to_be_called_back(
        self, queue: str, number: str | None, needs: Needs, resumes: bool
    ) -> None:
        """Perhaps whoever left last, and so keeps a place."""
        if queue in self.queues:
            caller = self.new_caller(queue)
            self.placeholders.add(caller)
            kind = EntryKind.PLACEHOLDER
            left = next(reversed(self.left), None) if resumes else None
            self.engine.join(
                caller, queue, self.now, needs=needs, caller=number, kind=kind, resumes=left
            )
            self.collect()

    def new_caller(self, queue: str) -> str:
        self.count += 1
        caller = f"caller{self.count}"
        self.joined[caller] = queue
        return caller

    @precondition(lambda self: self.placeholders)
    @rule(choosing=CHOOSING, reached=st.booleans(), again=st.sampled_from([None, 3.0, 60.0]))
    def a_caller_is_reached_or_not(self, choosing, reached: bool, again: float | None) -> None:
        """Of any placeholder: what came of a call is told late, or of one that never was."""
        caller = choosing.choice(sorted(self.placeholders))
        if reached:
            if caller in self.calling:
                self.placeholders.discard(caller)
            self.calling.discard(caller)
            self.engine.taken_up(caller, self.now)
        else:
            extension = self.connected.pop(caller, None)
            self.calling.discard(caller)
            again_at = None if again is None else self.now + again
            self.engine.unreached(caller, self.now, again_at=again_at)
            if extension is not None:
                for holder in tuple(self.reserved[extension]):
                    if holder.startswith(caller + "#"):
                        self.release(holder, extension)
        self.collect()

    @precondition(lambda self: self.calling)
    @rule(choosing=CHOOSING, number=NUMBERS)
    def somebody_called_back_takes_the_place_over(self, choosing, number: str | None) -> None:
        held = choosing.choice(sorted(self.calling))
        queue = self.joined[held]
        place, caller = self.engine.place(held), self.new_caller(queue)
        self.engine.hand_over(held, caller)
        self.engine.join(caller, queue, self.now, caller=number, resumes=caller)
        assert self.left.get(held) is QueueOutcome.RESUMED
        assert self.engine.place(caller) in (place, None), "lost the place"
        self.collect()

    @precondition(lambda self: self.placeholders)
    @rule(choosing=CHOOSING, seconds=st.sampled_from([1.0, 60.0]))
    def nobody_may_be_called_now(self, choosing, seconds: float) -> None:
        """Outside the hours of callbacks: whatever rings for the place falls silent."""
        caller = choosing.choice(sorted(self.placeholders))
        self.engine.postpone(caller, self.now + seconds, self.now)
        self.calling.discard(caller)
        self.collect()

    @rule(extension=EXTENSIONS, seconds=st.sampled_from([0.0, 10.0]))
    def an_agent_ends_or_extends_a_wrap_up(self, extension: str, seconds: float) -> None:
        writes = self.engine._floor.agents.get(extension)
        if writes is None or writes.activity is not Activity.WRAP_UP:
            return
        if seconds:
            self.wrap_up[extension] = max(self.wrap_up[extension], self.now) + seconds
            assert self.engine.extend_wrap_up(extension, seconds, self.now)
        else:
            self.wrap_up[extension] = self.now
            assert self.engine.end_wrap_up(extension, self.now)
        self.collect()

    @rule(away=st.sampled_from([0.0, 4.0, 200.0]))
    def the_server_crashes_and_starts_again(self, away: float) -> None:
        """Every leg is dead; what was written down is taken up."""
        state = json.loads(json.dumps(self.engine.snapshot(self.now)))
        kept = {
            caller: self.joined[caller]
            for caller in self.placeholders
            if caller not in self.left and self.joined[caller] in self.queues
        }
        self.now += away
        self.joined, self.left, self.placeholders = kept, {}, set(kept)
        self.todo.clear()
        for gone in (self.ringing, self.connected, self.talking, self.calling, self.rung,
                     self.occupied, self.refused, self.reachable):  # fmt: skip
            gone.clear()
        self.reserved = {extension: set() for extension in AGENTS}
        self.wrap_up = {one: self.wrap_up[one] for one in self.writing(state)}
        self.engine = self.new_engine()
        self.engine.configure(self.queues.values(), self.now)
        self.engine.restore(state, self.now, away=away)
        for extension in AGENTS:  # a store of its own has these
            self.engine.presence(extension, self.presence[extension], self.now)
        self.collect()

    @staticmethod
    def writing(state: dict) -> list[str]:
        return [one["extension"] for one in state["agents"] if one["wrap_up_until"] is not None]

    @precondition(lambda self: self.joined)
    @rule(choosing=CHOOSING)
    def a_caller_hangs_up_perhaps_again(self, choosing) -> None:
        self.engine.leave(choosing.choice(sorted(self.joined)), self.now)
        self.collect()

    @precondition(lambda self: self.joined)
    @rule(choosing=CHOOSING)
    def a_caller_leaves_by_a_key(self, choosing) -> None:
        caller = choosing.choice(sorted(self.joined))
        self.engine.leave(caller, self.now, QueueOutcome.KEY_EXIT)
        self.collect()

    @precondition(lambda self: self.todo)
    @rule()
    def the_service_carries_out_one_decision(self) -> None:
        self.carry_out_one()

    @precondition(lambda self: self.todo)
    @rule()
    def the_service_catches_up(self) -> None:
        while self.todo:
            self.carry_out_one()

    @precondition(lambda self: self.rung)
    @rule(choosing=CHOOSING, recent=st.booleans())
    def a_phone_answers_perhaps_too_late(self, choosing, recent) -> None:
        offer_id, extension = choosing.choice(self.rung[-4:] if recent else self.rung)
        self.engine.offer_answered(offer_id, extension, self.now)
        self.collect()

    @precondition(lambda self: self.rung)
    @rule(choosing=CHOOSING, cause=st.sampled_from(RefusalCause), recent=st.booleans())
    def a_phone_refuses_perhaps_too_late(self, choosing, cause, recent) -> None:
        offer_id, extension = choosing.choice(self.rung[-4:] if recent else self.rung)
        if offer_id in self.won or offer_id.rpartition("#")[0] not in self.joined:
            return
        self.tell_refused(offer_id, extension, cause)
        self.release(offer_id, extension)

    @precondition(lambda self: self.connected)
    @rule(choosing=CHOOSING)
    def a_conversation_ends(self, choosing) -> None:
        self.engine.conversation_ended(choosing.choice(sorted(self.connected)), self.now)
        self.collect()

    @precondition(lambda self: self.connected)
    @rule(choosing=CHOOSING)
    def a_connection_is_lost(self, choosing) -> None:
        caller = choosing.choice(sorted(self.connected))
        extension = self.connected.pop(caller)
        self.talking.discard(caller)
        key = self.joined[caller]
        pause = self.queues[key].pause_after_refusal() if key in self.queues else 1
        self.refused[caller, extension] = self.now + pause
        self.engine.connection_lost(caller, self.now)
        self.collect()
        for holder in tuple(self.reserved[extension]):
            if holder.startswith(caller + "#"):
                self.release(holder, extension)

    @rule(extension=EXTENSIONS, taken=st.booleans())
    def another_call(self, extension: str, taken: bool) -> None:
        if taken:
            self.hold("another call", extension)
        else:
            self.release("another call", extension)

    @rule(extension=EXTENSIONS, presence=st.sampled_from(Presence))
    def a_person_says(self, extension: str, presence: Presence) -> None:
        self.presence[extension] = presence
        self.engine.presence(extension, presence, self.now)
        self.collect()

    @rule(extension=EXTENSIONS, reachable=st.booleans())
    def becomes_reachable(self, extension: str, reachable: bool) -> None:
        (self.reachable.add if reachable else self.reachable.discard)(extension)
        self.engine.agent_reachable(extension, reachable, self.now)
        self.collect()

    @rule(
        queue=st.sampled_from(sorted(QUEUES)),
        agents=st.lists(EXTENSIONS, unique=True),
        strategy=st.sampled_from(sorted(STRATEGIES)),
        first=st.sampled_from(CallBackFirst),
    )
    def a_publication_changes_a_queue(self, queue, agents, strategy, first) -> None:
        self.queues[queue] = self.last_known[queue] = replace(
            QUEUES[queue], agents=tuple(agents), strategy=strategy, callback_first=first
        )
        self.engine.configure(self.queues.values(), self.now)
        self.collect()

    @rule(queue=st.sampled_from(["night", "support"]))
    def a_publication_removes_a_queue(self, queue) -> None:
        self.queues.pop(queue, None)
        self.engine.configure(self.queues.values(), self.now)
        self.collect()

    @rule(seconds=SECONDS)
    def time_passes(self, seconds: float) -> None:
        self.pass_time(self.now + seconds)

    def pass_time(self, end: float) -> None:
        while (due := self.engine.next_timer()) is not None and due <= end:
            self.now = max(self.now, due)
            self.engine.handle_timer(self.now)
            self.collect()
            following = self.engine.next_timer()
            assert following is None or following > self.now, "time does not progress"
        self.now = end

    # ----- what is always so -------------------------------------------------------------------

    @invariant()
    def everybody_is_where_he_was_said_to_be(self) -> None:
        floor = self.engine._floor
        for agent in floor.agents.values():
            rings = agent.activity is Activity.RINGING
            assert rings == (agent.extension in self.ringing)
            assert (agent.activity is Activity.TALKING) == (
                agent.extension in self.connected.values()
            )
            assert rings == (agent.offer is not None and agent.extension in agent.offer.ringing)
        for offer in floor.offers.values():
            assert offer.ringing or offer.winner is not None, "an offer nobody is rung for"
        assert set(floor.entries) == set(self.joined) - set(self.left)

    @invariant()
    def places_are_contiguous_and_in_order(self) -> None:
        for key in self.queues:
            line = self.engine.waiting(key)
            assert [self.engine.place(caller) for caller in line] == list(range(1, len(line) + 1))
            keys = [self.engine._floor.entries[caller].key for caller in line]
            assert keys == sorted(keys)

    @invariant()
    def nobody_waits_while_somebody_could_be_rung(self) -> None:
        for queue in self.engine._floor.queues.values():
            assert set(queue.available) == {e for e, a in queue.agents.items() if a.is_available}
            for entry in queue.unoffered():
                assert not candidates(entry, self.engine._floor.known, self.now)

    @invariant()
    def the_watchdog_finds_nothing(self) -> None:
        assert not [(one.who, one.what) for one in faults(self.engine.floor, self.now)]

    @invariant()
    def totals_add_up(self) -> None:
        figures = self.engine.statistics().values()
        assert all(one.is_conserved for one in figures)
        assert sum(one.joined for one in figures) == len(self.joined)
        assert sum(sum(one.left.values()) for one in figures) == len(self.left)

    def teardown(self) -> None:
        """When all callers are gone and time has run out, nothing is left of them."""
        while self.todo:
            self.carry_out_one()
        for caller in self.joined:
            self.engine.leave(caller, self.now)
            self.collect()
        while self.todo:
            self.carry_out_one()
        self.pass_time(self.now + 10_000)
        quiet = (Announce, Remind, WrapUpBegan, PresenceChanged)
        assert all(isinstance(d, quiet) for d in self.todo)
        assert set(self.left) == set(self.joined)
        floor = self.engine._floor
        assert not floor.offers and not floor.entries and not self.ringing
        assert not any(queue.line or queue.by_caller for queue in floor.queues.values())
        assert {agent.activity for agent in floor.agents.values()} <= {Activity.IDLE}
        assert not self.occupied - {e for e in AGENTS if "another call" in self.reserved[e]}
        assert self.engine.next_timer() is None


LONG = os.environ.get("RINGTREE_HYPOTHESIS") == "long"

TestAnyInterleaving = Service.TestCase
TestAnyInterleaving.settings = settings(
    max_examples=3000 if LONG else 60,
    stateful_step_count=120 if LONG else 50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
