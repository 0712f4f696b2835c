"""Coming to one's mailbox by phone: which one, the PIN, and the main menu."""

from __future__ import annotations

from enum import StrEnum

from ringtree.company.mailbox import Mailbox
from ringtree.flows.control import CallControl
from ringtree.flows.mailbox.leave import speaking
from ringtree.flows.mailbox.listen import Listener
from ringtree.flows.mailbox.options import Options, choose_pin
from ringtree.flows.mailbox.which import LONGEST_NUMBER, mailbox_of
from ringtree.prompts import mailbox_sayings as say
from ringtree.prompts.mailbox_phrases import MailboxCounts
from ringtree.prompts.phrases import GOODBYE, WRONG_KEY
from ringtree.storage.pins import LONGEST, PinVerdict
from ringtree.voicemail.message import MessageState

#: Tries within one call, at the number of the mailbox and its PIN together.
ATTEMPTS = 3
#: Seconds for a key in a menu, and times that nothing or nonsense is put up with.
PATIENCE = 8.0
MOST_WRONG = 4


class AccessOutcome(StrEnum):
    """How a visit to one's mailbox ended, if not by hanging up."""

    DONE = "done"
    DENIED = "denied"


async def own_mailbox(call: CallControl, box: Mailbox) -> AccessOutcome:
    """A person at the own telephone, which has proven who it is. The PIN is asked for all the
    same: telephones stand on desks. Without one the person is led to set it."""
    with speaking(call, box):
        if not await call.mailboxes.has_pin(box):
            await call.play(say.PLEASE_SET_PIN)
            if not await choose_pin(call, box):
                return AccessOutcome.DENIED
        elif await _opened(call, box) is not PinVerdict.RIGHT:
            return AccessOutcome.DENIED
        return await _visit(call, box)


async def any_mailbox(call: CallControl, *, is_outside: bool) -> AccessOutcome:
    """Somebody who says which mailbox by its number, and has nothing but its PIN.

    A number that no mailbox has, one that may not be listened to from here and a wrong PIN are
    told alike: nobody learns here which mailboxes there are.
    """
    for _ in range(ATTEMPTS):
        await call.play(say.ASK_MAILBOX, interruptible=True)
        number = await call.read_digits(count=LONGEST_NUMBER, patience=PATIENCE, terminator="#")
        if not number:
            continue
        box = mailbox_of(call, number)
        if box is not None and not _is_allowed(box, is_outside=is_outside):
            box = None
        pin = await _asked_pin(call)
        verdict = await call.mailboxes.check_pin(box, pin) if box and pin else PinVerdict.WRONG
        if box is not None and verdict is PinVerdict.RIGHT:
            with speaking(call, box):
                return await _visit(call, box)
        await call.play(say.LOCKED if verdict is PinVerdict.LOCKED else say.DENIED)
        if verdict is PinVerdict.LOCKED:
            break
    return AccessOutcome.DENIED


def _is_allowed(box: Mailbox, *, is_outside: bool) -> bool:
    return box.access and (box.remote_access or not is_outside)


async def _opened(call: CallControl, box: Mailbox) -> PinVerdict:
    for _ in range(ATTEMPTS):
        pin = await _asked_pin(call)
        verdict = await call.mailboxes.check_pin(box, pin) if pin else PinVerdict.WRONG
        if verdict is PinVerdict.RIGHT:
            return verdict
        await call.play(say.LOCKED if verdict is PinVerdict.LOCKED else say.DENIED)
        if verdict is PinVerdict.LOCKED:
            break
    return verdict


async def _asked_pin(call: CallControl) -> str:
    await call.play(say.ASK_MAILBOX_PIN, interruptible=True)
    return await call.read_digits(count=LONGEST, patience=PATIENCE, terminator="#", secret=True)


async def _visit(call: CallControl, box: Mailbox) -> AccessOutcome:
    """The main menu, until `#` or until nothing sensible is pressed any more."""
    call.note(mailbox=box.name)
    counts = call.mailboxes.counts(box)
    await call.play(MailboxCounts(counts.new, counts.old, counts.urgent_new), interruptible=True)
    wrong = 0
    while wrong < MOST_WRONG:
        await call.play(say.MAIN_MENU, interruptible=True)
        match await call.read_digits(count=1, patience=PATIENCE):
            case "1":
                await Listener(call, box, MessageState.NEW).run()
            case "2":
                await Listener(call, box, MessageState.OLD).run()
            case "0":
                await Options(call, box).run()
            case "#":
                break
            case "":
                wrong += 1
                continue
            case _:
                await call.play(WRONG_KEY)
                wrong += 1
                continue
        wrong = 0
    await call.play(GOODBYE)
    return AccessOutcome.DONE
