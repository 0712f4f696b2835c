"""Reasons for not being ready: each with digits of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.lint_rule import Found, Subject, rule


@rule("duplicate-reason-digits", "Give one of the two reasons other digits.")
def digits_choose_one_reason(subject: Subject) -> Iterator[Found]:
    """Two reasons with the same digits: which of them does the phone mean?"""
    taken: dict[str, str] = {}
    for name, reason in subject.company.reasons.items():
        if reason.digits is None:
            continue
        other = taken.setdefault(reason.digits, name)
        if other != name:
            message = f"{other!r} and {name!r} both have the digits {reason.digits}"
            yield Found(message, ("reasons", name, "digits"), "digits that no other reason has")
