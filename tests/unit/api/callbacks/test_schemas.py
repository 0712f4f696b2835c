"""A callback as the API tells it."""

from __future__ import annotations

from ringtree.api.callbacks.schemas import CallbackView
from tests.unit.callbacks.callbacks import callback


def test_it_is_told_as_it_is_kept() -> None:
    told = CallbackView.of(callback(name="Vera")).model_dump(mode="json")
    assert (told["id"], told["name"], told["state"]) == ("one", "Vera", "waiting")
    assert told["requested"] == "2026-03-02T12:00:00Z"
    assert "company" not in told
