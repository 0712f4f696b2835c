"""Which mailbox a number means, to the people of a company."""

from __future__ import annotations

from ringtree.company.mailbox import Mailbox
from ringtree.flows.control import CallControl

#: Digits of an internal number at most.
LONGEST_NUMBER = 6


def mailbox_of(call: CallControl, number: str) -> Mailbox | None:
    """The mailbox with this internal number: its own, or its person's."""
    company = call.company
    if (box := company.mailbox_dialled(number)) is not None:
        return box
    person = company.person(number)
    if person is not None and person.voicemail is not None:
        return company.mailboxes.get(person.voicemail.mailbox)
    return next((one for one in company.mailboxes.values() if one.person == number), None)
