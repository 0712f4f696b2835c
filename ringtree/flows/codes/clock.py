"""Tell a person the time, as the working hours take it."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.prompts.code_phrases import Clock

TOLD = "told"


@feature_code("clock", "*60", title="Speaking clock", results=(TOLD,))
async def clock(call: CallControl, dialler: Dialler) -> str:
    """Says the day and the time by the company's time zone, by which it opens and closes."""
    now = call.instant.astimezone(dialler.company.zone)
    await call.play(Clock(now.isoweekday(), now.hour, now.minute))
    return TOLD
