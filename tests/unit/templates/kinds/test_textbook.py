from __future__ import annotations

from ringtree.records.outcome import Outcome
from tests.unit.templates.company import call, way


def test_sales_and_support_have_people_of_their_own() -> None:
    sales = call("textbook", "monday 12:00", press="1", agents="busy,102=free")
    support = call("textbook", "monday 12:00", press="2", agents="busy,103=free")
    assert (sales.answered_by, support.answered_by) == ("102", "103")


def test_who_was_not_served_comes_to_the_secretary_and_then_to_the_mailbox() -> None:
    unserved = call("textbook", "monday 12:00", press="2", agents="busy")
    assert way(unserved)[-3:] == ["support", "secretary", "busy"]
    assert unserved.outcome is Outcome.MESSAGE
