"""A trunk as the API shows it."""

from __future__ import annotations

from datetime import UTC, datetime

from ringtree.api.trunks.schemas import view_of
from tests.unit.trunks.test_status import STATUS


def test_instants_are_instants_and_words_are_added() -> None:
    view = view_of(STATUS)
    assert view.registered_until == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert view.last_error_at is None
    assert view.words.startswith("ready, registered")
