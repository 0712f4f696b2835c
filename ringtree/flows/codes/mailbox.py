"""Listen to the own mailbox at the own telephone."""

from __future__ import annotations

from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from ringtree.flows.mailbox.access import own_mailbox
from ringtree.flows.mailbox.which import mailbox_of
from ringtree.prompts.mailbox_sayings import NO_MAILBOX

NONE = "no_mailbox"


@feature_code("mailbox", "*97", title="Own mailbox", results=("done", "denied", NONE))
async def mailbox(call: CallControl, dialler: Dialler) -> str:
    """Lets a person listen to the own mailbox and set it up, after its PIN."""
    box = mailbox_of(call, dialler.person.extension)
    if box is None or not box.access:
        await call.play(NO_MAILBOX)
        return NONE
    return (await own_mailbox(call, box)).value
