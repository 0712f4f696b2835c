"""Forward calls while unreachable."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.flows.forwarding_code import RESULTS, forward
from ringtree.forwarding.rules import When


@feature_code(
    "forward_unreachable",
    "*24",
    title="Forward: when unreachable",
    results=RESULTS,
    takes_digits=True,
)
async def forward_unreachable(call: CallControl, dialler: Dialler) -> str:
    """Forwards calls to the number after the code while no phone can be reached; alone, no more."""
    return await forward(call, dialler, When.UNREACHABLE)
