"""People as a table: taken back as it was given, and merged without losing anybody."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.model import Company
from ringtree.company.people_table import MOST_ROWS, import_people, people_csv

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
    (problem,) = made.problems
    assert problem.message.en == f"correct {kind} of the text first"
    assert problem.message.ru == f"сначала исправьте в тексте {kind}"


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
    ("table", "line", "english", "russian"),
    [
        ("", 1, "empty", "таблица пуста"),
        ("name\nAnna\n", 1, "no column extension", "нет столбца «внутренний номер»"),
        ("extension,name\nx,Anna\n", 2, "no internal number", "«x» — не внутренний номер"),
        ("extension,name\n103,\n", 2, "has no name", "у номера 103 нет имени"),
        ("extension,name\n103,A\n103,B\n", 3, "twice", "103 есть в таблице дважды"),
        ("extension,groups\n101,x\n", 2, "nothing called 'x'", "среди групп нет «x»"),
        ("extension,queues\n101,x\n", 2, "among the queues", "среди очередей нет «x»"),
        ("extension\n" * (MOST_ROWS + 1), MOST_ROWS, "more than", "строк больше 10000"),
        (f"extension\n{'1' * 140_000}\n", 1, "not a table", "это не таблица"),
    ],
)
def test_each_mistake_names_its_line_in_both_languages(
    table: str, line: int, english: str, russian: str
) -> None:
    (problem,) = import_people(DATA, table).problems
    assert problem.line == line
    assert english in problem.message.en
    assert russian in problem.message.ru


@given(st.text())
def test_no_table_breaks_anything(table: str) -> None:
    import_people(DATA, table)
