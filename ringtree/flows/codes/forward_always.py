"""Forward every call."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.flows.forwarding_code import RESULTS, forward
from ringtree.forwarding.rules import When


@feature_code(
    "forward_always", "*21", title="Forward: all calls", results=RESULTS, takes_digits=True
)
async def forward_always(call: CallControl, dialler: Dialler) -> str:
    """Forwards every call to the number after the code; dialled alone, no longer."""
    return await forward(call, dialler, When.ALWAYS)
