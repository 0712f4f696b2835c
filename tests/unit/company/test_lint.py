"""docs/lint.md has every rule, and its examples are what they say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the real node types and their rules
from ringtree.company.lint import errors, lint
from ringtree.company.lint_rule import RULES
from ringtree.company.model import Company
from ringtree.company.node import NODE_TYPES
from ringtree.company.problem import Problem, Severity
from ringtree.company.text import check, dump, load

PAGE = (Path(__file__).parents[3] / "docs" / "lint.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### ([\w-]+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
BASE = re.findall(r"```yaml\n(code: .*?)```", PAGE, re.DOTALL)[0]
REAL_TYPES = dict(NODE_TYPES)
KNOWN = {"strategies": ("longest_idle", "ring_all"), "recordings": ("hello.wav",)}


@pytest.fixture(autouse=True)
def node_types(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real node types, all of them and no others."""
    for name in list(NODE_TYPES):
        monkeypatch.delitem(NODE_TYPES, name)
    for name, kind in REAL_TYPES.items():
        monkeypatch.setitem(NODE_TYPES, name, kind)


def parts(text: str) -> dict[str, str]:
    """The top-level parts of a document, each with its text."""
    found = re.findall(r"^(\w+):.*?(?=^\w|\Z)", text, re.MULTILINE | re.DOTALL)
    return dict(zip(found, re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:], strict=True))


def problems(rule: str, word: str) -> list[Problem]:
    """What lint says of a rule's example."""
    (example,) = re.findall(rf"```yaml\n# {word}\n(.*?)```", SECTIONS[rule], re.DOTALL)
    return check("".join((parts(BASE) | parts(example)).values()), rule, **KNOWN)[1]


def test_the_page_has_every_rule_and_no_other() -> None:
    assert set(SECTIONS) == set(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_is_told_with_its_severity_and_remedy(name: str) -> None:
    assert f"**{RULES[name].severity.value.capitalize()}.**" in SECTIONS[name]
    assert f"*Remedy:* {RULES[name].remedy}\n" in SECTIONS[name]


@pytest.mark.parametrize("name", sorted(RULES))
def test_its_failing_example_is_found_and_its_passing_one_is_not(name: str) -> None:
    found = problems(name, "found")
    assert name in {problem.rule for problem in found}
    assert all(problem.line for problem in found)
    assert [problem.describe() for problem in problems(name, "fine")] == []


def test_the_company_of_the_examples_is_sound() -> None:
    assert check(BASE, **KNOWN)[1] == []
    assert load(dump(load(BASE))) == load(BASE)


def test_errors_refuse_publication_and_warnings_do_not() -> None:
    both: list[Any] = [Problem("a"), Problem("b", severity=Severity.WARNING)]
    assert errors(both) == both[:1]


def test_problems_stand_in_the_order_of_the_text() -> None:
    company: Company = load(BASE)
    assert lint(company) == []
    lines = [problem.line or 0 for problem in problems("unknown-reference", "found")]
    assert len(lines) == 2 and lines == sorted(lines)
