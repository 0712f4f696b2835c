"""What a valid document may still get wrong: names that nobody has, callers who get nowhere.

The rules are in the modules `lint_….py` beside this one, all of which are read here.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from pkgutil import iter_modules

import ringtree.company
from ringtree.company.lint_rule import RULES, Subject
from ringtree.company.model import Company
from ringtree.company.problem import Problem, Severity
from ringtree.company.prompt import Language

for _module in iter_modules(ringtree.company.__path__):
    if _module.name.startswith("lint_"):
        import_module(f"ringtree.company.{_module.name}")


def lint(
    company: Company,
    *,
    strategies: Collection[str] | None = None,
    recordings: Collection[str] | None = None,
    trunk_passwords: Collection[tuple[str, str]] | None = None,
    language: Language = "en",
) -> list[Problem]:
    """Everything wrong with the company, rule by rule; errors keep it from being published.

    `strategies` are the names the queues' engine knows, `recordings` the company's uploaded
    ones, `trunk_passwords` the trunks, with their companies' codes, whose password is stored; None
    leaves them unchecked. The problems are told in `language`.
    """
    subject = Subject(company, strategies, recordings, trunk_passwords)
    return [problem for rule in RULES.values() for problem in rule.problems(subject, language)]


def errors(problems: Collection[Problem]) -> list[Problem]:
    """Those that refuse publication."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
