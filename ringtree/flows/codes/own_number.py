"""Tell a person the own internal number, and which number is shown to the outside."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.prompts.code_phrases import OwnNumber

TOLD = "told"


@feature_code("own_number", "*65", title="Own number", results=(TOLD,))
async def own_number(call: CallControl, dialler: Dialler) -> str:
    """Says the internal number of the phone in one's hand, and the number it presents outside."""
    extension = dialler.person.extension
    await call.play(OwnNumber(extension, dialler.company.presented_number(extension) or ""))
    return TOLD
