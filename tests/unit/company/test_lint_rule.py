"""The list of rules, and that each is proven."""

from __future__ import annotations

import pytest

from ringtree.company import lint
from ringtree.company.both import Both
from ringtree.company.lint_rule import RULES, DuplicateRule, Found, Rule, Subject, rule
from ringtree.company.problem import Problem, Severity
from ringtree.company.text import load
from tests.unit.company.small import TEXT, company


def test_a_rule_says_what_where_and_what_to_do() -> None:
    found = Found(Both("too blue", "слишком синее"), ("name",), Both("red", "красное"))
    remedy = Both("Paint it.", "Покрасьте.")
    blue = Rule("blue", Severity.WARNING, remedy, lambda subject: iter([found]))
    assert list(blue.problems(Subject(company()))) == [
        Problem("too blue", ("name",), "red", Severity.WARNING, "blue", remedy="Paint it.")
    ]
    (russian,) = blue.problems(Subject(company()), "ru")
    assert (russian.message, russian.allowed) == ("слишком синее", "красное")
    assert russian.remedy == "Покрасьте."


def test_a_name_is_given_once() -> None:
    with pytest.raises(DuplicateRule, match="'unwired-exit'"):
        rule("unwired-exit", Both("…", "…"))(lambda subject: iter(()))


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_has_words_for_its_author(name: str) -> None:
    known = RULES[name]
    assert known.remedy.en.endswith(".") and known.remedy.ru.endswith(".")
    assert known.check.__doc__, "why the rule is there"


def test_a_subject_has_every_node_with_its_place() -> None:
    places = list(Subject(load(TEXT)).places())
    assert [place.name for place in places] == ["hello", "choice", "sales", "everybody", "end"]
    assert places[1].path("exits", "1") == ("trees", "main", "nodes", "choice", "exits", "1")


def test_every_rule_is_run() -> None:
    assert lint.RULES is RULES
