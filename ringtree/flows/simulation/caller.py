"""A call without a telephone: `CallControl` over a scripted caller and a virtual clock.

Nothing in here ever suspends: time passes by arithmetic, so that an hour of waiting takes no
longer than a moment. What it notes in the trace is what a live call notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import inf
from typing import Any

from ringtree.calls.cause import CauseKind, cause, most_telling
from ringtree.calls.hunt import Order
from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.flows.callbacks import CallbackAnswer
from ringtree.flows.carried import Carried
from ringtree.flows.control import (
    CallerLeft,
    DialOutcome,
    DialRequest,
    HangUpCause,
    QueueExit,
    QueueOutcome,
    QueueRequest,
    Spoken,
)
from ringtree.flows.mailboxes import AboutCall, MailboxDesk
from ringtree.flows.nodes.webhook import NEXT
from ringtree.flows.requests import (
    OutsideOutcome,
    OutsideRequest,
    RecordOutcome,
    RecordRequest,
    WebhookOutcome,
    WebhookReply,
    WebhookRequest,
)
from ringtree.flows.simulation.durations import Durations
from ringtree.flows.simulation.floor import QueueFloor
from ringtree.flows.simulation.forwarded import reached
from ringtree.flows.simulation.script import (
    LONGEST,
    REACTION,
    RINGING,
    SPEAKING,
    TALKING,
    Keys,
    Manner,
    Story,
)
from ringtree.flows.simulation.waiting import Waiting
from ringtree.flows.trace import FlowTrace
from ringtree.flows.world import World
from ringtree.queues.outcome import QueueOutcome as Left
from ringtree.routing.e164 import BadNumber, e164
from ringtree.schedules.override import Override

_FATES = {
    Manner.FREE: CauseKind.NORMAL,
    Manner.BUSY: CauseKind.BUSY,
    Manner.NONE: CauseKind.UNREACHABLE,
    Manner.AWAY: CauseKind.NO_ANSWER,
}
_OUTSIDE = {
    Manner.FREE: OutsideOutcome.ANSWERED,
    Manner.BUSY: OutsideOutcome.BUSY,
    Manner.NONE: OutsideOutcome.UNREACHABLE,
    Manner.AWAY: OutsideOutcome.NO_ANSWER,
}


class SimulatedCall:
    """One imagined caller.

    `talked_with` is who answered last; `silence` how many seconds the caller waited for something
    without having heard a word since entering the node; `gave_up` whether the script knew no end
    and the caller left after `LONGEST` seconds.
    """

    def __init__(
        self,
        company: Company,
        story: Story,
        language: Language,
        *,
        called: str,
        durations: Durations,
        world: World | None = None,
    ) -> None:
        self.carried = Carried(language, seed=f"{story.caller} {called} {story.at.isoformat()}")
        self.company = company
        self.caller = story.caller
        self.called = called
        self.now = 0.0
        self.trace = FlowTrace(self.clock)
        self.hung_up: HangUpCause | None = None
        self.answered_at: float | None = None
        self.talked_with: str | None = None
        self.queue_name: str | None = None
        self.rang = self.waited = self.talked = self.silence = 0.0
        self._story = story
        self._durations = durations
        self._world = world or World()
        self._keys = Keys(story.press)
        self._plays = 0
        self._heard_in: int | None = None
        self._leaves_at = LONGEST if story.hang_up_after is None else story.hang_up_after
        self._queues: QueueFloor | None = None

    # -- what nodes may look at

    def clock(self) -> float:
        """Seconds since the call came in."""
        return self.now

    @property
    def gave_up(self) -> bool:
        """Whether nothing else would ever have ended the call."""
        return self._story.hang_up_after is None and self.now >= LONGEST

    @property
    def language(self) -> Language:
        """What the caller is spoken to in."""
        return self.carried.language

    @property
    def instant(self) -> datetime:
        """The story's time, and what has passed since."""
        return self._story.at + timedelta(seconds=self.now)

    @property
    def here(self) -> str:
        """As the trace."""
        return self.trace.here

    @property
    def visits(self) -> int:
        """As the trace."""
        return self.trace.visits

    def place(self, queue: str) -> int:
        """The place this caller would have."""
        self._floor.advance(self.now)
        return self._floor.place(queue, self.carried.priority)

    def override(self, schedule: str) -> Override | None:
        """What the world says."""
        return self._world.overrides.get(self.company.code, schedule)

    def counter(self, name: str) -> int:
        """What the world has counted."""
        return self._world.counters.count(self.company.code, name)

    def note(self, **facts: Any) -> None:
        """Into the open entry."""
        self.trace.note(**facts)

    @property
    def _floor(self) -> QueueFloor:
        """The queues, from when they are first asked."""
        if self._queues is None:
            self._queues = QueueFloor(self.company, self._story.agents, self._story.waiting)
        return self._queues

    # -- time

    def pass_time(self, seconds: float) -> None:
        """Let time pass.

        Raises:
            CallerLeft: the caller hangs up within it.
        """
        if self.hung_up is not None:
            raise CallerLeft
        end = self.now + seconds
        if self._leaves_at <= end:
            self.now = max(self.now, self._leaves_at)
            raise CallerLeft
        self.now = end

    # -- what is said and pressed

    @property
    def mailboxes(self) -> MailboxDesk:
        """What the world has of them: as a rule imagined ones."""
        return self._world.mailboxes.desk(self.company.code, self._about)

    def _about(self) -> AboutCall:
        return AboutCall(call="imagined", caller=self.caller, caller_name="", called=self.called)

    async def play(
        self, *prompts: Spoken, interruptible: bool = False, early: bool = False
    ) -> bool:
        """Hear everything to its end: a scripted caller presses keys when it was asked."""
        if not early:
            self._answer()
        self._plays += 1
        for prompt in prompts:
            self._heard_in = len(self.trace.entries)
            self.pass_time(self._durations(prompt, self.language))
        return True

    async def read_digits(
        self,
        *,
        count: int,
        patience: float,
        terminator: str | None = None,
        secret: bool = False,
    ) -> str:
        """Press what the script says for this question."""
        self._answer()
        keys = ""
        while len(keys) < count:
            key, seconds = self._keys.next((len(self.trace.entries), self._plays), patience)
            if self._heard_in != len(self.trace.entries):
                self.silence = max(self.silence, seconds)
            self.pass_time(seconds)
            if not key or key == terminator:
                break
            keys += key
        return keys

    def forget_digits(self) -> None:
        """There are none: a scripted caller never presses in advance."""

    def _answer(self) -> None:
        self.pass_time(0)
        if self.answered_at is None:
            self.answered_at = self.now

    # -- whom the caller reaches

    async def dial(self, request: DialRequest) -> DialOutcome:
        """Ring people as they behave."""
        rings, fates = tuple(self._rings(request)), {}
        won, ends = None, 0.0
        for extension, manner, begins, limit in rings:
            if won is not None and request.order is Order.IN_ORDER:
                break
            if manner is Manner.FREE and limit > RINGING and won is None:
                won, ends = extension, begins + RINGING
            elif won is None and manner in (Manner.FREE, Manner.AWAY):
                ends = max(ends, begins + limit)
            fates[extension] = _fate(manner, is_winner=won == extension, has_winner=bool(won))
        self.trace.note(rung=fates)
        self._ring(ends)
        if won is None:
            causes = [cause(CauseKind(fate)) for fate in fates.values()]
            return DialOutcome.of(most_telling(causes).kind)
        self._talk(won)
        return DialOutcome.ANSWERED

    def _rings(self, request: DialRequest) -> Iterator[tuple[str, Manner, float, float]]:
        """Whom to ring, when each begins and how long at most; each person once."""
        seen: set[str] = set()
        begins = 0.0
        for name in request.targets:
            group = self.company.groups.get(name)
            named = [one for one in (group.extensions if group else (name,)) if one not in seen]
            seen.update(named)
            agents, forwarding = self._story.agents, request.forwarding
            members = [reached(agents, one, forwarding, self.trace) for one in named]
            for one, manner in members:
                if request.order is not Order.IN_ORDER:
                    yield one, manner, begins, request.ring_time - begins
                    continue
                yield one, manner, begins, request.ring_time
                if manner is Manner.AWAY:
                    begins += request.ring_time
            rings = any(manner in (Manner.FREE, Manner.AWAY) for _, manner in members)
            if request.order is Order.WAVES and rings:
                begins = min(begins + request.delay, request.ring_time)

    async def outside(self, request: OutsideRequest) -> OutsideOutcome:
        """Ring a number as it behaves; who answers accepts."""
        own = self.company.number(request.number) is not None
        manner = Manner.NONE if own or not self.company.trunks else None
        manner = manner or self._story.agents.outside(request.number)
        won = manner is Manner.FREE and request.ring_time > RINGING
        rings = manner in (Manner.FREE, Manner.AWAY)
        fate = _fate(manner, is_winner=won, has_winner=won)
        self.trace.note(rung={request.number: fate})
        self._ring(RINGING if won else request.ring_time if rings else 0.0)
        if won:
            if request.acceptance is not None:
                self.trace.note(accepted=True)
            self._talk(request.number)
            return OutsideOutcome.ANSWERED
        return OutsideOutcome.NO_ANSWER if rings else _OUTSIDE[manner]

    def _ring(self, seconds: float) -> None:
        began = self.now
        try:
            self.pass_time(seconds)
        finally:
            self.rang += self.now - began

    def _talk(self, whom: str) -> None:
        """A conversation; that the caller ends it is told by the next operation."""
        self.talked_with, began = whom, self.now
        if self.answered_at is None:
            self.answered_at = self.now
        self.now = min(self.now + TALKING, self._leaves_at)
        self.talked += self.now - began

    async def call_back(self, queue: str, number: str) -> CallbackAnswer:
        """Nobody is called; a queue that calls nobody back says so here too."""
        if self.company.queues[queue].callbacks is None:
            return CallbackAnswer.NOT_OFFERED
        try:
            e164(number, self.company.main_number)
        except BadNumber:
            return CallbackAnswer.BAD_NUMBER
        return CallbackAnswer.ACCEPTED

    async def queue(self, request: QueueRequest) -> QueueExit:
        """Wait in the queue; the engine is the live one."""
        self._answer()
        name, began = request.queue, self.now
        self.queue_name = name
        queue = self.company.queues[name]
        language = queue.language or self.language
        waiting = Waiting(
            self.trace, queue, language, lambda: self.instant.astimezone(self.company.zone)
        )
        key, pressed_at = self._choice(request.choices)
        self._floor.join(request, self.carried.priority, self.caller, self.now, waiting.told)
        try:
            while waiting.outcome is None and waiting.agent is None:
                when = min(self._floor.next(), pressed_at)
                self.pass_time(when - self.now)
                if when == pressed_at:
                    self.trace.step(pressed=key)
                    self._floor.leave(self.now, Left.KEY_EXIT)
                else:
                    self._floor.step(self.now)
        except CallerLeft:
            self._floor.leave(self.now)
            raise
        finally:
            self.waited += self.now - began
        if waiting.agent is None:
            outcome = QueueOutcome(str(waiting.outcome))
            return QueueExit(outcome, key if outcome is QueueOutcome.KEY_EXIT else "")
        self._talk(waiting.agent)
        self._floor.part(waiting.agent, self.now)
        return QueueExit(QueueOutcome.ANSWERED)

    def _choice(self, choices: tuple[str, ...]) -> tuple[str, float]:
        """What the script presses while waiting, and when; never, if it is none of the choices."""
        typed, at, question = "", self.now, (len(self.trace.entries), "queue")
        while choices:
            key, seconds = self._keys.next(question, 2 * REACTION)
            if not key:
                break
            typed, at = typed + key, at + seconds
        return (typed, at) if typed in choices else ("", inf)

    # -- everything else

    async def webhook(self, request: WebhookRequest) -> WebhookReply:
        """What the story says servers answer; none is asked."""
        answer = self._story.webhook
        late = answer == WebhookOutcome.TIMEOUT.value
        self.pass_time(request.limit if late else 0.2)
        if answer in (one.value for one in WebhookOutcome if one is not WebhookOutcome.ANSWERED):
            return WebhookReply(outcome=WebhookOutcome(answer), why="imagined")
        chosen = None if answer == NEXT else answer
        return WebhookReply(outcome=WebhookOutcome.ANSWERED, exit=chosen)

    async def record(self, request: RecordRequest) -> RecordOutcome:
        """The caller leaves a message, and has left it also when hanging up amid it."""
        self._answer()
        began, ended_by = self.now, "silence"
        if SPEAKING + request.silence > request.limit:
            ended_by = "limit"
        try:
            self.pass_time(min(SPEAKING + request.silence, request.limit))
        except CallerLeft:
            ended_by = "hung_up"
            raise
        finally:
            seconds = round(self.now - began, 1)
            self.trace.note(seconds=seconds, ended_by=ended_by, recording="imagined.wav")
        return RecordOutcome.RECORDED

    async def hang_up(self, cause: HangUpCause = HangUpCause.NORMAL) -> None:
        """The end."""
        if self.hung_up is None:
            self.hung_up = cause


def _fate(manner: Manner, *, is_winner: bool, has_winner: bool) -> str:
    """What a live call's trace says of somebody who was rung."""
    if is_winner:
        return "answered"
    if has_winner and manner in (Manner.FREE, Manner.AWAY):
        return CauseKind.ANSWERED_ELSEWHERE.value
    return CauseKind.NO_ANSWER.value if manner is Manner.FREE else _FATES[manner].value
