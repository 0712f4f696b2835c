"""Which mailbox and which message is meant: one of this company, or none."""

from __future__ import annotations

from ringtree.api.access import CompanyScope
from ringtree.api.problem import NotFound
from ringtree.company.mailbox import Mailbox
from ringtree.voicemail.message import Message
from ringtree.voicemail.store import UnknownMessage


def by(scope: CompanyScope) -> str:
    """Who asks, as the history of a mailbox names them."""
    return f"panel {scope.principal.name}"[:64]


def box_of(scope: CompanyScope, name: str) -> Mailbox:
    """A mailbox of the published document.

    Raises:
        NotFound: there is none of that name.
    """
    found = scope.services.voicemail.find(scope.code, name)
    if found is None:
        raise NotFound
    return found[1]


async def message_of(scope: CompanyScope, message: str) -> Message:
    """A message of this company, perhaps in the bin.

    Raises:
        NotFound: there is none, or it is another company's.
    """
    try:
        found = await scope.services.voicemail.store.get(message)
    except UnknownMessage:
        raise NotFound from None
    if found.company != scope.code:
        raise NotFound
    return found
