"""Let people listen to their mailboxes from outside."""

from __future__ import annotations

from typing import ClassVar, Literal

from ringtree.company.node import node_type
from ringtree.flows.control import CallControl
from ringtree.flows.mailbox.access import AccessOutcome, any_mailbox
from ringtree.flows.node import FlowNode


@node_type("mailbox_access")
class MailboxAccess(FlowNode):
    """Asks for a mailbox's number and its PIN, and lets its owner listen, answer and set it up.

    Only mailboxes with `remote_access` and a PIN can be reached here; that there is no such
    mailbox and that the PIN is wrong are told alike.
    """

    title: ClassVar[str] = "Mailbox access"
    fixed_exits: ClassVar[tuple[str, ...]] = tuple(outcome.value for outcome in AccessOutcome)
    unwired_exits: ClassVar[frozenset[str]] = frozenset(fixed_exits)
    finishing_exits: ClassVar[frozenset[str]] = frozenset(fixed_exits)
    waits_for_caller: ClassVar[bool] = True

    type: Literal["mailbox_access"] = "mailbox_access"

    async def run(self, call: CallControl) -> str:
        """Ask, let in, and leave by how it ended."""
        return (await any_mailbox(call, is_outside=True)).value
