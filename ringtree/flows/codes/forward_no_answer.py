"""Forward calls that ring in vain."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.flows.forwarding_code import RESULTS, forward
from ringtree.forwarding.rules import When


@feature_code(
    "forward_no_answer",
    "*23",
    title="Forward: when nobody answers",
    results=RESULTS,
    takes_digits=True,
)
async def forward_no_answer(call: CallControl, dialler: Dialler) -> str:
    """Forwards calls that ring in vain to the number after the code; dialled alone, no longer."""
    return await forward(call, dialler, When.NO_ANSWER)
