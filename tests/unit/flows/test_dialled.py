"""What live and imagined calls of employees have in common."""

from __future__ import annotations

from ringtree.flows.dialled import REFUSALS, SPOKEN
from ringtree.routing.outbound import Refusal


def test_every_refusal_ends_a_call_for_a_cause() -> None:
    assert set(REFUSALS) == set(Refusal)


def test_what_is_said_aloud_has_words_in_both_languages() -> None:
    for phrase in SPOKEN.values():
        assert phrase.text("en") and phrase.text("ru")
