"""Every template is a company that could be published at once, and loses nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringtree.company import text
from ringtree.company.lint import errors
from ringtree.company.problem import Severity
from ringtree.company.prompt import Language
from ringtree.flows.proof.prove import prove_company
from ringtree.queues.strategies import STRATEGIES
from ringtree.records.outcome import Outcome
from ringtree.templates.register import TEMPLATES
from tests.unit.templates.company import BASICS, NOW, call

every_template = pytest.mark.parametrize("name", TEMPLATES)


@every_template
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("people", [1, 3])
def test_a_template_could_be_published_as_it_is(name: str, language: Language, people: int) -> None:
    basics = replace(BASICS, language=language, people=BASICS.people[:people])
    company, problems = text.check(TEMPLATES[name].text(basics), strategies=tuple(STRATEGIES))
    assert errors(problems) == []
    assert [one for one in problems if one.severity is Severity.WARNING] == []
    findings = prove_company(company, NOW).findings
    assert [one for one in findings if one.severity is Severity.ERROR] == []


@every_template
@pytest.mark.parametrize("people", [0, 1])
def test_a_tree_is_added_to_a_company_whatever_its_names(name: str, people: int) -> None:
    wishes = replace(BASICS.wishes, extensions=("101",)[:people])
    first = TEMPLATES[name].drawn(wishes).parts
    second = TEMPLATES[name].drawn(replace(wishes, taken=first))
    assert second.tree == "main2"
    assert all(not set(second.parts[section]) & set(first[section]) for section in first)


@every_template
def test_by_day_somebody_answers_and_by_night_nobody_is_left_in_silence(name: str) -> None:
    assert call(name, "monday 12:00", press="1").outcome is Outcome.ANSWERED
    assert call(name, "monday 03:00").outcome in (Outcome.MESSAGE, Outcome.ANSWERED)


@every_template
def test_the_hours_that_were_asked_hold(name: str) -> None:
    basics = replace(BASICS, weekly={"saturday": ["10:00-12:00"]})
    company = text.load(TEMPLATES[name].text(basics))
    assert dict(company.schedules["office"].weekly) == {"saturday": ("10:00-12:00",)}
