"""Take the next caller now: what there was to write is written."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.prompts.agent_phrases import NoWrapUp, WrapUpEnded

ENDED, NONE = "ended", "none"


@feature_code("end_wrap_up", "*53", title="End of wrap-up", results=(ENDED, NONE))
async def end_wrap_up(call: CallControl, dialler: Dialler) -> str:
    """Ends the person's wrap-up early, so that the next caller can be offered at once."""
    extension = dialler.person.extension
    if dialler.world.duty.end_wrap_up(dialler.company.code, extension):
        await call.play(WrapUpEnded())
        return ENDED
    await call.play(NoWrapUp())
    return NONE
