"""Leaving a message: the greeting, the keys, the recording, and looking it over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from ringtree.company.mailbox import Mailbox, Situation
from ringtree.flows.control import CallControl, DialOutcome, DialRequest, Spoken
from ringtree.flows.mailboxes import Take
from ringtree.flows.requests import RecordOutcome, RecordRequest
from ringtree.prompts import mailbox_sayings as say
from ringtree.prompts.mailbox_phrases import AfterName, MailboxGreeting
from ringtree.prompts.phrases import LEAVE_MESSAGE
from ringtree.voicemail.greetings import GreetingKind

OPERATOR, BACK, SKIP = "0", "*", "#"
#: Seconds to press a key after the greeting of a mailbox that takes no message.
PATIENCE = 3.0
#: Seconds the operator's phone rings.
RING_TIME = 25.0
#: Times a caller may record a message anew, and seconds to choose.
TAKES = 5
REVIEW_PATIENCE = 8.0


class LeaveOutcome(StrEnum):
    """How a caller left a mailbox, if not by hanging up."""

    RECORDED = "recorded"
    NOTHING_SAID = "nothing_said"
    FULL = "full"
    OPERATOR = "operator"  # 0, and whoever leads on shall do so
    BACK = "back"
    ANNOUNCED = "announced"  # a mailbox that takes no message has said what it had to say
    CONNECTED = "connected"  # 0, and the operator answered


@contextmanager
def speaking(call: CallControl, box: Mailbox) -> Iterator[None]:
    """Speak the mailbox's language in here."""
    before = call.carried.language
    call.carried.language = box.language or before
    try:
        yield
    finally:
        call.carried.language = before


async def leave_message(
    call: CallControl,
    box: Mailbox,
    situation: Situation,
    *,
    own: tuple[Spoken, ...] = (),
    may_go_back: bool = False,
    may_ask: bool = False,
) -> LeaveOutcome:
    """Take a message into a mailbox.

    Args:
        own: a greeting of the caller's way here, instead of the mailbox's usual ones.
        may_go_back: `*` leads out of here.
        may_ask: `0` leads out of here, instead of to the mailbox's operator.
    """
    with speaking(call, box):
        return await _Visit(call, box, may_go_back=may_go_back, may_ask=may_ask).run(
            own or tuple(_greeting(call, box, situation)), generated=not own
        )


def _greeting(call: CallControl, box: Mailbox, situation: Situation) -> Iterator[Spoken]:
    """Temporary before busy before unavailable; recorded before written before generated."""
    desk, is_busy = call.mailboxes, situation is Situation.BUSY
    kinds = [GreetingKind.TEMPORARY]
    kinds += [GreetingKind.BUSY] if is_busy else []
    written = (box.greetings.busy if is_busy else ()) or box.greetings.unavailable
    if not (is_busy and box.greetings.busy):
        kinds.append(GreetingKind.UNAVAILABLE)
    for kind in kinds:
        if (clip := desk.greeting(box, kind)) is not None:
            yield clip
            return
    if written:
        yield from written
    elif (name := desk.greeting(box, GreetingKind.NAME)) is not None:
        yield from (name, AfterName(is_busy))
    else:
        yield MailboxGreeting(box.title, box.person is not None, is_busy)


