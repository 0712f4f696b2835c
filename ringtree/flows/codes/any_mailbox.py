"""Listen to any mailbox whose number and PIN one knows, at any telephone of the company."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.flows.mailbox.access import any_mailbox as visit


@feature_code("any_mailbox", "*98", title="Any mailbox", results=("done", "denied"))
async def any_mailbox(call: CallControl, dialler: Dialler) -> str:
    """Asks for a mailbox's number and its PIN, and lets one listen to it."""
    return (await visit(call, is_outside=False)).value
