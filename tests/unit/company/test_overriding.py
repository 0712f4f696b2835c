"""What a person may mean by an override."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ringtree.company.model import Company
from ringtree.company.overriding import (
    UnknownException,
    UnknownSchedule,
    end_of,
    override_of,
    schedule_named,
)
from ringtree.schedules.override import OverrideError, OverrideKind, Until

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # Monday, 15:00 in Moscow


def company(*names: str) -> Company:
    rules = {
        "weekly": {"monday..friday": "09:00-18:00"},
        "exceptions": [{"name": "stocktaking", "date": "2026-12-30", "closed": True}],
    }
    return Company.model_validate(
        {
            "code": "acme",
            "name": "Acme",
            "language": "en",
            "timezone": "Europe/Moscow",
            "schedules": dict.fromkeys(names, rules),
        }
    )


ACME = company("office")
OFFICE = ACME.schedules["office"]


def test_the_only_schedule_needs_no_name() -> None:
    assert schedule_named(ACME, None).name == "office"
    assert schedule_named(company("office", "store"), "store").name == "store"


@pytest.mark.parametrize(
    ("names", "name", "said"),
    [
        ((), None, "Acme has no schedule"),
        (("office", "store"), None, "several schedules, say which: office, store"),
        (("office",), "offise", "office"),
    ],
)
def test_which_schedule_must_be_clear(names: tuple[str, ...], name: str | None, said: str) -> None:
    with pytest.raises(UnknownSchedule, match=said):
        schedule_named(company(*names), name)


def test_open_closed_and_exceptions_are_told_apart() -> None:
    assert override_of(OFFICE, "open", since=NOW).kind is OverrideKind.OPEN
    made = override_of(OFFICE, "stocktaking", since=NOW, who="anna")
    assert (made.kind, made.exception, made.who) == (OverrideKind.EXCEPTION, "stocktaking", "anna")
    with pytest.raises(UnknownException, match="only: open, closed, stocktaking"):
        override_of(OFFICE, "lunch", since=NOW)


def test_a_time_goes_with_until_time_alone() -> None:
    with pytest.raises(OverrideError):
        override_of(OFFICE, "open", since=NOW, until=Until.TIME)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("18:00", "2026-11-23T18:00"),
        ("9:00", "2026-11-24T09:00"),
        ("15:00", "2026-11-24T15:00"),
        ("sunday 22:00", "2026-11-29T22:00"),
        ("2026-12-31 12:00", "2026-12-31T12:00"),
    ],
)
def test_an_end_is_the_next_such_moment_in_the_companys_zone(text: str, end: str) -> None:
    found = end_of(text, ACME, OFFICE, NOW)
    assert found == datetime.fromisoformat(f"{end}+03:00")


def test_what_is_no_moment_is_said() -> None:
    with pytest.raises(OverrideError, match="no moment"):
        end_of("soon", ACME, OFFICE, NOW)
