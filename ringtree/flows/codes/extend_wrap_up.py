"""Take longer to write before the next caller."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.prompts.agent_phrases import NoWrapUp, WrapUpExtended

EXTENDED, NONE = "extended", "none"
MINUTES = 5  # without digits
MOST = 60


@feature_code(
    "extend_wrap_up",
    "*54",
    title="More time for wrap-up",
    results=(EXTENDED, NONE),
    takes_digits=True,
)
async def extend_wrap_up(call: CallControl, dialler: Dialler) -> str:
    """Extends the person's wrap-up by so many minutes as are dialled after the code, or by five."""
    digits = dialler.digits
    minutes = int(digits) if digits.isdecimal() and len(digits) <= 2 else MINUTES
    minutes = min(max(1, minutes), MOST)
    extension = dialler.person.extension
    if dialler.world.duty.extend_wrap_up(dialler.company.code, extension, 60.0 * minutes):
        await call.play(WrapUpExtended(minutes))
        return EXTENDED
    await call.play(NoWrapUp())
    return NONE
