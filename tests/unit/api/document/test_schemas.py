"""A document comes as text or as data."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.api.document.schemas import CalendarRequest, TextOrData


@pytest.mark.parametrize("body", [{}, {"text": "a", "document": {}}])
def test_text_or_data_and_not_both(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="either text or document"):
        TextOrData.model_validate(body)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-02-02", "2026-02-01"),
        ("2026-01-01", "2028-01-01"),
        ("1999-12-31", "2000-01-01"),
        ("2199-12-31", "2200-01-01"),
    ],
)
def test_a_calendar_is_asked_for_a_year_or_so_that_calendars_know(first: str, last: str) -> None:
    body = {"text": "", "schedule": "office", "first": first, "last": last}
    with pytest.raises(ValidationError):
        CalendarRequest.model_validate(body)
