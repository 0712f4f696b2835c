"""The smallest tree there is: a mailbox that is dialled, or that a person's calls go on to."""

from __future__ import annotations

from ringtree.calls.cause import CauseKind
from ringtree.company.mailbox import Situation
from ringtree.company.model import Company, Tree
from ringtree.flows.nodes.voicemail import Voicemail

NAME = "voicemail"
_SITUATIONS = {
    CauseKind.BUSY: Situation.BUSY,
    CauseKind.REFUSED: Situation.BUSY,
    CauseKind.NO_ANSWER: Situation.NO_ANSWER,
    CauseKind.UNREACHABLE: Situation.UNREACHABLE,
}


def mailbox_tree(mailbox: str, situation: Situation = Situation.NO_ANSWER) -> Tree:
    """A tree that takes a message into a mailbox and then is over."""
    node = Voicemail(mailbox=mailbox, situation=situation)
    return Tree(name=NAME, start=NAME, nodes={NAME: node})


def tree_after(company: Company, extension: str | None, why: CauseKind) -> Tree | None:
    """Where a call to a person goes on that nobody took; None if it is over."""
    person = company.person(extension) if extension else None
    situation = _SITUATIONS.get(why)
    if person is None or person.voicemail is None or situation not in person.voicemail.when:
        return None
    if person.voicemail.mailbox not in company.mailboxes:
        return None
    return mailbox_tree(person.voicemail.mailbox, situation)


def ring_time(company: Company, extension: str | None, usual: float) -> float:
    """Seconds a person's phones ring before the mailbox takes over, if it does."""
    person = company.person(extension) if extension else None
    if person is None or person.voicemail is None:
        return usual
    takes_over = Situation.NO_ANSWER in person.voicemail.when
    return min(usual, person.voicemail.after) if takes_over else usual
