"""The demonstration opens what is closed by its rules, and nothing else, and only for its call."""

from __future__ import annotations

from datetime import UTC, datetime

from ringtree.demo.company import load
from ringtree.demo.opening import kept_open
from ringtree.flows.overrides import MemoryOverrides
from ringtree.schedules.override import Override, OverrideKind, Until
from ringtree.schedules.state import state

COMPANY = load("ru")
SUNDAY_NIGHT = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
MONDAY_NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def is_open(overrides: MemoryOverrides, now: datetime) -> bool:
    hours = COMPANY.schedules["office"].hours(COMPANY.timezone)
    return state(hours, now, overrides.get(COMPANY.code, "office")).is_open


async def test_a_company_that_is_closed_now_is_open_for_the_call_alone() -> None:
    overrides = MemoryOverrides()
    async with kept_open(COMPANY, overrides, SUNDAY_NIGHT) as were_closed:
        assert were_closed == ("office",)
        assert is_open(overrides, SUNDAY_NIGHT)
    assert not is_open(overrides, SUNDAY_NIGHT)


async def test_at_working_hours_nothing_is_overridden() -> None:
    overrides = MemoryOverrides()
    async with kept_open(COMPANY, overrides, MONDAY_NOON) as were_closed:
        assert were_closed == ()
        assert overrides.held == {}


async def test_what_a_person_has_closed_stays_closed() -> None:
    closed = Override(OverrideKind.CLOSED, MONDAY_NOON, Until.REVOKED, who="101")
    overrides = MemoryOverrides({(COMPANY.code, "office"): closed})
    async with kept_open(COMPANY, overrides, MONDAY_NOON) as were_closed:
        assert were_closed == ()
    assert overrides.get(COMPANY.code, "office") == closed


async def test_what_a_person_sets_during_the_call_stays() -> None:
    overrides = MemoryOverrides()
    theirs = Override(OverrideKind.CLOSED, SUNDAY_NIGHT, Until.REVOKED, who="101")
    async with kept_open(COMPANY, overrides, SUNDAY_NIGHT):
        await overrides.set(COMPANY.code, "office", theirs)
    assert overrides.get(COMPANY.code, "office") == theirs