class _Visit:
    """One caller at one mailbox."""

    def __init__(
        self, call: CallControl, box: Mailbox, *, may_go_back: bool, may_ask: bool
    ) -> None:
        self._call = call
        self._box = box
        self._may_go_back = may_go_back
        self._may_ask = may_ask
        self._take = Take("", "")
        self._is_urgent = False

    async def run(self, greeting: tuple[Spoken, ...], *, generated: bool) -> LeaveOutcome:
        """From the greeting to the end."""
        self._call.note(mailbox=self._box.name)
        if self._box.announcement_only:
            return await self._announce(greeting)
        take = await self._call.mailboxes.begin(self._box)
        if take is None:
            await self._call.play(say.FULL)
            return LeaveOutcome.FULL
        self._take = take
        try:
            way = await self._greet(greeting, generated=generated)
            if way is not None:
                return way
            outcome = await self._record(take)
            if outcome is LeaveOutcome.RECORDED and self._box.review:
                await self._review()
            return outcome
        finally:
            # Whatever ended this: who hangs up has left a message all the same.
            self._call.mailboxes.finish(self._take, is_urgent=self._is_urgent)

    async def _announce(self, greeting: tuple[Spoken, ...]) -> LeaveOutcome:
        early = self._box.early_media
        whole = await self._call.play(*greeting, interruptible=True, early=early)
        key = await self._call.read_digits(count=1, patience=0.1 if whole else PATIENCE)
        return await self._pressed(key) or LeaveOutcome.ANNOUNCED

    async def _greet(self, greeting: tuple[Spoken, ...], *, generated: bool) -> LeaveOutcome | None:
        """Greet until the end or a key; where the key leads, None for the beep."""
        words = greeting
        if generated and self._box.instructions:
            words = (*greeting, *self._instructions())
        while True:
            early = self._box.early_media
            if await self._call.play(*words, interruptible=True, early=early):
                return None
            key = await self._call.read_digits(count=1, patience=0.1)
            if key in ("", SKIP):
                return None
            way = await self._pressed(key)
            if way is not None:
                return way
            if key == OPERATOR and self._box.operator:
                return None  # nobody was there, and the caller was told

    def _instructions(self) -> Iterator[Spoken]:
        yield LEAVE_MESSAGE
        if self._may_ask or self._box.operator:
            yield say.PRESS_ZERO
        if self._may_go_back:
            yield say.PRESS_STAR

    async def _pressed(self, key: str) -> LeaveOutcome | None:
        if key == BACK and self._may_go_back:
            return LeaveOutcome.BACK
        if key == OPERATOR and self._may_ask:
            return LeaveOutcome.OPERATOR
        if key == OPERATOR and self._box.operator:
            request = DialRequest(targets=(self._box.operator,), ring_time=RING_TIME)
            if await self._call.dial(request) is DialOutcome.ANSWERED:
                return LeaveOutcome.CONNECTED
            await self._call.play(say.OPERATOR_AWAY)
        return None

    async def _record(self, take: Take) -> LeaveOutcome:
        self._call.forget_digits()
        box = self._box
        outcome = await self._call.record(
            RecordRequest(
                limit=box.longest, silence=box.silence, shortest=box.shortest, file=take.file
            )
        )
        if outcome is RecordOutcome.FULL:
            await self._call.play(say.CUT_OFF)
        return LeaveOutcome(outcome.value)

    async def _review(self) -> None:
        """Let the caller listen and record again. Hanging up keeps the message."""
        for _ in range(TAKES):
            match await self._choose(say.REVIEW):
                case "2":
                    await self._listen()
                case "3":
                    await self._once_more()
                case "4":
                    self._is_urgent = True
                    break
                case _:
                    break
        await self._call.play(say.SENT)

    async def _choose(self, words: Spoken) -> str:
        await self._call.play(words, interruptible=True)
        return await self._call.read_digits(count=1, patience=REVIEW_PATIENCE)

    async def _listen(self) -> None:
        clip = await self._call.mailboxes.listen(self._take)
        if clip is not None:
            try:
                await self._call.play(clip, interruptible=True)
            finally:
                self._call.mailboxes.put_away(clip)

    async def _once_more(self) -> None:
        """Record again. A take without speech leaves the one before in its place.

        One that a full disk cut off counts like one that was hung up on: with what was said.
        """
        before = self._take
        fresh = await self._call.mailboxes.again(before)
        if fresh is None:
            await self._call.play(say.FULL)
            return
        self._take = fresh
        outcome = await self._record(fresh)
        if outcome is LeaveOutcome.RECORDED or self._call.mailboxes.holds(fresh):
            return
        self._take = before
        if outcome is LeaveOutcome.NOTHING_SAID:
            await self._call.play(say.NOT_HEARD)
