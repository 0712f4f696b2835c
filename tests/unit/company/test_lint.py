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
from ringtree.company.prompt import Language
from ringtree.company.text import check, dump, load

PAGE = (Path(__file__).parents[3] / "docs" / "lint.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### ([\w-]+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
BASE = re.findall(r"```yaml\n(code: .*?)```", PAGE, re.DOTALL)[0]
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
NAMES = re.compile(r"`.*?`|«.*?»|'.*?'|\"[^\"]*\"")
#: An English word that no Russian sentence has, not even among names.
LONELY_ENGLISH = re.compile(r"\b(the|a|an|is|are|not|no|it|of|to|or|and|nothing|nobody)\b")
REAL_TYPES = dict(NODE_TYPES)
KNOWN: dict[str, Any] = {
    "strategies": ("longest_idle", "ring_all"),
    "recordings": ("hello.wav",),
    "trunk_passwords": (),
}


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


def problems(rule: str, word: str, language: Language = "en") -> list[Problem]:
    """What lint says of a rule's example."""
    (example,) = re.findall(rf"```yaml\n# {word}\n(.*?)```", SECTIONS[rule], re.DOTALL)
    text = "".join((parts(BASE) | parts(example)).values())
    return check(text, rule, language=language, **KNOWN)[1]


def test_the_page_has_every_rule_and_no_other() -> None:
    assert set(SECTIONS) == set(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_is_told_with_its_severity_and_remedy(name: str) -> None:
    assert f"**{RULES[name].severity.value.capitalize()}.**" in SECTIONS[name]
    assert f"*Remedy:* {RULES[name].remedy.en}\n" in SECTIONS[name]


@pytest.mark.parametrize("name", sorted(RULES))
def test_its_failing_example_is_found_and_its_passing_one_is_not(name: str) -> None:
    found = problems(name, "found")
    assert name in {problem.rule for problem in found}
    assert all(problem.line for problem in found)
    assert [problem.describe() for problem in problems(name, "fine")] == []


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_speaks_both_languages(name: str) -> None:
    english = [one for one in problems(name, "found", "en") if one.rule == name]
    russian = [one for one in problems(name, "found", "ru") if one.rule == name]
    assert [one.path for one in english] == [one.path for one in russian]
    for one, other in zip(english, russian, strict=True):
        assert not CYRILLIC.search(NAMES.sub("", one.message + one.remedy))
        assert CYRILLIC.search(other.message) and CYRILLIC.search(other.remedy)
        assert not LONELY_ENGLISH.search(NAMES.sub("", other.message + other.remedy))
        # What may stand there is names, the same in both, or a sentence in each.
        assert one.allowed == other.allowed or CYRILLIC.search(NAMES.sub("", other.allowed))


def test_a_near_miss_is_told_in_both_languages() -> None:
    (russian,) = problems("unknown-strategy", "found", "ru")
    assert russian.message.endswith("«longest_idel»; может быть, «longest_idle»?")
    assert "did you mean 'longest_idle'?" in problems("unknown-strategy", "found")[0].message


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
