"""Reasons for not being ready: each with digits of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Subject, rule

OWN_DIGITS = Both("digits that no other reason has", "цифры, которых нет у другой причины")


@rule(
    "duplicate-reason-digits",
    Both(
        "Give one of the two reasons other digits.",
        "Дайте одной из двух причин другие цифры.",
    ),
)
def digits_choose_one_reason(subject: Subject) -> Iterator[Found]:
    """Two reasons with the same digits: which of them does the phone mean?"""
    taken: dict[str, str] = {}
    for name, reason in subject.company.reasons.items():
        if reason.digits is None:
            continue
        other = taken.setdefault(reason.digits, name)
        if other != name:
            message = Both(
                f"{other!r} and {name!r} both have the digits {reason.digits}",
                f"у причин «{other}» и «{name}» одни и те же цифры: {reason.digits}",
            )
            yield Found(message, ("reasons", name, "digits"), OWN_DIGITS)
