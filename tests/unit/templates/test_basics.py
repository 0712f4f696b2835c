from __future__ import annotations

from tests.unit.templates.company import BASICS


def test_a_company_begins_with_its_carrier_its_number_and_its_people() -> None:
    head = BASICS.head("main")
    assert head["numbers"] == [{"number": "+74951234567", "trunk": "carrier", "tree": "main"}]
    assert head["people"][0] == {"extension": "101", "name": "Анна"}
    assert head["trunks"] == {"carrier": {"addresses": ["203.0.113.0/24"]}}


def test_its_tree_depends_on_who_answers_when_and_where_messages_go() -> None:
    wishes = BASICS.wishes
    assert wishes.extensions == ("101", "102", "103")
    assert (wishes.name, wishes.mail) == (BASICS.name, "office@vasilek.example")
