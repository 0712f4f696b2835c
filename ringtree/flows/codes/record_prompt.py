"""Record a prompt by telephone: speak, listen, and keep it for documents to name."""

from __future__ import annotations

from ringtree.company.prompt import Prompt
from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.flows.requests import RecordOutcome, RecordRequest
from ringtree.prompts.studio_phrases import (
    ASK_NUMBER_OF_RECORDING,
    ASK_WHAT_TO_DO,
    NO_ROOM,
    NOT_KEPT,
    NOTHING_HEARD,
    SPEAK_NOW,
    RecordingKept,
)

KEPT, DROPPED, FULL = "kept", "dropped", "full"

#: Seconds a prompt may last, and of silence that end it.
LONGEST, SILENCE = 180.0, 4.0
PATIENCE = 8.0
LONGEST_NUMBER = 4
#: How often a number is asked for, and a take may be made.
ATTEMPTS, TAKES = 2, 10
_KEEP, _HEAR, _AGAIN = "1", "2", "3"


@feature_code(
    "record_prompt",
    "*77",
    title="Record a prompt",
    results=(KEPT, DROPPED, FULL),
    takes_digits=True,
    needs_pin=True,
    is_restricted=True,
)
async def record_prompt(call: CallControl, dialler: Dialler) -> str:
    """Records a prompt in one's own voice, plays it back, and keeps it for the document to name."""
    number = await _number(call, dialler)
    for _ in range(TAKES if number else 0):
        take = await dialler.world.takes.new_take(dialler.company.code)
        try:
            result = await _take(call, dialler, take, number)
        finally:
            await dialler.world.takes.drop(dialler.company.code, take)
        if result is not None:
            return result
    await call.play(NOT_KEPT)
    return DROPPED


async def _number(call: CallControl, dialler: Dialler) -> str:
    """The recording's number, dialled along or asked for; "" for none."""
    if dialler.digits:
        return dialler.digits[:LONGEST_NUMBER] if dialler.digits.isdigit() else ""
    for _ in range(ATTEMPTS):
        await call.play(ASK_NUMBER_OF_RECORDING, interruptible=True)
        typed = await call.read_digits(count=LONGEST_NUMBER, patience=PATIENCE, terminator="#")
        if typed.isdigit():
            return typed
    return ""


async def _take(call: CallControl, dialler: Dialler, take: str, number: str) -> str | None:
    """One take, from the beep to the decision; None to make another."""
    await call.play(SPEAK_NOW)
    request = RecordRequest(limit=LONGEST, silence=SILENCE, file=take, for_record=False)
    outcome = await call.record(request)
    if outcome is RecordOutcome.FULL:
        await call.play(NO_ROOM)
        return FULL
    if outcome is RecordOutcome.NOTHING_SAID:
        await call.play(NOTHING_HEARD)
        return None
    return await _decide(call, dialler, take, number)


async def _decide(call: CallControl, dialler: Dialler, take: str, number: str) -> str | None:
    company, takes = dialler.company.code, dialler.world.takes
    draft = await takes.develop(company, take)
    await call.play(Prompt(file=draft), interruptible=True)
    for _ in range(TAKES):
        await call.play(ASK_WHAT_TO_DO, interruptible=True)
        key = await call.read_digits(count=1, patience=PATIENCE)
        if key == _KEEP:
            name = name_of(number)
            await takes.keep(company, draft, name)
            call.note(recording_name=name)
            await call.play(RecordingKept(number))
            return KEPT
        if key == _AGAIN:
            return None
        if key != _HEAR:
            break
        await call.play(Prompt(file=draft), interruptible=True)
    await call.play(NOT_KEPT)
    return DROPPED


def name_of(number: str) -> str:
    """What documents call the recording with this number."""
    return f"prompt-{number}"
