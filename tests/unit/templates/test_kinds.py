"""Every template is a company that could be published at once, and loses nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

import ringtree.flows.nodes  # noqa: F401 - the templates' node types
from ringtree.company import text
from ringtree.company.lint import errors
from ringtree.company.problem import Severity
from ringtree.company.prompt import Language
from ringtree.flows.proof.prove import prove_company
from ringtree.flows.simulation.cases import moment_of
from ringtree.flows.simulation.script import Agents, Story
from ringtree.flows.simulation.simulate import simulate
from ringtree.queues.strategies import STRATEGIES
from ringtree.records.outcome import Outcome
from ringtree.templates import kinds  # noqa: F401 - registers them
from ringtree.templates.basics import TEMPLATES, Basics

BASICS = Basics(
    code="vasilek",
    name='ООО "Василёк" {1}',
    language="ru",
    timezone="Europe/Moscow",
    number="+74951234567",
    trunk=("203.0.113.0/24",),
    people=(("101", "Анна"), ("102", "Борис"), ("103", "Вера")),
    mail="office@vasilek.example",
)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
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
def test_by_day_somebody_answers_and_by_night_nobody_is_left_in_silence(name: str) -> None:
    company = text.load(TEMPLATES[name].text(BASICS))
    for at, outcomes in (
        ("monday 12:00", {Outcome.ANSWERED}),
        ("monday 03:00", {Outcome.MESSAGE, Outcome.ANSWERED}),
    ):
        story = Story(
            to=company.main_number or "",
            caller="+79210000000",
            at=moment_of(company, at, NOW),
            press="1",
            agents=Agents.parse("free"),
        )
        assert simulate(company, story).record.outcome in outcomes, at


@every_template
def test_the_hours_that_were_asked_hold(name: str) -> None:
    basics = replace(BASICS, weekly={"saturday": ["10:00-12:00"]})
    company = text.load(TEMPLATES[name].text(basics))
    assert dict(company.schedules["office"].weekly) == {"saturday": ("10:00-12:00",)}
