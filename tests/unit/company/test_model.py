"""What a company answers to those who route, ring and announce."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.model import split_account
from tests.unit.company.small import company


def test_people_and_numbers_are_found() -> None:
    acme = company()
    ann = acme.person("101")
    number = acme.number("+442071234567")
    assert ann is not None and ann.name == "Ann"
    assert number is not None and number.tree == "main"
    assert acme.person("103") is acme.number("+442071234568") is None


def test_parts_know_the_name_they_stand_under() -> None:
    acme = company(queues={"sales": {"title": "Sales", "agents": ["101"]}})
    assert acme.queues["sales"].name == "sales"
    assert acme.trunks["carrier"].name == "carrier"
    assert acme.trees["main"].name == "main"
    assert [queue.name for queue in acme.queues_of("101")] == ["sales"]
    assert not list(acme.queues_of("102"))


def test_a_person_presents_an_own_number_or_else_the_companys() -> None:
    numbers = [
        {"number": f"+44207123456{last}", "trunk": "carrier", "tree": "main"} for last in (7, 8, 9)
    ]
    people = [
        {"extension": "101", "name": "Ann", "number": "+442071234569"},
        {"extension": "102", "name": "Bob"},
    ]
    acme = company(numbers=numbers, people=people)
    assert acme.main_number == "+442071234567"
    assert acme.presented_number("101") == "+442071234569"
    assert acme.presented_number("102") == "+442071234567"
    changed = acme.model_copy(update={"outgoing": "+442071234568"})
    assert changed.presented_number("102") == changed.outgoing_number == "+442071234568"


def test_a_company_without_numbers_presents_none() -> None:
    assert company(numbers=[]).outgoing_number is None


def test_a_changed_copy_looks_up_its_own_people() -> None:
    acme = company()
    assert acme.person("101")
    assert acme.model_copy(update={"people": ()}).person("101") is None


def test_an_account_names_company_and_extension() -> None:
    assert company().account("101") == "acme-101"
    assert split_account("acme-2-101") == ("acme-2", "101")


@pytest.mark.parametrize("account", ["101", "-101", "acme-", "acme-1", "acme-1234567", "acme-10x"])
def test_what_is_no_account_is_none(account: str) -> None:
    assert split_account(account) is None


def test_a_trunk_recognises_its_carrier() -> None:
    trunk = company().trunks["carrier"]
    assert trunk.sends_from("203.0.113.5", 5060)
    assert not trunk.sends_from("203.0.113.6", 5060)


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "Acme"},
        {"code": "acme-"},
        {"name": " "},
        {"name": "two\nlines"},
        {"language": "de"},
        {"timezone": "Europe/Londn"},
        {"timezone": "../../etc/passwd"},
        {"people": [{"extension": "1", "name": "Short"}]},
        {"people": [{"extension": "1234567", "name": "Long"}]},
        {"numbers": [{"number": "02071234567", "trunk": "carrier", "tree": "main"}]},
        {"trunks": {"carrier": {"addresses": []}}},
        {"trunks": {"carrier": {"addresses": ["carrier..example"]}}},
        {"queues": {"q": {"title": "Q", "agents": [], "ring_time": 0}}},
        {"queues": {"q": {"title": "Q", "agents": [], "max_wait": float("inf")}}},
        {"queues": {"1q": {"title": "Q", "agents": []}}},
        {"trees": {"main": {"start": "a", "nodes": {}}}},
        {"unknown": 1},
    ],
)
def test_nonsense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        company(**changes)


def test_nothing_in_it_can_be_changed() -> None:
    with pytest.raises(ValidationError):
        company().name = "Other"  # type: ignore[misc]
