from __future__ import annotations

from typing import get_args

import pytest

from ringtree.queues.decisions import Announce, CallerDecision, Leave
from ringtree.queues.outcome import QueueOutcome


@pytest.mark.parametrize("decision", get_args(CallerDecision))
def test_every_decision_tells_whose_caller_it_is_about(decision):
    assert "entry_id" in decision.__dataclass_fields__


def test_a_decision_does_not_change_on_its_way():
    with pytest.raises(AttributeError):
        Announce("anna", 1).place = 2  # type: ignore[misc]
    assert Leave("anna", QueueOutcome.CLOSED) == Leave("anna", QueueOutcome.CLOSED)
