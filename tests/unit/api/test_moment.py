"""Instants at the ends of the calendar are refused: another zone can't say them."""

from __future__ import annotations

from datetime import datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from ringtree.api.moment import Moment, ZonedMoment


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_ends_of_the_calendar_are_refused(written: str) -> None:
    for kind in (Moment, ZonedMoment):
        with pytest.raises(ValidationError, match="must be of the years"):
            TypeAdapter(kind).validate_python(written)


def test_usual_instants_are_taken_with_a_zone_or_where_none_is_needed() -> None:
    assert TypeAdapter(ZonedMoment).validate_python("2026-11-25T09:00:00Z").tzinfo is not None
    assert TypeAdapter(Moment).validate_python("2026-11-25T09:00") == datetime(2026, 11, 25, 9)
    with pytest.raises(ValidationError):
        TypeAdapter(ZonedMoment).validate_python("2026-11-25T09:00")
