"""Listening to messages: playing with its keys, and what is done with each.

While a message plays: `#` on and `*` back by some seconds, `0` pause, `2` from the beginning; any
other key is one of the menu after it.
"""

from __future__ import annotations

from datetime import timedelta

from ringtree.company.mailbox import Mailbox, Situation
from ringtree.flows.callers import grouped
from ringtree.flows.control import CallControl, DialRequest, Spoken
from ringtree.flows.mailbox.leave import leave_message
from ringtree.flows.mailbox.which import LONGEST_NUMBER, mailbox_of
from ringtree.flows.mailboxes import Take
from ringtree.flows.requests import Clip, OutsideRequest, RecordOutcome, RecordRequest
from ringtree.prompts import mailbox_sayings as say
from ringtree.prompts.mailbox_phrases import Envelope
from ringtree.prompts.phrases import WRONG_KEY
from ringtree.voicemail.letter import zone_of
from ringtree.voicemail.message import Message, MessageState

SKIP = 3.0  # seconds
PATIENCE = 8.0
#: Seconds that a paused message waits, and a colleague's or caller's phone rings.
LONGEST_PAUSE = 120.0
RING_TIME = 40.0
MOST_SILENCE = 3
LONGEST_INTRODUCTION = 60.0


class Listener:
    """One person going through the new or the old messages of a mailbox."""

    def __init__(self, call: CallControl, box: Mailbox, state: MessageState) -> None:
        self._call = call
        self._box = box
        self._state = state
        self._removed: set[str] = set()

    async def run(self) -> None:
        """Message by message, until `*` or the last one."""
        messages = [
            one
            for one in await self._call.mailboxes.messages(self._box)
            if one.state is self._state
        ]
        index = 0
        while 0 <= index < len(messages):
            step = await self._one(messages[index], index + 1)
            if step is None:
                return
            index = max(0, index + step)
        await self._call.play(say.NO_MORE)

    async def _one(self, message: Message, number: int) -> int | None:
        """Play one, do what is asked with it; by how many messages to go on, None for the menu."""
        await self._call.play(self._envelope(message, number), interruptible=True)
        key = await self._play(message)
        silence = 0
        while silence < MOST_SILENCE:
            if not key:
                await self._call.play(say.MESSAGE_MENU, interruptible=True)
                key = await self._call.read_digits(count=1, patience=PATIENCE)
                silence = 0 if key else silence + 1
                continue
            if key in _STEPS:
                return _STEPS[key]
            if key == "*":
                return None
            key = await self._do(message, key)
        return None

    async def _do(self, message: Message, key: str) -> str:
        """One thing of the menu; the key that was pressed meanwhile, if any."""
        desk = self._call.mailboxes
        match key:
            case "5":
                return await self._play(message)
            case "7":
                await self._toggle(message)
            case "8":
                await self._forward(message)
            case "9":
                await desk.mark(message, MessageState.NEW)
                await self._call.play(say.KEPT_NEW)
            case "1":
                await self._reply(message)
            case "2":
                await self._call_back(message)
            case _:
                await self._call.play(WRONG_KEY)
        return ""

    # -- playing

    async def _play(self, message: Message) -> str:
        """Play it to its end or to a key of the menu, which is returned. Heard is old."""
        desk = self._call.mailboxes
        clip = await desk.listen(message)
        if clip is None:
            await self._call.play(say.GONE)
            return ""
        try:
            key = await self._steered(clip, message.seconds)
        finally:
            desk.put_away(clip)
        if message.state is MessageState.NEW:
            await desk.mark(message, MessageState.OLD)
        return key

    async def _steered(self, clip: Clip, length: float) -> str:
        at = 0.0
        while at < length:
            began = self._call.instant
            whole = await self._call.play(Clip(clip.path, clip.label, at), interruptible=True)
            if whole:
                return ""
            at += (self._call.instant - began) / timedelta(seconds=1)
            key = await self._call.read_digits(count=1, patience=0.1)
            match key:
                case "#":
                    at += SKIP
                case "*":
                    at = max(0.0, at - SKIP)
                case "0":
                    await self._call.read_digits(count=1, patience=LONGEST_PAUSE)
                case "2":
                    at = 0.0
                case "":
                    pass
                case _:
                    return key
        return ""

    def _envelope(self, message: Message, number: int) -> Spoken:
        zone = zone_of(self._box, self._call.company)
        colleague = self._call.company.person(message.caller)
        return Envelope(
            number=number,
            is_urgent=message.is_urgent,
            caller="" if colleague else grouped(message.caller),
            name=colleague.name if colleague else "",
            extension=message.caller if colleague else "",
            at=message.started.astimezone(zone),
            today=self._call.instant.astimezone(zone).date(),
        )

    # -- what is done with it

    async def _toggle(self, message: Message) -> None:
        desk = self._call.mailboxes
        if message.id in self._removed:
            self._removed.discard(message.id)
            await desk.restore(message)
            await self._call.play(say.RESTORED, interruptible=True)
        else:
            self._removed.add(message.id)
            await desk.remove(message)
            await self._call.play(say.REMOVED, interruptible=True)

    async def _forward(self, message: Message) -> None:
        await self._call.play(say.ASK_FORWARD, interruptible=True)
        number = await self._call.read_digits(
            count=LONGEST_NUMBER, patience=PATIENCE, terminator="#"
        )
        if not number:
            return
        to = mailbox_of(self._call, number)
        if to is None or to.announcement_only:
            await self._call.play(say.NO_MAILBOX)
            return
        await self._call.play(say.ASK_INTRODUCTION, interruptible=True)
        key = await self._call.read_digits(count=1, patience=PATIENCE)
        introduction = self._call.mailboxes.scratch() if key == "1" else None
        try:
            spoken = introduction if introduction and await self._introduce(introduction) else None
            sent = await self._call.mailboxes.forward(message, to, spoken)
        finally:
            if introduction is not None:
                self._call.mailboxes.drop(introduction)
        await self._call.play(say.FORWARDED if sent else say.FULL)

    async def _introduce(self, take: Take) -> bool:
        """Record what goes before the message; whether there is anything."""
        await self._call.play(say.SPEAK_NOW, interruptible=True)
        self._call.forget_digits()
        outcome = await self._call.record(
            RecordRequest(
                limit=LONGEST_INTRODUCTION,
                silence=self._box.silence,
                file=take.file,
                for_record=False,
            )
        )
        if outcome is RecordOutcome.FULL:
            await self._call.play(say.CUT_OFF)
        return self._call.mailboxes.holds(take)

    async def _reply(self, message: Message) -> None:
        if not message.caller:
            await self._call.play(say.CANNOT_REPLY)
            return
        box = mailbox_of(self._call, message.caller)
        if box is None or box.announcement_only:
            await self._call.play(say.NO_REPLY_BOX, interruptible=True)
            return
        await leave_message(
            self._call, box, Situation.NO_ANSWER, own=(say.SPEAK_NOW,), may_go_back=True
        )
        await self._call.play(say.SENT)

    async def _call_back(self, message: Message) -> None:
        call, caller = self._call, message.caller
        if not caller:
            await call.play(say.CANNOT_REPLY)
            return
        if call.company.person(caller) is not None:
            request = DialRequest(targets=(caller,), ring_time=RING_TIME)
            outcome = str(await call.dial(request))
        elif caller.startswith("+") and call.company.outgoing_number:
            shown = call.company.presented_number(self._box.person or "")
            outcome = str(
                await call.outside(
                    OutsideRequest(
                        number=caller,
                        caller_id=shown or "",
                        diverted=False,
                        ring_time=RING_TIME,
                    )
                )
            )
        else:
            outcome = "failed"
        if outcome != "answered":
            await call.play(say.CALL_FAILED)


_STEPS = {"4": -1, "6": 1, "#": 1}
