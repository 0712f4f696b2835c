"""Forward no calls any more."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.prompts.forwarding_phrases import NotForwarded

CLEARED = "cleared"


@feature_code("forward_nothing", "*20", title="Forward: nothing", results=(CLEARED,))
async def forward_nothing(call: CallControl, dialler: Dialler) -> str:
    """Ends all forwarding of the person's calls; do not disturb stays as it is."""
    company, extension, book = dialler.company, dialler.person.extension, dialler.world.forwarding
    wishes = book.of(company.code, extension).without()
    await book.set(company, extension, wishes, author=extension)
    await call.play(NotForwarded())
    return CLEARED
