from __future__ import annotations

from ringtree.records.outcome import Outcome
from tests.unit.templates.company import call, way


def test_orders_and_delivery_have_people_of_their_own() -> None:
    order = call("shop", "sunday 12:00", press="1", agents="busy,101=free")
    delivery = call("shop", "sunday 12:00", press="2", agents="busy,103=free")
    assert (order.answered_by, delivery.answered_by) == ("101", "103")


def test_who_presses_nothing_is_taken_for_somebody_with_an_order() -> None:
    silent = call("shop", "monday 12:00")
    assert way(silent)[-1] == "orders" and silent.outcome is Outcome.ANSWERED
