"""Where a call to a person goes on."""

from __future__ import annotations

import pytest

from ringtree.calls.cause import CauseKind
from ringtree.company.mailbox import PersonMailbox, Situation
from ringtree.flows.mailbox.tree import mailbox_tree, ring_time, tree_after
from ringtree.flows.nodes.voicemail import Voicemail
from tests.unit.flows.mailbox.boxes import ACME


@pytest.mark.parametrize(
    ("kind", "situation"),
    [
        (CauseKind.BUSY, Situation.BUSY),
        (CauseKind.REFUSED, Situation.BUSY),
        (CauseKind.NO_ANSWER, Situation.NO_ANSWER),
        (CauseKind.UNREACHABLE, Situation.UNREACHABLE),
        (CauseKind.CANCELLED, None),
        (CauseKind.NORMAL, None),
    ],
)
def test_what_nobody_took_goes_to_the_mailbox(kind: CauseKind, situation: Situation | None) -> None:
    tree = tree_after(ACME, "101", kind)
    node = tree.nodes[tree.start] if tree else None
    assert (node.situation if isinstance(node, Voicemail) else None) == situation


def test_only_in_the_situations_that_the_person_wants() -> None:
    rule = PersonMailbox(mailbox="ann", when=(Situation.BUSY,), after=10)
    people = (ACME.people[0].model_copy(update={"voicemail": rule}), *ACME.people[1:])
    company = ACME.model_copy(update={"people": people})
    assert tree_after(company, "101", CauseKind.NO_ANSWER) is None
    assert tree_after(company, "101", CauseKind.BUSY) is not None
    assert ring_time(company, "101", 60.0) == 60.0


def test_nobody_s_mailbox_takes_nothing_over() -> None:
    assert tree_after(ACME, "103", CauseKind.BUSY) is None
    assert tree_after(ACME, None, CauseKind.BUSY) is None
    assert ring_time(ACME, "103", 60.0) == 60.0


def test_the_phone_rings_as_long_as_the_person_wants() -> None:
    assert ring_time(ACME, "101", 60.0) == 25.0


def test_a_dialled_mailbox_is_a_tree_of_one_node() -> None:
    node = mailbox_tree("office").nodes["voicemail"]
    assert isinstance(node, Voicemail) and node.mailbox == "office"
