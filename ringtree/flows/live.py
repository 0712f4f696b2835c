"""The call a tree's nodes act on when it is real: SIP, media, people and queues."""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import suppress
from datetime import datetime
from typing import Any

from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call
from ringtree.calls.cause import Cause, CauseKind
from ringtree.calls.cause import cause as call_cause
from ringtree.calls.hunt import Plan
from ringtree.calls.target import Target
from ringtree.calls.targets import outside_target
from ringtree.company.model import Company, Tree
from ringtree.company.prompt import Language
from ringtree.flows.callbacks import CallbackAnswer, CallbackRequest
from ringtree.flows.caller_here import CallerHere
from ringtree.flows.callers import international
from ringtree.flows.carried import Carried
from ringtree.flows.control import (
    DialOutcome,
    DialRequest,
    HangUpCause,
    QueueExit,
    QueueOutcome,
    QueueRequest,
    Spoken,
)
from ringtree.flows.following import Following
from ringtree.flows.mailboxes import AboutCall, MailboxDesk
from ringtree.flows.reach import Reach
from ringtree.flows.recording import Recording
from ringtree.flows.requests import (
    RINGING,
    Clip,
    OutsideOutcome,
    OutsideRequest,
    RecordOutcome,
    RecordRequest,
    SoundKind,
    WebhookReply,
    WebhookRequest,
)
from ringtree.flows.runner import FlowRunner
from ringtree.flows.trace import FlowTrace
from ringtree.flows.transferring import Transferring
from ringtree.flows.world import World
from ringtree.prompts.library import PromptUnavailable
from ringtree.prompts.phrases import Phrase
from ringtree.queues.current import wrap_up
from ringtree.queues.service import QueueService
from ringtree.queues.wait import Wait
from ringtree.routing.outbound import Nowhere, ToOutside, route_outside
from ringtree.schedules.override import Override


