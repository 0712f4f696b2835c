from __future__ import annotations

from ringtree.queues.outcome import QueueOutcome


def test_a_caller_chooses_only_how_he_goes_away_himself():
    chosen = {outcome.value for outcome in QueueOutcome if outcome.is_callers_choice}
    assert chosen == {"abandoned", "key_exit", "failed", "cancelled"}
