"""Every reason speaks both languages, and no two have one name."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter

import ringtree.api.app  # noqa: F401 - with every noun's reasons
from ringtree.api import nouns
from ringtree.api.problem import ApiProblem, TooManyRequests

list(nouns.routers())


def every_problem() -> list[type[ApiProblem]]:
    found, new = [], [ApiProblem]
    while new:
        found += (more := new.pop().__subclasses__())
        new += more
    return found


def test_names_are_unique_and_fit_for_an_address() -> None:
    names = Counter(one.name for one in every_problem())
    assert not [name for name, count in names.items() if count > 1]
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in names)


def test_both_languages_say_the_same() -> None:
    for one in every_problem():
        for words in (one.title, one.detail):
            fields = {
                language: {name for _, name, _, _ in Formatter().parse(text) if name}
                for language, text in words.items()
            }
            assert fields["ru"] == fields["en"], one
            assert re.search("[а-я]", words["ru"]), one
            assert not re.search("[а-я]", words["en"]), one


def test_a_problem_carries_what_a_program_needs() -> None:
    problem = TooManyRequests(7)
    assert problem.headers == {"Retry-After": "7"}
    assert problem.body("en") == {
        "type": "urn:ringtree:problem:too-many-requests",
        "title": "Too many attempts",
        "status": 429,
        "detail": "Try again in 7 s.",
        "retry_after": 7,
    }
