"""Be left alone, or no longer."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.prompts.forwarding_phrases import Disturbed

ON, OFF = "on", "off"


@feature_code("do_not_disturb", "*26", title="Do not disturb", results=(ON, OFF))
async def do_not_disturb(call: CallControl, dialler: Dialler) -> str:
    """Lets no call ring the person's phones, or lets them ring again; callers are told busy."""
    company, extension, book = dialler.company, dialler.person.extension, dialler.world.forwarding
    wishes = book.of(company.code, extension)
    may_be = wishes.do_not_disturb
    await book.set(company, extension, wishes.disturbed(may_be=may_be), author=extension)
    await call.play(Disturbed(may_be))
    return OFF if may_be else ON
