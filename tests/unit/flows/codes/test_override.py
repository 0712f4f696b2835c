"""Opening and closing by telephone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ringtree.company.model import Company
from ringtree.flows.codes.override import override
from ringtree.flows.overrides import MemoryOverrides
from ringtree.flows.world import World
from ringtree.schedules.override import Override, OverrideKind, Until
from tests.unit.flows.dialler import ACME, dialler
from tests.unit.flows.fake_call import FakeCall

RULES = {
    "weekly": {"monday..friday": "09:00-18:00"},
    "exceptions": [{"name": "stocktaking", "date": "2026-12-30", "closed": True}],
}
NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # Monday, 12:00 in Moscow


def company(*schedules: str) -> Company:
    return ACME.model_copy(update={"schedules": dict.fromkeys(schedules, RULES)})


class Told:
    """One dialled call: its result, what is set now, and what was heard."""

    def __init__(self) -> None:
        self.book = MemoryOverrides()
        self.result = ""
        self.log: list[str] = []

    async def dial(self, keys: str, *schedules: str, digits: str = "", **more: Any) -> Told:
        call = FakeCall(keys, began=NOON, **more)
        who = dialler(
            digits=digits,
            company=company(*(schedules or ("office",))),
            world=World(overrides=self.book),
        )
        self.result = await override(call, who)
        self.log = call.log
        return self

    def held(self, schedule: str = "office") -> Override | None:
        return self.book.get("acme", schedule)


async def test_closing_until_the_next_change_is_told_in_words() -> None:
    told = await Told().dial("21")
    held = told.held()
    assert told.result == "set" and held is not None
    assert (held.kind, held.until, held.who) == (OverrideKind.CLOSED, Until.BOUNDARY, "101 Ann")
    assert told.log[0] == "heard It is open now. It closes today at six p.m."
    assert told.log[-1] == (
        "heard It is closed now. The schedule takes over again today at six p.m."
    )


async def test_in_russian_too() -> None:
    told = await Told().dial("22", language="ru")
    assert told.log[-1] == "heard Сейчас закрыто. Так будет, пока вы это не отмените."


async def test_until_a_time_of_day_today_or_tomorrow() -> None:
    told = await Told().dial("131530")
    held = told.held()
    assert held is not None and held.ends_at == datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    told = await Told().dial("130900")
    held = told.held()
    assert held is not None and held.ends_at == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


async def test_what_is_no_time_changes_nothing() -> None:
    told = await Told().dial("139999" + "2460")
    assert (told.result, told.held()) == ("unchanged", None)
    assert told.log[-1] == "heard Nothing has been changed."


async def test_an_exception_follows_the_two() -> None:
    told = await Told().dial("32")
    held = told.held()
    assert held is not None and held.exception == "stocktaking"


async def test_zero_goes_back_to_the_schedule() -> None:
    told = await Told().dial("21")
    await told.dial("0")
    assert (told.result, told.held()) == ("revoked", None)
    assert "heard The schedule applies again." in told.log


@pytest.mark.parametrize(("digits", "kind"), [("1", OverrideKind.OPEN), ("2", OverrideKind.CLOSED)])
async def test_in_a_hurry_everything_is_dialled_at_once(digits: str, kind: OverrideKind) -> None:
    told = await Told().dial("", digits=digits)
    held = told.held()
    assert held is not None and (held.kind, held.until) == (kind, Until.BOUNDARY)
    assert len(told.log) == 1


async def test_of_several_schedules_one_is_chosen_by_key_or_along_with_the_code() -> None:
    told = await Told().dial("2" + "2" + "1", "office", "store")
    assert told.held("office") is None and told.held("store") is not None
    told = await Told().dial("", "office", "store", digits="22")
    assert told.held("office") is None and told.held("store") is not None
    told = await Told().dial("", "office", "store", digits="29")
    assert told.result == "unchanged"


@pytest.mark.parametrize("keys", ["", "9.9", "2.."])
async def test_who_decides_nothing_changes_nothing(keys: str) -> None:
    told = await Told().dial(keys)
    assert (told.result, told.held()) == ("unchanged", None)


async def test_a_company_without_a_schedule_is_told_so() -> None:
    call = FakeCall()
    assert await override(call, dialler()) == "no_schedule"
    assert call.log == ["heard Your company does not have a schedule."]


async def test_tomorrow_is_by_the_wall_clock_when_clocks_are_changed() -> None:
    summer = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)  # clocks go back in the night
    berlin = company("office").model_copy(update={"timezone": "Europe/Berlin"})
    book = MemoryOverrides()
    who = dialler(company=berlin, world=World(overrides=book))
    await override(FakeCall("130900", began=summer), who)
    held = book.get("acme", "office")
    assert held is not None and held.ends_at is not None
    assert held.ends_at - summer == timedelta(hours=20)
