"""People as a table: taken back as it was given, and merged without losing anybody."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.model import Company
from ringtree.company.people_table import import_people, people_csv

DATA: dict[str, Any] = {
    "code": "daisy",
    "name": "Daisy",
    "language": "en",
    "timezone": "Europe/Moscow",
    "people": [{"extension": 101, "name": "Anna"}, {"extension": "102", "name": "Boris"}],
    "groups": {"all": {"extensions": ["101", "102"]}},
    "queues": {"sales": {"title": "Sales", "agents": ["101"]}},
}


def test_a_table_that_was_given_changes_nothing_when_it_comes_back() -> None:
    company = Company.model_validate({**DATA, "people": [{"extension": "101", "name": 'A, "B"'}]})
    data = company.model_dump(mode="json", exclude_unset=True)
    made = import_people(data, people_csv(company))
    assert (made.added, made.changed, made.problems) == ([], [], [])
    assert made.data == data


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-2+3", "'tis", "+7 Anna"])
def test_a_name_is_no_formula_in_a_spreadsheet_and_comes_back_as_it_was(name: str) -> None:
    company = Company.model_validate({**DATA, "people": [{"extension": "101", "name": name}]})
    table = people_csv(company)
    assert f",{name}," not in table or name == "'tis"
    data = company.model_dump(mode="json", exclude_unset=True)
    assert import_people(data, table).data["people"] == data["people"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("people", 7), ("people", [7]), ("groups", 7), ("groups", {"a": 7}), ("queues", [1])],
)
def test_a_text_that_nothing_can_be_put_into_is_left_as_it_is(kind: str, value: Any) -> None:
    made = import_people({**DATA, kind: value}, "extension,name,groups\n104,Dora,all\n")
    assert made.data[kind] == value
    assert [one.message for one in made.problems] == [f"correct {kind} of the text first"]


def test_people_are_added_changed_and_put_into_groups_and_queues() -> None:
    table = "Внутренний номер;ФИО;Группы;Очереди\n102;Boris B;all;sales\n103;Вера;all;\n"
    made = import_people(DATA, table)
    assert (made.added, made.changed, made.problems) == (["103"], ["102"], [])
    assert [one["name"] for one in made.data["people"]] == ["Anna", "Boris B", "Вера"]
    assert made.data["groups"]["all"]["extensions"] == ["101", "102", "103"]
    assert made.data["queues"]["sales"]["agents"] == ["101", "102"]
    assert len(DATA["people"]) == 2, "what was given stays as it was"


def test_columns_that_are_not_there_change_nothing() -> None:
    made = import_people(DATA, "extension,name\n101,Anya\n")
    assert made.data["groups"] == DATA["groups"]
    assert made.changed == ["101"]


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ("", 1, "empty"),
        ("name\nAnna\n", 1, "no column extension"),
        ("extension,name\nx,Anna\n", 2, "no internal number"),
        ("extension,name\n103,\n", 2, "has no name"),
        ("extension,name\n103,A\n103,B\n", 3, "twice"),
        ("extension,groups\n101,nobody\n", 2, "nothing called 'nobody'"),
    ],
)
def test_each_mistake_names_its_line(table: str, line: int, words: str) -> None:
    (problem,) = import_people(DATA, table).problems
    assert problem.line == line
    assert words in problem.message


@given(st.text())
def test_no_table_breaks_anything(table: str) -> None:
    import_people(DATA, table)
