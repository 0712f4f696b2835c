"""Time on duty adds up to the time there is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.figures.duty import duties
from ringtree.presence.said import Said
from ringtree.queues.agent import Presence
from tests.unit.figures.days import NOON

END = NOON + timedelta(hours=1)


def said(
    minute: float, presence: Presence, reason: str | None = None, extension: str = "101"
) -> Said:
    at = NOON + timedelta(minutes=minute)
    return Said(
        company="acme", extension=extension, presence=presence, reason=reason, by="x", at=at
    )


def test_each_minute_goes_to_what_was_said_last() -> None:
    history = [
        said(-500, Presence.NOT_READY, "lunch"),
        said(10, Presence.READY),
        said(40, Presence.NOT_READY),
        said(45, Presence.LOGGED_OUT),
        said(90, Presence.READY),
    ]
    duty = duties(["101", "102"], history, NOON, END)
    assert duty["101"].to_dict() == {
        "on_duty": 45 * 60,
        "ready": 30 * 60,
        "not_ready": {"lunch": 600, "": 300},
        "logged_out": 15 * 60,
    }
    assert duty["102"].ready == 3600  # never said anything


words = st.builds(
    said,
    st.floats(-100, 100),
    st.sampled_from(list(Presence)),
    st.sampled_from([None, "lunch", "training"]),
    st.sampled_from(["101", "102", "gone"]),
)


@given(st.lists(words))
def test_a_persons_time_adds_up(history: list[Said]) -> None:
    history.sort(key=lambda one: one.at)
    for duty in duties(["101", "102"], history, NOON, END).values():
        assert duty.on_duty + duty.logged_out == pytest.approx(3600)