class LiveCall:
    """Implements `CallControl` over a real caller."""

    __slots__ = (
        "_call",
        "_called",
        "_desk",
        "_following",
        "_here",
        "_queues",
        "_reach",
        "_recording",
        "_trace",
        "_transferring",
        "_world",
        "carried",
    )

    def __init__(
        self,
        call: Call,
        queues: QueueService,
        trace: FlowTrace,
        *,
        called: str,
        language: Language,
        world: World,
    ) -> None:
        self._call = call
        self._queues = queues
        self._trace = trace
        self._called = called
        self._world = world
        self.carried = Carried(language, seed=call.id)
        self._here = CallerHere(call)
        self._recording = Recording(call, trace)
        self._desk = world.mailboxes.desk(call.snapshot.code, self._about)
        self._reach = Reach(call, self.carried, trace, called)
        shown = call.presentation.number
        self._following = Following(call, self._reach, trace, world, called, shown)
        self._transferring = Transferring(
            call, self._reach, trace, world, called, self._walk_elsewhere
        )

    @property
    def language(self) -> Language:
        """The number's language or the company's, until the tree sets another."""
        return self.carried.language

    @property
    def company(self) -> Company:
        """The company, under the revision the call entered with."""
        return self._call.snapshot.company

    @property
    def instant(self) -> datetime:
        """Now, by the wall clock."""
        return self._world.now()

    @property
    def here(self) -> str:
        """The node the call is in."""
        return self._trace.here

    @property
    def visits(self) -> int:
        """How often the call has come to it."""
        return self._trace.visits

    @property
    def caller(self) -> str:
        """The caller's number as presented, "" when withheld."""
        return self._call.presentation.number

    @property
    def has_talked(self) -> bool:
        """Whether the caller has talked with anybody."""
        return self._call.timeline.record.answered_by is not None

    @property
    def called(self) -> str:
        """What was dialled."""
        return self._called

    async def play(
        self, *prompts: Spoken, interruptible: bool = False, early: bool = False
    ) -> bool:
        """Play prompts one after the other; see `CallControl.play`."""
        with self._here.while_here():
            if not (early and await self._call.be_early()):
                await self._call.answer()
            files = [await self._reach.prepare(prompt) for prompt in prompts]
            until_key = self._call.keys if interruptible else None
            start = prompts[0].start if prompts and isinstance(prompts[0], Clip) else 0.0
            return await self._call.player.play(tuple(files), until_key=until_key, start=start)
        raise self._here.over()

    @property
    def mailboxes(self) -> MailboxDesk:
        """The company's mailboxes, for this caller."""
        return self._desk

    def _about(self) -> AboutCall:
        """What a message says of the call it was left in."""
        record, way = self._call.timeline.record, self._trace.entries
        steps = (f"{one.tree}/{one.node}" if one.tree else one.node for one in way)
        return AboutCall(
            call=self._call.id,
            caller=international(self._call.presentation.number, self._call.snapshot.company),
            caller_name=self._call.presentation.display,
            called=record.called,
            path=tuple(steps),
        )

    async def read_digits(
        self,
        *,
        count: int,
        patience: float,
        terminator: str | None = None,
        secret: bool = False,
    ) -> str:
        """Take up to `count` keys; see `CallControl.read_digits`."""
        digits = ""
        with self._here.while_here():
            await self._call.answer()
            self._be_silent()
            while len(digits) < count:
                key = await self._call.keys.take(patience)
                if key is None or key == terminator:
                    break
                digits += key
        return digits

    def _be_silent(self) -> None:
        """Nothing to hear, but packets: a phone that gets none takes the call for dead."""
        if not self._call.keys:
            self._call.player.loop((self._call.exchange.prompts.tone("silence"),))

    def forget_digits(self) -> None:
        """Drop keys that were pressed and not read."""
        self._call.keys.clear()

    async def dial(self, request: DialRequest) -> DialOutcome:
        """Ring people and connect who answers first; see `CallControl.dial`."""
        with self._here.while_here():
            self._reach.present()
            await self._reach.hear(request.sound)
            result = await self._following.dial(request)
        if result.winner is None:
            return DialOutcome.of(result.cause.kind)
        with self._here.until_parted():
            self._here.parted(await self._talk(self._call.converse(result.winner)))
        return DialOutcome.ANSWERED

    async def tell(self, phrase: Phrase) -> None:
        """Say why the caller will be refused, if it can be spoken and heard."""
        with self._here.while_here(), suppress(PromptUnavailable):
            await self._call.tell((await self._reach.prepare(phrase),))

    async def connect(self, target: Target, ring_time: float) -> Cause:
        """Connect the caller with one target: why it failed, or why the conversation ended."""
        with self._here.while_here():
            await self._reach.hear(RINGING)
            if target.account is not None:
                result = await self._following.person(target.label, ring_time)
            else:
                result = await self._reach.ring(
                    Plan(waves=[[target]], ring_time=ring_time, early=True)
                )
        if result.winner is None:
            return result.cause
        with self._here.until_parted():
            return await self._talk(self._call.converse(result.winner))
        return self._call.gone or call_cause(CauseKind.NORMAL)

    async def outside(self, request: OutsideRequest) -> OutsideOutcome:
        """Ring a number of the public network; see `CallControl.outside`."""
        to = self._route(request.number, request.caller_id)
        if isinstance(to, Nowhere):
            self._trace.note(reason=to.reason)
            return OutsideOutcome.UNREACHABLE
        with self._here.while_here():
            self._reach.present()
            await self._reach.hear(request.sound)
            result = await self._reach.outside(to, request)
        if result.winner is None:
            return OutsideOutcome.of(result.cause.kind)
        with self._here.until_parted():
            self._here.parted(await self._talk(self._call.converse(result.winner)))
        return OutsideOutcome.ANSWERED

    def _route(self, number: str, presented: str) -> ToOutside | Nowhere:
        return route_outside(
            self._call.snapshot,
            number,
            presented=presented,
            dialled=self._called,
            is_open=self.is_open,
        )

    def is_open(self, schedule: str) -> bool:
        """Whether a schedule of the company is open, with what a person has set for it."""
        return self._world.is_open(self._call.snapshot.company, schedule)

    async def webhook(self, request: WebhookRequest) -> WebhookReply:
        """Ask a company's server; see `CallControl.webhook`."""
        with self._here.while_here():
            await self._reach.hear(request.sound)
            if request.sound.kind is SoundKind.RINGING:
                self._call.ring()
            return await self._world.webhooks.ask(self._call.snapshot.code, request)
        raise self._here.over()

    async def record(self, request: RecordRequest) -> RecordOutcome:
        """Record what the caller says; see `CallControl.record`."""
        with self._here.while_here():
            return await self._recording.record(request)
        raise self._here.over()

    async def queue(self, request: QueueRequest) -> QueueExit:
        """Wait in a queue; see `CallControl.queue`."""
        with self._here.while_here():
            await self._call.answer()
            self._call.keys.clear()
            self._reach.present()
            result = await self._queues.wait(self._call, self._wish(request), self._trace.step)
        if result.winner is None:
            return QueueExit(QueueOutcome(result.outcome), result.key)
        self._trace.note(wrap_up=wrap_up(self._call, request.queue, result.agent))
        with self._here.until_parted():
            self._here.parted(await self._talk(self._queues.converse(self._call, result)))
        return QueueExit(QueueOutcome.ANSWERED)

    async def _talk(self, conversation: Awaitable[Cause]) -> Cause:
        """Talk, with whomever the call is handed on to as well; why it ended in the end."""
        return await self._transferring.follow(await conversation)

    async def _walk_elsewhere(self, tree: Tree) -> None:
        """Walk another tree to its end: the call was handed on to what begins with it."""
        self._trace.leave(DialOutcome.ANSWERED)
        await FlowRunner(tree, self, self._trace, clock=self._call.exchange.clock).run()

    def _wish(self, request: QueueRequest) -> Wait:
        return Wait(
            queue=request.queue,
            priority=self.carried.priority,
            language=self.language,
            caller=self.caller or None,
            choices=request.choices,
            required=request.required,
            preferred=request.preferred,
            outside=self._agent_outside,
            forwarded=self._following.agent,
        )

    def _agent_outside(self, number: str) -> Target | None:
        """An agent's number outside, as this caller would be passed on to it."""
        to = self._route(number, self.caller)
        if isinstance(to, Nowhere):
            self._trace.step(unreachable=number, reason=to.reason)
            return None
        return outside_target(self._call.exchange.trunks, self._call.snapshot, to, None)

    async def converse(self, agent: Attempt) -> None:
        """Talk with somebody who has answered already, until one of the two leaves."""
        with self._here.until_parted():
            self._here.parted(await self._talk(self._call.converse(agent)))

    async def call_back(self, queue: str, number: str) -> CallbackAnswer:
        """Ask for a callback; see `CallControl.call_back`."""
        request = CallbackRequest(
            queue=queue,
            number=number,
            name=self._call.timeline.record.caller_name,
            language=self.language,
            call=self._call.id,
            priority=self.carried.priority,
        )
        with self._here.while_here():
            return await self._world.callbacks.ask(self._call.snapshot.code, request)
        raise self._here.over()

    def place(self, queue: str) -> int:
        """The place that this caller would have; see `CallControl.place`."""
        return self._queues.place(self._call.snapshot.code, queue, self.carried.priority)

    def override(self, schedule: str) -> Override | None:
        """What a person has set; see `CallControl.override`."""
        return self._world.overrides.get(self._call.snapshot.code, schedule)

    def counter(self, name: str) -> int:
        """Count one more call; see `CallControl.counter`."""
        return self._world.counters.count(self._call.snapshot.code, name)

    async def hang_up(self, cause: HangUpCause = HangUpCause.NORMAL) -> None:
        """End the caller's leg."""
        self._call.end(call_cause(cause.kind))

    def note(self, **facts: Any) -> None:
        """Add facts to the present node's trace entry."""
        self._trace.note(**facts)
