"""A mailbox's settings by phone: greetings and the PIN."""

from __future__ import annotations

import calendar
from datetime import datetime, timedelta

from ringtree.company.mailbox import Mailbox
from ringtree.flows.control import CallControl
from ringtree.flows.mailboxes import Take
from ringtree.flows.requests import RecordOutcome, RecordRequest
from ringtree.prompts import mailbox_sayings as say
from ringtree.prompts.phrases import WRONG_KEY
from ringtree.storage.pins import LONGEST
from ringtree.voicemail.greetings import LONGEST as LONGEST_GREETING
from ringtree.voicemail.greetings import GreetingKind
from ringtree.voicemail.letter import zone_of
from ringtree.voicemail.pin_rules import PinObjection

PATIENCE = 8.0
MOST_WRONG = 3
#: Tries at a new PIN.
ATTEMPTS = 3
LONGEST_NAME = 8.0

_KINDS = {
    "1": GreetingKind.UNAVAILABLE,
    "2": GreetingKind.BUSY,
    "3": GreetingKind.NAME,
    "4": GreetingKind.TEMPORARY,
}
_OBJECTIONS = {
    PinObjection.LENGTH: say.PIN_LENGTH,
    PinObjection.NUMBER: say.PIN_NUMBER,
    PinObjection.SIMPLE: say.PIN_SIMPLE,
}


async def choose_pin(call: CallControl, box: Mailbox) -> bool:
    """Let the owner set a PIN; whether one was set."""
    for _ in range(ATTEMPTS):
        await call.play(say.ASK_NEW_PIN, interruptible=True)
        pin = await _secret(call)
        if not pin:
            continue
        await call.play(say.ASK_PIN_AGAIN, interruptible=True)
        if await _secret(call) != pin:
            await call.play(say.PINS_DIFFER)
            continue
        why = await call.mailboxes.set_pin(box, pin)
        await call.play(say.PIN_SET if why is None else _OBJECTIONS[why])
        if why is None:
            return True
    return False


async def _secret(call: CallControl) -> str:
    # One more than is allowed, so that too long a PIN is refused and not cut.
    return await call.read_digits(count=LONGEST + 1, patience=PATIENCE, terminator="#", secret=True)


class Options:
    """The menu of settings."""

    def __init__(self, call: CallControl, box: Mailbox) -> None:
        self._call = call
        self._box = box

    async def run(self) -> None:
        """Until `*`, or until nothing sensible is pressed any more."""
        wrong = 0
        while wrong < MOST_WRONG:
            await self._call.play(say.OPTIONS_MENU, interruptible=True)
            key = await self._call.read_digits(count=1, patience=PATIENCE)
            if key == "*":
                return
            if key == "5":
                await choose_pin(self._call, self._box)
            elif key in _KINDS:
                await self._greeting(_KINDS[key])
            else:
                wrong += 1
                await self._say_wrong(key)

    async def _say_wrong(self, key: str) -> None:
        if key:
            await self._call.play(WRONG_KEY)

    async def _greeting(self, kind: GreetingKind) -> None:
        await self._call.play(say.GREETING_MENU, interruptible=True)
        match await self._call.read_digits(count=1, patience=PATIENCE):
            case "1":
                await self._record(kind)
            case "2":
                clip = self._call.mailboxes.greeting(self._box, kind)
                await self._call.play(clip or say.NO_GREETING, interruptible=True)
            case "3":
                had = await self._call.mailboxes.clear_greeting(self._box, kind)
                await self._call.play(say.GREETING_REMOVED if had else say.NO_GREETING)

    async def _record(self, kind: GreetingKind) -> None:
        """Record until it pleases. Hanging up amid it keeps the greeting there was."""
        take = self._call.mailboxes.scratch()
        try:
            while await self._taken(take, kind):
                match await self._reviewed(take):
                    case "1":
                        await self._keep(kind, take)
                        return
                    case "3":
                        continue
                    case _:
                        return
        finally:
            self._call.mailboxes.drop(take)

    async def _taken(self, take: Take, kind: GreetingKind) -> bool:
        await self._call.play(say.SPEAK_NOW, interruptible=True)
        self._call.forget_digits()
        limit = LONGEST_NAME if kind is GreetingKind.NAME else LONGEST_GREETING
        outcome = await self._call.record(
            RecordRequest(limit=limit, silence=self._box.silence, file=take.file, for_record=False)
        )
        if outcome is not RecordOutcome.RECORDED:
            await self._call.play(say.FULL if outcome is RecordOutcome.FULL else say.NOT_HEARD)
        return outcome is RecordOutcome.RECORDED

    async def _reviewed(self, take: Take) -> str:
        """What is to become of it; listening may be asked for any number of times."""
        for _ in range(10):
            await self._call.play(say.GREETING_REVIEW, interruptible=True)
            key = await self._call.read_digits(count=1, patience=PATIENCE)
            if key != "2":
                return key
            clip = await self._call.mailboxes.listen(take)
            if clip is not None:
                try:
                    await self._call.play(clip, interruptible=True)
                finally:
                    self._call.mailboxes.put_away(clip)
        return ""

    async def _keep(self, kind: GreetingKind, take: Take) -> None:
        until = await self._until() if kind is GreetingKind.TEMPORARY else None
        kept = await self._call.mailboxes.set_greeting(self._box, kind, take, until)
        await self._call.play(say.GREETING_SET if kept else say.FULL)

    async def _until(self) -> datetime | None:
        """The end of the day that the owner names; None for no end."""
        for _ in range(MOST_WRONG):
            await self._call.play(say.ASK_UNTIL, interruptible=True)
            digits = await self._call.read_digits(count=4, patience=PATIENCE, terminator="#")
            if not digits:
                return None
            now = self._call.instant.astimezone(zone_of(self._box, self._call.company))
            if (end := end_of_day(digits, now)) is not None:
                return end
            await self._call.play(say.BAD_DATE)
        return None


def end_of_day(digits: str, now: datetime) -> datetime | None:
    """Midnight after the next day that is written so, day before month: 3112 is New Year's Eve."""
    if len(digits) != 4:
        return None
    day, month = int(digits[:2]), int(digits[2:])
    if not 1 <= month <= 12:
        return None
    for year in range(now.year, now.year + 5):  # 2902 may have to wait
        if 1 <= day <= calendar.monthrange(year, month)[1]:
            start = datetime(year, month, day, tzinfo=now.tzinfo)
            if start.date() >= now.date():
                return start + timedelta(days=1)
    return None
