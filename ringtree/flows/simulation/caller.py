"""A call without a telephone: `CallControl` over a scripted caller and a virtual clock.

Nothing in here ever suspends: time passes by arithmetic, so that an hour of waiting takes no
longer than a moment. What it notes in the trace is what a live call notes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import inf
from typing import Any

from ringtree.calls.cause import CauseKind
from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.flows.callbacks import CallbackAnswer
from ringtree.flows.carried import Carried
from ringtree.flows.control import (
    CallerLeft,
    DialOutcome,
    DialRequest,
    QueueExit,
    QueueOutcome,
    QueueRequest,
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
from ringtree.flows.simulation.line import SimulatedLine
from ringtree.flows.simulation.people import Rung, ring_outside, ring_people
from ringtree.flows.simulation.script import REACTION, SPEAKING, Story
from ringtree.flows.simulation.waiting import Waiting
from ringtree.flows.world import World
from ringtree.queues.outcome import QueueOutcome as Left
from ringtree.routing.e164 import BadNumber, e164
from ringtree.schedules.override import Override


class SimulatedCall(SimulatedLine):
    """One imagined caller: what nodes ask of a call."""

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
        seed = f"{story.caller} {called} {story.at.isoformat()}"
        super().__init__(story, Carried(language, seed=seed), durations)
        self.company = company
        self.caller = story.caller
        self.called = called
        self.queue_name: str | None = None
        self._world = world or World()
        self._queues: QueueFloor | None = None

    # -- what nodes may look at

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

    # -- what is said and pressed

    @property
    def mailboxes(self) -> MailboxDesk:
        """What the world has of them: as a rule imagined ones."""
        return self._world.mailboxes.desk(self.company.code, self._about)

    def _about(self) -> AboutCall:
        return AboutCall(call="imagined", caller=self.caller, caller_name="", called=self.called)

    # -- whom the caller reaches

    async def dial(self, request: DialRequest) -> DialOutcome:
        """Ring people as they behave."""
        why = self.connect(ring_people(self.company, self._story.agents, request, self.trace))
        return DialOutcome.ANSWERED if why is CauseKind.NORMAL else DialOutcome.of(why)

    async def outside(self, request: OutsideRequest) -> OutsideOutcome:
        """Ring a number as it behaves; who answers accepts."""
        agents = self._story.agents
        rung = ring_outside(self.company, agents, request.number, request.ring_time)
        why = self.connect(rung, accepts=request.acceptance is not None)
        return OutsideOutcome.ANSWERED if why is CauseKind.NORMAL else OutsideOutcome.of(why)

    def connect(self, rung: Rung, *, accepts: bool = False) -> CauseKind:
        """Hear the ringing, and talk with who picked up: normal, or why nobody did.

        `accepts`: whoever picks up has to press 1 first, and does.
        """
        self.trace.note(rung=dict(rung.fates))
        self.ring(rung.seconds)
        if rung.winner is not None:
            if accepts:
                self.trace.note(accepted=True)
            self.talk(rung.winner)
        return rung.cause.kind

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
        self.answer()
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
        self.talk(waiting.agent)
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
        self.answer()
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
