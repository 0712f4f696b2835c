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


@rule("clashing-caller-id", "Give the caller ID another code, or the feature, or switch it off.")
def caller_ids_leave_features_alone(subject: Subject) -> Iterator[Found]:
    """A code that chooses the caller ID takes all that begins with it: no feature may, too."""
    company = subject.company
    for chosen in company.calling.caller_ids:
        path: Path = ("calling", "caller_ids", chosen)
        for kind, code in codes_of(company).items():
            if _takes_away(chosen, kind, code):
                message = f"{chosen} (caller ID) clashes with {code} ({kind.name})"
                yield Found(message, path, "a code that no feature begins with")
        for other in company.calling.caller_ids:
            if other != chosen and other.startswith(chosen):
                message = f"{chosen} (caller ID) clashes with {other} (caller ID)"
                yield Found(message, path, "a code that no other begins with")


def _takes_away(chosen: str, kind: CodeType, code: str) -> bool:
    """Whether digits could be meant for either; a code by itself is the feature's alone."""
    if chosen == code:
        return kind.takes_digits
    return code.startswith(chosen) or (kind.takes_digits and chosen.startswith(code))


def _clash(kind: CodeType, code: str, other: str) -> bool:
    return other == code or (kind.takes_digits and other.startswith(code))
