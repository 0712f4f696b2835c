"""Feature codes: those there are, and no two that could be meant by the same digits."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.both import Both, words_of
from ringtree.company.feature_code import FEATURE_CODES, CodeType, codes_of
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.problem import Path

CALLER_ID = Both("caller ID", "выбор номера")
ALONE = Both("a code that no other begins with", "код, с которого не начинается другой")
NO_FEATURE = Both(
    "a code that no feature begins with", "код, с которого не начинается код ни одной функции"
)


@rule(
    "unknown-code",
    Both("Name one of the feature codes there are.", "Назовите одну из имеющихся функций."),
)
def codes_are_known(subject: Subject) -> Iterator[Found]:
    """A setting for a feature that nobody has would do nothing."""
    for name in subject.company.codes:
        if name not in FEATURE_CODES:
            message = Both(f"there is no feature code {name!r}", f"нет функции «{name}»")
            hinted = message.hinted(name, FEATURE_CODES)
            yield Found(hinted, ("codes", name), ", ".join(sorted(FEATURE_CODES)))


@rule(
    "clashing-codes",
    Both(
        "Give one of the two another code, or switch it off.",
        "Дайте одной из двух функций другой код или отключите её.",
    ),
)
def codes_do_not_clash(subject: Subject) -> Iterator[Found]:
    """Where a code takes digits, no other may begin with it: which of the two was dialled?"""
    codes = codes_of(subject.company)
    for one, code in codes.items():
        for other, longer in codes.items():
            if one is not other and _clash(one, code, longer):
                changed = one if one.name in subject.company.codes else other
                path: Path = ("codes", changed.name)
                yield Found(_clashing(longer, other.name, code, one.name), path, ALONE)


@rule(
    "clashing-caller-id",
    Both(
        "Give the caller ID another code, or the feature, or switch it off.",
        "Дайте другой код выбору номера или функции либо отключите её.",
    ),
)
def caller_ids_leave_features_alone(subject: Subject) -> Iterator[Found]:
    """A code that chooses the caller ID takes all that begins with it: no feature may, too."""
    company = subject.company
    for chosen in company.calling.caller_ids:
        path: Path = ("calling", "caller_ids", chosen)
        for kind, code in codes_of(company).items():
            if _takes_away(chosen, kind, code):
                yield Found(_clashing(chosen, CALLER_ID, code, kind.name), path, NO_FEATURE)
        for other in company.calling.caller_ids:
            if other != chosen and other.startswith(chosen):
                yield Found(_clashing(chosen, CALLER_ID, other, CALLER_ID), path, ALONE)


def _clashing(one: str, its: Both | str, other: str, others: Both | str) -> Both:
    """Two codes, and what each of them is for."""
    return Both(
        f"{one} ({words_of(its, 'en')}) clashes with {other} ({words_of(others, 'en')})",
        f"код {one} ({words_of(its, 'ru')}) пересекается с кодом {other}"
        f" ({words_of(others, 'ru')})",
    )


def _takes_away(chosen: str, kind: CodeType, code: str) -> bool:
    """Whether digits could be meant for either; a code by itself is the feature's alone."""
    if chosen == code:
        return kind.takes_digits
    return code.startswith(chosen) or (kind.takes_digits and chosen.startswith(code))


def _clash(kind: CodeType, code: str, other: str) -> bool:
    return other == code or (kind.takes_digits and other.startswith(code))
