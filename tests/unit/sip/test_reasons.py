from __future__ import annotations

from ringtree.sip.reasons import REASONS


def test_every_reason_has_a_status_of_a_final_or_provisional_response() -> None:
    assert all(100 <= status <= 699 and reason for status, reason in REASONS.items())
    assert (REASONS[180], REASONS[486], REASONS[491]) == ("Ringing", "Busy Here", "Request Pending")
