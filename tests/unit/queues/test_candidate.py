from __future__ import annotations

import pytest

from ringtree.queues.candidate import CandidateNote, Reason


@pytest.mark.parametrize("reason", Reason)
def test_only_those_who_ring_for_the_caller_are_chosen(reason):
    rings = reason in (Reason.CHOSEN, Reason.RINGING_HERE)
    assert CandidateNote("101", reason).chosen == rings


def test_a_note_is_plain_values():
    assert tuple(CandidateNote("101", Reason.TALKING, 3.0)) == ("101", "talking", 3.0, None, None)
