"""What a valid document may still get wrong: names that nobody has, callers who get nowhere."""

from __future__ import annotations

from collections.abc import Collection

from ringtree.company import (  # noqa: F401 - each registers its rules
    lint_keys,
    lint_names,
    lint_prompts,
    lint_schedules,
    lint_tree,
)
from ringtree.company.lint_rule import RULES, Subject
from ringtree.company.model import Company
from ringtree.company.problem import Problem, Severity


def lint(
    company: Company,
    *,
    strategies: Collection[str] | None = None,
    recordings: Collection[str] | None = None,
) -> list[Problem]:
    """Everything wrong with the company, rule by rule; errors keep it from being published.

    `strategies` are the names the queues' engine knows, `recordings` the company's uploaded
    ones; None leaves them unchecked.
    """
    subject = Subject(company, strategies, recordings)
    return [problem for rule in RULES.values() for problem in rule.problems(subject)]


def errors(problems: Collection[Problem]) -> list[Problem]:
    """Those that refuse publication."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
