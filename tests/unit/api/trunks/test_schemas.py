"""A trunk as the API shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ringtree.api.trunks.schemas import view_of
from tests.unit.trunks.test_status import STATUS


def test_the_last_error_is_read_in_russian() -> None:
    told = view_of(replace(STATUS, last_error="udp:192.0.2.1:5060: no answer to OPTIONS"), "ru")
    assert told.last_error == "udp:192.0.2.1:5060: нет ответа на OPTIONS"
    assert told.words.startswith("готов, ")


def test_instants_are_instants_and_words_are_added() -> None:
    view = view_of(STATUS, "en")
    assert view.registered_until == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert view.last_error_at is None
    assert view.words.startswith("ready, registered")
