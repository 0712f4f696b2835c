"""Reasons for not being ready."""

from __future__ import annotations

from ringtree.company.lint import lint
from tests.unit.company.small import company


def test_two_reasons_with_the_same_digits_are_refused() -> None:
    lunch, nap = {"title": "Lunch", "digits": "1"}, {"title": "Nap", "digits": "1"}
    found = lint(company(reasons={"lunch": lunch, "nap": nap, "other": {"title": "Other"}}))
    assert [(one.rule, one.path) for one in found] == [
        ("duplicate-reason-digits", ("reasons", "nap", "digits"))
    ]
