"""Forward calls while busy."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.flows.forwarding_code import RESULTS, forward
from ringtree.forwarding.rules import When


@feature_code("forward_busy", "*22", title="Forward: when busy", results=RESULTS, takes_digits=True)
async def forward_busy(call: CallControl, dialler: Dialler) -> str:
    """Forwards calls to the number after the code while the person is in a call or refuses; alone,
    no longer."""
    return await forward(call, dialler, When.BUSY)
