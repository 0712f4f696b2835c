"""What nodes ask for."""

from __future__ import annotations

import pytest

from ringtree.calls.cause import CauseKind
from ringtree.flows.requests import RINGING, OutsideOutcome, Sound, SoundKind


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (CauseKind.BUSY, "busy"),
        (CauseKind.REFUSED, "refused"),
        (CauseKind.NO_ANSWER, "no_answer"),
        (CauseKind.UNKNOWN_NUMBER, "unreachable"),
        (CauseKind.UNREACHABLE, "unreachable"),
        (CauseKind.OVERLOADED, "unreachable"),
        (CauseKind.ERROR, "unreachable"),
    ],
)
def test_every_failure_outside_has_an_exit(kind: CauseKind, outcome: str) -> None:
    assert OutsideOutcome.of(kind).value == outcome


def test_without_a_word_it_rings() -> None:
    assert Sound() == RINGING and RINGING.kind is SoundKind.RINGING
