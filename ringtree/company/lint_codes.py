"""Feature codes: those there are, and no two that could be meant by the same digits."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.feature_code import FEATURE_CODES, CodeType, codes_of
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.problem import Path
from ringtree.company.words import suggest


@rule("unknown-code", "Name one of the feature codes there are.")
def codes_are_known(subject: Subject) -> Iterator[Found]:
    """A setting for a feature that nobody has would do nothing."""
    for name in subject.company.codes:
        if name not in FEATURE_CODES:
            message = f"there is no feature code {name!r}{suggest(name, FEATURE_CODES)}"
            yield Found(message, ("codes", name), ", ".join(sorted(FEATURE_CODES)))


@rule("clashing-codes", "Give one of the two another code, or switch it off.")
def codes_do_not_clash(subject: Subject) -> Iterator[Found]:
    """Where a code takes digits, no other may begin with it: which of the two was dialled?"""
    codes = codes_of(subject.company)
    for one, code in codes.items():
        for other, longer in codes.items():
            if one is not other and _clash(one, code, longer):
                changed = one if one.name in subject.company.codes else other
                path: Path = ("codes", changed.name)
                message = f"{longer} ({other.name}) clashes with {code} ({one.name})"
                yield Found(message, path, "a code that no other begins with")


def _clash(kind: CodeType, code: str, other: str) -> bool:
    return other == code or (kind.takes_digits and other.startswith(code))
