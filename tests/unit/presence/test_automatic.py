"""Presence that changes by itself: the last word counts, a person's or the clock's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ringtree.presence.automatic import by_hours, by_missed, by_phone, by_quiet
from ringtree.presence.said import Said, nothing_said
from ringtree.queues.agent import Presence
from ringtree.schedules.hours import Hours
from tests.unit.calls.house import company

HOURS: Hours = (
    company(schedules={"shift": {"weekly": {"monday..friday": "09:00-18:00"}, "timezone": "UTC"}})
    .schedules["shift"]
    .hours("UTC")
)
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def said(presence: Presence, hour: float, by: str = "101", reason: str | None = None) -> Said:
    at = MONDAY + timedelta(hours=hour)
    return Said(company="a", extension="101", presence=presence, reason=reason, by=by, at=at)


def at(hour: float) -> datetime:
    return MONDAY + timedelta(hours=hour)


def test_closing_time_logs_out_and_opening_time_logs_in_again() -> None:
    ready = said(Presence.READY, 10)
    assert by_hours(ready, HOURS, at(17)) is None
    out = by_hours(ready, HOURS, at(18.01))
    assert out is not None
    assert (out.presence, out.by, out.at) == (Presence.LOGGED_OUT, "hours", at(18.01))
    assert by_hours(out, HOURS, at(24 + 8)) is None
    again = by_hours(out, HOURS, at(24 + 9))
    assert again is not None
    assert (again.presence, again.by) == (Presence.READY, "hours")


def test_who_logged_out_earlier_stays_logged_out_in_the_morning() -> None:
    assert by_hours(said(Presence.LOGGED_OUT, 17), HOURS, at(24 + 10)) is None
    assert by_hours(said(Presence.LOGGED_OUT, 17), HOURS, at(19)) is None


def test_a_word_in_the_evening_holds_until_the_next_closing_time() -> None:
    late = said(Presence.READY, 20)
    assert by_hours(late, HOURS, at(23)) is None
    assert by_hours(late, HOURS, at(24 + 12)) is None
    out = by_hours(late, HOURS, at(24 + 18))
    assert out is not None
    assert out.presence is Presence.LOGGED_OUT


def test_lunch_does_not_outlast_the_day() -> None:
    out = by_hours(said(Presence.NOT_READY, 17.9, reason="lunch"), HOURS, at(19))
    assert out is not None
    assert (out.presence, out.reason) == (Presence.LOGGED_OUT, None)


def test_who_never_said_anything_follows_the_hours() -> None:
    nobody = nothing_said("a", "101")
    assert by_hours(nobody, HOURS, at(12)) is None
    out = by_hours(nobody, HOURS, at(20))
    assert out is not None
    assert out.presence is Presence.LOGGED_OUT


def test_a_phone_that_goes_and_comes_back() -> None:
    ready = said(Presence.READY, 10)
    gone = by_phone(ready, False, at(11))
    assert gone is not None
    assert (gone.presence, gone.reason, gone.by) == (Presence.NOT_READY, "phone", "phone")
    back = by_phone(gone, True, at(12))
    assert back is not None
    assert (back.presence, back.reason) == (Presence.READY, None)
    assert by_phone(said(Presence.NOT_READY, 10, reason="lunch"), False, at(11)) is None
    assert by_phone(said(Presence.NOT_READY, 10, reason="lunch"), True, at(11)) is None


def test_missed_offers_make_a_ready_person_not_ready() -> None:
    away = by_missed(said(Presence.READY, 10), at(11))
    assert away is not None
    assert (away.presence, away.reason, away.by) == (Presence.NOT_READY, "missed", "missed")
    assert by_missed(said(Presence.LOGGED_OUT, 10), at(11)) is None


def test_who_wants_to_be_left_alone_is_not_ready_for_a_reason_of_its_own() -> None:
    quiet = by_quiet(said(Presence.READY, 10), at(11))
    assert (quiet.presence, quiet.reason, quiet.at) == (
        Presence.NOT_READY,
        "do_not_disturb",
        at(11),
    )
    for word in (said(Presence.READY, 10), said(Presence.LOGGED_OUT, 10)):
        assert by_quiet(word, None) == word
    lunch = said(Presence.NOT_READY, 10, reason="lunch")
    assert by_quiet(lunch, at(11)) == lunch
