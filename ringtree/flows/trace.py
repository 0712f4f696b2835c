"""The trace of one call through its tree: what it met, what it heard and pressed, and for how long.

The entries follow each other without a gap: where one ends the next begins, so that their times
add up to the time in the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from ringtree.calls.hunt import Order
from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.flows.callbacks import CallbackAnswer
from ringtree.flows.carried import Carried
from ringtree.flows.control import (
    CallControl,
    DialOutcome,
    DialRequest,
    HangUpCause,
    QueueExit,
    QueueOutcome,
    QueueRequest,
    Spoken,
)
from ringtree.flows.mailboxes import MailboxDesk
from ringtree.flows.requests import (
    Clip,
    OutsideOutcome,
    OutsideRequest,
    RecordOutcome,
    RecordRequest,
    Sound,
    SoundKind,
    WebhookReply,
    WebhookRequest,
)
from ringtree.flows.values import filled
from ringtree.prompts.phrases import Phrase
from ringtree.queues.needs import Needs
from ringtree.records.trace import TraceEntry
from ringtree.schedules.override import Override

#: Stands in a trace for the keys of a PIN, however many they were.
HIDDEN = "••••"
LONGEST_WORDS = 300  # characters of a prompt in a trace: enough to know it by


class FlowTrace:
    """Collects the entries; the last one is open while its `exit` is None.

    The live call holds the trace too, to note what only it knows: who was offered, and why not
    the others. `clock` is monotonic seconds; the entries' times are seconds since the trace was
    made, which should be when the call came in.
    """

    __slots__ = ("_clock", "_on_enter", "_since", "entries")

    def __init__(
        self,
        clock: Callable[[], float],
        on_enter: Callable[[TraceEntry], None] | None = None,
    ) -> None:
        """`on_enter` hears of each node as the call comes to it."""
        self.entries: list[TraceEntry] = []
        self._on_enter = on_enter
        self._clock = clock
        self._since = clock()

    @property
    def now(self) -> float:
        """Seconds since the trace began."""
        return self._clock() - self._since

    @property
    def open(self) -> TraceEntry | None:
        """The entry of the node the call is in."""
        last = self.entries[-1] if self.entries else None
        return last if last and last.exit is None else None

    @property
    def here(self) -> str:
        """The node the call is in, as "tree/node"; "" in none."""
        entry = self.open
        return f"{entry.tree}/{entry.node}" if entry else ""

    @property
    def visits(self) -> int:
        """How often the call has come to the node it is in, this time included."""
        entry = self.open
        if entry is None:
            return 0
        return sum(one.node == entry.node and one.tree == entry.tree for one in self.entries)

    def enter(self, node: str, node_type: str, tree: str = "") -> None:
        """Open an entry. The first begins with the trace, each other where the last one ended.

        A call that walks no tree, from one person to another, has one entry without a tree.
        """
        last = self.entries[-1] if self.entries else None
        entered = last.entered + last.seconds if last else 0.0
        entry = TraceEntry(node=node, type=node_type, entered=entered, tree=tree)
        self.entries.append(entry)
        if self._on_enter is not None:
            self._on_enter(entry)

    @property
    def steps(self) -> list[dict[str, Any]]:
        """What happened so far in the node the call is in."""
        entry = self.open
        return entry.facts.get("steps", []) if entry else []

    def note(self, **facts: Any) -> None:
        """Add facts to the open entry; without one they have nowhere to go and are dropped."""
        if entry := self.open:
            entry.facts.update(facts)

    def step(self, **what: Any) -> dict[str, Any]:
        """Add to the open entry what just happens, with its time; more may be added later."""
        step = {"at": round(self.now, 3), **what}
        if entry := self.open:
            entry.facts.setdefault("steps", []).append(step)
        return step

    def pressed(self, keys: str) -> None:
        """Add pressed keys; those with nothing between them stand together."""
        entry = self.open
        steps = entry.facts.get("steps") if entry else None
        if steps and "pressed" in steps[-1]:
            steps[-1]["pressed"] += keys
        else:
            self.step(pressed=keys)

    def leave(self, exit_name: str) -> None:
        """Close the open entry; without one nothing happens."""
        if entry := self.open:
            entry.seconds = self.now - entry.entered
            entry.exit = exit_name


def heard(prompt: Spoken, language: Language) -> str:
    """What a trace says of a prompt: its words, shortened, or the name of its file."""
    if isinstance(prompt, Phrase):
        return prompt.text(language)
    if isinstance(prompt, Clip):
        return f"[{prompt.label}]"
    if prompt.text is None:
        return f"[{prompt.file}]"
    return prompt.text if len(prompt.text) <= LONGEST_WORDS else prompt.text[:LONGEST_WORDS] + "…"


class TracedCall:
    """A call whose every word, key and outcome goes into the trace. What nodes are given.

    Live call and simulator are wrapped alike, so that one story leaves one trace.
    """

    __slots__ = ("_call", "_hung_up", "_trace", "answered")

    def __init__(self, call: CallControl, trace: FlowTrace) -> None:
        self._call = call
        self._trace = trace
        self._hung_up = False
        self.answered = False

    @property
    def language(self) -> Language:
        """As the call."""
        return self._call.language

    @property
    def caller(self) -> str:
        """As the call."""
        return self._call.caller

    @property
    def called(self) -> str:
        """As the call."""
        return self._call.called

    @property
    def carried(self) -> Carried:
        """As the call."""
        return self._call.carried

    @property
    def company(self) -> Company:
        """As the call."""
        return self._call.company

    @property
    def instant(self) -> datetime:
        """As the call."""
        return self._call.instant

    @property
    def here(self) -> str:
        """As the trace."""
        return self._trace.here

    @property
    def visits(self) -> int:
        """As the trace."""
        return self._trace.visits

    @property
    def mailboxes(self) -> MailboxDesk:
        """As the call."""
        return self._call.mailboxes

    async def play(
        self, *prompts: Spoken, interruptible: bool = False, early: bool = False
    ) -> bool:
        """Put values in and play, noting the words before: the caller may leave amid them."""
        words = filled(prompts, self)
        if prompts and not words:
            return True
        step = self._trace.step(played=[heard(one, self._call.language) for one in words])
        whole = await self._call.play(*words, interruptible=interruptible, early=early)
        if not whole:
            step["cut"] = True
        return whole

    async def read_digits(
        self,
        *,
        count: int,
        patience: float,
        terminator: str | None = None,
        secret: bool = False,
    ) -> str:
        """Read, noting the keys, or of a secret only that there were some."""
        keys = await self._call.read_digits(count=count, patience=patience, terminator=terminator)
        if keys:
            self._trace.pressed(HIDDEN if secret else keys)
        return keys

    def forget_digits(self) -> None:
        """As the call."""
        self._call.forget_digits()

    async def dial(self, request: DialRequest) -> DialOutcome:
        """Dial, noting whom."""
        step = self._trace.step(dialled=list(request.targets), ring_time=request.ring_time)
        if request.order is not Order.TOGETHER:
            step["order"] = request.order.value
        outcome = await self._call.dial(replace(request, sound=self._sound(request.sound, step)))
        self.answered |= outcome is DialOutcome.ANSWERED
        return outcome

    async def outside(self, request: OutsideRequest) -> OutsideOutcome:
        """Ring a number outside, noting which."""
        step = self._trace.step(
            outside=request.number, ring_time=request.ring_time, caller_id=request.caller_id
        )
        if (asked := request.acceptance) is not None:
            request = replace(
                request, acceptance=replace(asked, prompts=filled(asked.prompts, self))
            )
        outcome = await self._call.outside(replace(request, sound=self._sound(request.sound, step)))
        self.answered |= outcome is OutsideOutcome.ANSWERED
        return outcome

    async def webhook(self, request: WebhookRequest) -> WebhookReply:
        """Ask, noting whom and what came of it."""
        # A query may hold a key.
        step = self._trace.step(asked=request.url.partition("?")[0], method=request.method.value)
        reply = await self._call.webhook(replace(request, sound=self._sound(request.sound, step)))
        step["outcome"] = reply.outcome.value
        step |= {"status": reply.status} if reply.status is not None else {}
        step |= {"why": reply.why} if reply.why else {}
        return reply

    async def record(self, request: RecordRequest) -> RecordOutcome:
        """Record, noting the limit."""
        self._trace.step(recorded=True, limit=request.limit)
        return await self._call.record(request)

    def _sound(self, sound: Sound, step: dict[str, Any]) -> Sound:
        """The sound with its values in place, noted unless it is the usual ringing."""
        if sound.kind is SoundKind.MUSIC:
            step["music"] = sound.music
        if sound.kind is not SoundKind.PROMPT:
            return sound
        words = filled(sound.prompts, self)
        step["played"] = [heard(one, self._call.language) for one in words]
        return replace(sound, prompts=words)

    async def queue(self, request: QueueRequest) -> QueueExit:
        """Wait, noting where, and what goes with the caller."""
        needs = Needs(
            priority=self._call.carried.priority,
            required=request.required,
            preferred=request.preferred,
        )
        self._trace.step(queued=request.queue, **needs.to_dict())
        left = await self._call.queue(request)
        self.answered |= left.outcome is QueueOutcome.ANSWERED
        return left

    async def call_back(self, queue: str, number: str) -> CallbackAnswer:
        """Ask, noting for which number and what came of it."""
        step = self._trace.step(callback=queue, number=number)
        answer = await self._call.call_back(queue, number)
        step["outcome"] = answer.value
        return answer

    def place(self, queue: str) -> int:
        """As the call."""
        return self._call.place(queue)

    def override(self, schedule: str) -> Override | None:
        """As the call."""
        return self._call.override(schedule)

    def counter(self, name: str) -> int:
        """As the call."""
        return self._call.counter(name)

    async def hang_up(self, cause: HangUpCause = HangUpCause.NORMAL) -> None:
        """Hang up, noting why the first time: who hangs up twice ends the call once."""
        if not self._hung_up:
            self._trace.step(hung_up=cause.value)
        self._hung_up = True
        await self._call.hang_up(cause)

    def note(self, **facts: Any) -> None:
        """Into the open entry."""
        self._trace.note(**facts)
