"""A schedule's status in whole sentences never contradicts what happens."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ringtree.schedules.hours import DatedException, Hours
from ringtree.schedules.interval import parse_intervals
from ringtree.schedules.override import Override, OverrideKind, Until
from ringtree.schedules.speech.say import Language
from ringtree.schedules.speech.status import say_status
from ringtree.schedules.state import state

ZONE = ZoneInfo("Europe/Moscow")
WEEK = tuple(parse_intervals(["09:00-18:00"]) if day < 5 else () for day in range(7))
COUNTING = DatedException("{counting}", date(2026, 11, 26), date(2026, 11, 26), ())
OFFICE = Hours("Europe/Moscow", WEEK, (COUNTING,))  # type: ignore[arg-type]
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)  # Monday


def override(kind: OverrideKind, until: Until = Until.BOUNDARY, **more: object) -> Override:
    return Override(kind, NOON, until, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "language", "said"),
    [
        (NOON, "ru", "Сейчас открыто. Закроется сегодня в восемнадцать."),
        (NOON, "en", "It is open now. It closes today at six p.m."),
        (
            NOON + timedelta(hours=8),
            "ru",
            "Сейчас закрыто. Откроется завтра, во вторник, в девять утра.",
        ),
        (
            NOON + timedelta(days=3),
            "en",
            "It is closed now. The exception {counting} is in force."
            " It opens tomorrow, Friday, at nine a.m.",
        ),
    ],
)
def test_the_rules(at: datetime, language: Language, said: str) -> None:
    assert say_status(OFFICE, at, language) == said


@pytest.mark.parametrize(
    ("held", "language", "said"),
    [
        (
            override(OverrideKind.CLOSED),
            "ru",
            "Сейчас закрыто. Расписание снова начнёт действовать сегодня в восемнадцать.",
        ),
        (
            override(OverrideKind.OPEN, Until.REVOKED),
            "ru",
            "Сейчас открыто. Так будет, пока вы это не отмените.",
        ),
        (
            override(OverrideKind.CLOSED, Until.TIME, ends_at=NOON + timedelta(days=1)),
            "en",
            "It is closed now. The schedule takes over again tomorrow, Tuesday, at noon.",
        ),
        (
            override(OverrideKind.EXCEPTION, Until.REVOKED, exception="{counting}"),
            "en",
            "It is closed now. The exception {counting} is in force."
            " It stays so until you revoke it.",
        ),
    ],
)
def test_overrides(held: Override, language: Language, said: str) -> None:
    assert say_status(OFFICE, NOON, language, held) == said


def test_of_what_never_changes_no_change_is_told() -> None:
    never = Hours("Europe/Moscow", ((),) * 7)  # type: ignore[arg-type]
    assert say_status(never, NOON, "ru") == "Сейчас закрыто."


def test_over_a_year_open_and_closed_are_said_as_they_are() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for _ in range(365 * 4):
        is_open = say_status(OFFICE, at, "en").startswith("It is open now.")
        assert is_open == state(OFFICE, at).is_open
        at += timedelta(hours=6)
