"""The type of instants; the tables themselves are proven by test_migrate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import sqlite

from ringtree.storage.tables import UtcDateTime

DIALECT = sqlite.dialect()  # type: ignore[no-untyped-call]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def test_any_zone_becomes_utc() -> None:
    moscow = NOON.astimezone(timezone(timedelta(hours=3)))
    bound = UtcDateTime().process_bind_param(moscow, DIALECT)
    assert bound is not None and bound.tzinfo is UTC and bound == NOON


def test_what_forgot_its_zone_is_utc() -> None:
    assert UtcDateTime().process_result_value(NOON.replace(tzinfo=None), DIALECT) == NOON
    assert UtcDateTime().process_result_value(NOON, DIALECT) is NOON


def test_nothing_is_nothing() -> None:
    assert UtcDateTime().process_bind_param(None, DIALECT) is None
    assert UtcDateTime().process_result_value(None, DIALECT) is None


def test_a_time_without_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), DIALECT)
