"""Take a break, for one of the company's reasons."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.prompts.agent_phrases import AskReason, NoSuchReason, NowNotReady
from ringtree.queues.agent import Presence

NOT_READY, NO_SUCH_REASON = "not_ready", "no_such_reason"
#: Seconds a person may take for the first digit of the reason, and for a second one.
PATIENCE = 8.0


@feature_code(
    "not_ready",
    "*51",
    title="Not ready for calls",
    results=(NOT_READY, NO_SUCH_REASON),
    takes_digits=True,
)
async def not_ready(call: CallControl, dialler: Dialler) -> str:
    """Makes the person not ready, for the reason whose digits follow the code or are asked for."""
    company, extension = dialler.company, dialler.person.extension
    by_digits = {one.digits: one for one in company.reasons.values() if one.digits is not None}
    digits = dialler.digits
    if by_digits and not digits:
        offered = tuple((digits, one.title) for digits, one in by_digits.items())
        await call.play(AskReason(offered), interruptible=True)
        count = max(map(len, by_digits))
        digits = await call.read_digits(count=count, patience=PATIENCE, terminator="#")
    reason = by_digits.get(digits)
    if digits and reason is None:
        await call.play(NoSuchReason())
        return NO_SUCH_REASON
    await dialler.world.duty.say(
        company.code,
        extension,
        Presence.NOT_READY,
        reason=reason.name if reason else None,
        by=extension,
    )
    await call.play(NowNotReady(reason.title if reason else ""))
    return NOT_READY
