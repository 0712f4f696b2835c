"""What can be said of a presence, and what it is called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ringtree.company.model import Company
from ringtree.presence.said import (
    Said,
    UnknownPerson,
    UnknownReason,
    check,
    nothing_said,
    reason_title,
)
from ringtree.queues.agent import Presence
from tests.unit.calls.house import company

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def with_reasons() -> Company:
    return company(reasons={"lunch": {"title": "Lunch", "digits": "1"}})


def away(reason: str | None, extension: str = "101") -> Said:
    return Said(
        company="acme",
        extension=extension,
        presence=Presence.NOT_READY,
        reason=reason,
        by="101",
        at=NOON,
    )


def test_reasons_are_the_companys_or_the_systems_own() -> None:
    check(with_reasons(), away("lunch"))
    check(with_reasons(), away("missed"))
    check(with_reasons(), away(None))
    with pytest.raises(UnknownReason, match=r"there is no reason 'lunhc'.*known: lunch"):
        check(with_reasons(), away("lunhc"))


def test_nobody_has_an_internal_number_that_is_not_in_the_document() -> None:
    with pytest.raises(UnknownPerson, match="acme has nobody with the internal number 999"):
        check(with_reasons(), away(None, "999"))


def test_a_reason_is_called_as_the_company_calls_it() -> None:
    assert reason_title(with_reasons(), "lunch", "en") == "Lunch"
    assert reason_title(with_reasons(), "missed", "ru") == "пропущенные вызовы"
    assert reason_title(with_reasons(), "gone", "en") == "gone"
    assert reason_title(with_reasons(), None, "en") is None


def test_who_never_said_anything_is_ready() -> None:
    assert nothing_said("acme", "101").presence is Presence.READY
    assert away("lunch").says_the_same(away("lunch", "102"))
    assert not away("lunch").says_the_same(None)


def test_it_is_told_in_plain_values() -> None:
    assert away("lunch").to_dict() == {
        "company": "acme",
        "extension": "101",
        "presence": "not_ready",
        "reason": "lunch",
        "by": "101",
        "at": "2026-03-02T12:00:00+00:00",
    }
