"""A caller who follows a script, on a clock of his own: a `CallControl` without any waiting.

`FakeCall("9.1")` presses 9 when first asked for a key, lets the next wait run out, then presses
1, and is silent from then on. `at={2.5: "1"}` presses by the clock instead, whatever is being
played; `hang_up_at` leaves by the clock. Nothing ever suspends: time passes by arithmetic.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

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
from ringtree.flows.mailboxes import ImaginedDesk
from ringtree.flows.requests import (
    Clip,
    OutsideOutcome,
    OutsideRequest,
    RecordOutcome,
    RecordRequest,
    WebhookOutcome,
    WebhookReply,
    WebhookRequest,
)
from ringtree.flows.trace import FlowTrace, heard
from ringtree.flows.world import World
from ringtree.schedules.override import Override

#: How fast a prompt is spoken, characters per second, and how fast a caller presses a key.
SPEECH = 15.0
REACTION = 0.5
#: How long a fake person rings, talks, or lets a caller wait in a queue.
RINGING = 6.0
TALKING = 60.0

SILENCE = "."

#: When a call comes in and whose it is, unless a test says otherwise.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOBODY = Company(code="nobody", name="Nobody", language="en", timezone="Europe/Moscow")


class FakeCall:
    """Plays a scripted caller, and writes down what happened to him in `log`."""

    def __init__(
        self,
        keys: str = "",
        *,
        at: Mapping[float, str] | None = None,
        hang_up_at: float = float("inf"),
        dials: Iterable[DialOutcome | Exception] = (),
        queues: Iterable[QueueOutcome | Exception] = (),
        outsides: Iterable[OutsideOutcome] = (),
        webhooks: Iterable[WebhookReply] = (),
        recordings: Iterable[RecordOutcome] = (),
        mailboxes: ImaginedDesk | None = None,
        language: Language = "en",
        caller: str = "+79991234567",
        began: datetime = MONDAY,
        company: Company = NOBODY,
        world: World | None = None,
    ) -> None:
        self.now = 0.0
        self.carried = Carried(language, seed="a call")
        self.company = company
        self.places: dict[str, int] = {}
        self.caller = caller
        self.called = "+74950000001"
        self.callback_answers: Iterator[CallbackAnswer] = iter(())
        self.log: list[str] = []
        self.hung_up: HangUpCause | None = None
        self.trace = FlowTrace(self.clock)
        self._began = began
        self._world = world or World()
        self._keys = deque(keys)
        self._timed = deque(sorted((at or {}).items()))
        self._waiting: deque[str] = deque()
        self._hang_up_at = hang_up_at
        self._dials = iter(dials)
        self._queues = iter(queues)
        self._outsides = iter(outsides)
        self._webhooks = iter(webhooks)
        self._recordings = iter(recordings)
        self.answered = False
        self.starts: list[float] = []
        self.mailboxes = mailboxes or ImaginedDesk()
        self.requests: list[DialRequest | OutsideRequest | WebhookRequest | RecordRequest] = []

    def clock(self) -> float:
        """The virtual time, in seconds."""
        return self.now

    @property
    def language(self) -> Language:
        return self.carried.language

    @property
    def instant(self) -> datetime:
        return self._began + timedelta(seconds=self.now)

    @property
    def here(self) -> str:
        return self.trace.here

    @property
    def visits(self) -> int:
        return self.trace.visits

    def place(self, queue: str) -> int:
        return self.places.get(queue, 1)

    def override(self, schedule: str) -> Override | None:
        return self._world.overrides.get(self.company.code, schedule)

    def counter(self, name: str) -> int:
        return self._world.counters.count(self.company.code, name)

    def _pass(self, seconds: float, *, until_key: bool = False) -> bool:
        """Let time pass; with `until_key` only to the next timed key. Whether all of it did."""
        end = self.now + seconds
        stops_early = until_key and bool(self._timed) and self._timed[0][0] < end
        if stops_early:
            end = max(self.now, self._timed[0][0])
        if self._hang_up_at <= end or self.hung_up is not None:
            self.now = max(self.now, self._hang_up_at) if self.hung_up is None else self.now
            raise CallerLeft
        self.now = end
        while self._timed and self._timed[0][0] <= end:
            self._waiting.extend(self._timed.popleft()[1])
        return not stops_early

    async def play(
        self, *prompts: Spoken, interruptible: bool = False, early: bool = False
    ) -> bool:
        self.answered |= not early
        for prompt in prompts:
            self._pass(0)
            if interruptible and self._waiting:
                return False
            words = heard(prompt, self.language)
            self.log.append(f"heard {words}")
            if isinstance(prompt, Clip):
                self.starts.append(prompt.start)
            if not self._pass(len(words) / SPEECH, until_key=interruptible):
                return False
        return True

    async def read_digits(
        self,
        *,
        count: int,
        patience: float,
        terminator: str | None = None,
        secret: bool = False,
    ) -> str:
        keys = ""
        while len(keys) < count:
            key = self._next_key(patience)
            if not key or key == terminator:
                break
            keys += key
        return keys

    def _next_key(self, patience: float) -> str:
        self._pass(0)
        if not self._waiting and self._keys and self._keys[0] != SILENCE and REACTION < patience:
            self._pass(REACTION)
            self._waiting.append(self._keys.popleft())
        if not self._waiting:
            if self._keys:
                self._keys.popleft()
            self._pass(patience, until_key=True)
        if not self._waiting:
            return ""
        key = self._waiting.popleft()
        self.log.append(f"pressed {key}")
        return key

    def forget_digits(self) -> None:
        self._waiting.clear()

    async def dial(self, request: DialRequest) -> DialOutcome:
        self.forget_digits()
        self.requests.append(request)
        self.log.append(f"dialled {', '.join(request.targets)} for {request.ring_time:g} s")
        outcome = next(self._dials, DialOutcome.ANSWERED)
        if isinstance(outcome, Exception):
            raise outcome
        if outcome is DialOutcome.ANSWERED:
            self._pass(RINGING + TALKING)
        elif outcome is DialOutcome.NO_ANSWER:
            self._pass(request.ring_time)
        return outcome

    async def outside(self, request: OutsideRequest) -> OutsideOutcome:
        self.forget_digits()
        self.requests.append(request)
        self.log.append(f"dialled {request.number} as {request.caller_id}")
        outcome = next(self._outsides, OutsideOutcome.ANSWERED)
        if outcome is OutsideOutcome.ANSWERED:
            self._pass(RINGING + TALKING)
        elif outcome is OutsideOutcome.NO_ANSWER:
            self._pass(request.ring_time)
        return outcome

    async def webhook(self, request: WebhookRequest) -> WebhookReply:
        self.requests.append(request)
        self.log.append(f"asked {request.method.value} {request.url}")
        reply = next(self._webhooks, WebhookReply(outcome=WebhookOutcome.ANSWERED))
        self._pass(request.limit if reply.outcome is WebhookOutcome.TIMEOUT else 0.2)
        return reply

    async def record(self, request: RecordRequest) -> RecordOutcome:
        self.forget_digits()
        self.answered = True
        self.requests.append(request)
        self.log.append(f"recorded up to {request.limit:g} s")
        outcome = next(self._recordings, RecordOutcome.RECORDED)
        if outcome is not RecordOutcome.FULL:
            self._pass(request.silence)
        return outcome

    async def call_back(self, queue: str, number: str) -> CallbackAnswer:
        self.log.append(f"asked {queue} to call {number} back")
        return next(self.callback_answers, CallbackAnswer.ACCEPTED)

    async def queue(self, request: QueueRequest) -> QueueExit:
        self.forget_digits()
        self.requests.append(request)
        self.log.append(f"waited in {request.queue}")
        outcome = next(self._queues, QueueOutcome.ANSWERED)
        if isinstance(outcome, Exception):
            raise outcome
        if isinstance(outcome, QueueExit):
            return outcome
        if outcome is not QueueOutcome.CLOSED:
            self._pass(RINGING + TALKING)
        return QueueExit(outcome)

    async def hang_up(self, cause: HangUpCause = HangUpCause.NORMAL) -> None:
        if self.hung_up is None:
            self.hung_up = cause
            self.log.append(f"hung up: {cause.value}")

    def note(self, **facts: Any) -> None:
        self.trace.note(**facts)
