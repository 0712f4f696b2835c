"""Runs a feature code for one call: who may, the PIN, the feature itself, and the end.

The call's trace gets one entry of type `code`. Its exit is the feature's result, or one of the
runner's: see `CodeEnd`.
"""

from __future__ import annotations

import secrets
from enum import StrEnum

import structlog

from ringtree.company.feature_code import CodeType, may_dial
from ringtree.flows.code import Dialler
from ringtree.flows.control import CallControl, CallOver
from ringtree.flows.runner import CALLER_LEFT, ERROR, STOPPED
from ringtree.flows.trace import FlowTrace, TracedCall
from ringtree.prompts.phrases import (
    APOLOGY,
    ASK_PIN,
    CODE_NOT_ALLOWED,
    PIN_LOCKED,
    PIN_NOT_SET,
    WRONG_PIN,
)
from ringtree.storage.pins import PinVerdict

log = structlog.get_logger(__name__)

#: How often a PIN is asked for in one call; `storage.pins` limits the attempts of all calls.
PIN_ATTEMPTS = 3
LONGEST_PIN = 12
#: Seconds a person may take for each digit of a PIN.
PIN_PATIENCE = 8.0


class CodeEnd(StrEnum):
    """Why a feature was not run."""

    NOT_ALLOWED = "not_allowed"
    NO_PIN = "no_pin"  # the person has none, and this feature needs one
    WRONG_PIN = "wrong_pin"
    LOCKED = "locked"  # too many wrong ones


_SAID = {
    CodeEnd.NOT_ALLOWED: CODE_NOT_ALLOWED,
    CodeEnd.NO_PIN: PIN_NOT_SET,
    CodeEnd.LOCKED: PIN_LOCKED,
}


async def run_code(
    kind: CodeType, live: CallControl, dialler: Dialler, trace: FlowTrace
) -> tuple[str, CodeEnd | None]:
    """Serve who dialled, to the end of the call: the result, and why it was refused if it was.

    Raises:
        CallOver: the person hung up amid it.
    """
    call = TracedCall(live, trace)
    trace.enter(kind.name, "code")
    try:
        refused = await _refusal(kind, call, dialler)
        result = refused or await _run(kind, call, dialler)
        await _part(call, refused)
        trace.leave(result)
        return result, refused
    except CallOver:
        trace.leave(CALLER_LEFT)
        raise
    finally:
        trace.leave(STOPPED)  # nothing is open any more unless this was cancelled


async def _refusal(kind: CodeType, call: CallControl, dialler: Dialler) -> CodeEnd | None:
    if not may_dial(dialler.company, kind, dialler.person.extension):
        return CodeEnd.NOT_ALLOWED
    return await ask_pin(call, dialler) if kind.needs_pin else None


async def ask_pin(call: CallControl, dialler: Dialler) -> CodeEnd | None:
    """Ask for the person's PIN until it is right; None, or why not.

    What is typed is not told to the trace. Silence counts as no attempt at another PIN.
    """
    for _ in range(PIN_ATTEMPTS):
        await call.play(ASK_PIN, interruptible=True)
        pin = await call.read_digits(
            count=LONGEST_PIN, patience=PIN_PATIENCE, terminator="#", secret=True
        )
        if not pin:
            continue
        verdict = await dialler.world.pins.check(dialler.company.code, dialler.holder, pin)
        if verdict is PinVerdict.RIGHT:
            return None
        if verdict is not PinVerdict.WRONG:
            return CodeEnd.LOCKED if verdict is PinVerdict.LOCKED else CodeEnd.NO_PIN
        await call.play(WRONG_PIN)
    return CodeEnd.WRONG_PIN


async def _run(kind: CodeType, call: CallControl, dialler: Dialler) -> str:
    try:
        return await kind.run(call, dialler)
    except Exception as error:
        error_id = secrets.token_hex(4)
        call.note(error=error_id, why=f"{type(error).__name__}: {error}"[:300])
        log.error("feature code failed", error=error_id, code=kind.name, exc_info=error)
        await call.play(APOLOGY)
        return ERROR


async def _part(call: CallControl, refused: CodeEnd | None) -> None:
    if refused is not None and (words := _SAID.get(refused)) is not None:
        await call.play(words)
    await call.hang_up()
