"""The ways in to a company, each once."""

from __future__ import annotations

from typing import Any

from ringtree.flows.proof.entrance import entrances
from tests.unit.flows.simulation.company import NUMBER, company

OTHER = "+74950000002"


def ways(*numbers: dict[str, Any]) -> list[tuple[str, str]]:
    made = company(numbers=[{"trunk": "carrier", **number} for number in numbers])
    return [(one.number.number, one.tree) for one in entrances(made)]


def test_numbers_of_one_tree_are_one_way_in() -> None:
    main = {"tree": "main"}
    assert ways({"number": NUMBER, **main}, {"number": OTHER, **main}) == [(NUMBER, "main")]


def test_hours_of_a_number_make_another() -> None:
    main = {"tree": "main"}
    assert ways({"number": NUMBER, **main}, {"number": OTHER, **main, "schedule": "office"}) == [
        (NUMBER, "main"),
        (OTHER, f"number {OTHER}"),
    ]


def test_a_number_that_leads_to_a_person_has_a_tree_of_its_own() -> None:
    made = company(numbers=[{"trunk": "carrier", "number": NUMBER, "person": "101"}])
    (found,) = entrances(made)
    assert list(found.company.trees[found.tree].nodes) == ["person"]
    assert found.tree not in made.trees


def test_a_tree_that_is_missing_lets_nobody_in() -> None:
    assert ways({"number": NUMBER, "tree": "lost"}) == []
