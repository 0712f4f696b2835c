"""Which feature is dialled, and by whom it may be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.feature_code import (
    FEATURE_CODES,
    CodeType,
    DuplicateCode,
    codes_of,
    dialled_code,
    may_dial,
    register,
)
from ringtree.company.model import Company


async def _run(call: object, dialler: object) -> str:
    return "done"


def kind(name: str, code: str, *, takes_digits: bool = False, restricted: bool = False) -> CodeType:
    return CodeType(
        name=name,
        code=code,
        title=name,
        description="",
        results=("done",),
        takes_digits=takes_digits,
        needs_pin=False,
        is_restricted=restricted,
        run=_run,
    )


@contextmanager
def only(*kinds: CodeType) -> Iterator[None]:
    """No features but these."""
    kept = dict(FEATURE_CODES)
    FEATURE_CODES.clear()
    try:
        for one in kinds:
            register(one)
        yield
    finally:
        FEATURE_CODES.clear()
        FEATURE_CODES.update(kept)


SHORT = kind("short", "*4", takes_digits=True)
LONG = kind("long", "*41")
CHANGE = kind("change", "*50", restricted=True)


@pytest.fixture(autouse=True)
def codes() -> Iterator[None]:
    with only(SHORT, LONG, CHANGE):
        yield


def company(**codes: Any) -> Company:
    return Company.model_validate(
        {
            "code": "acme",
            "name": "Acme",
            "language": "en",
            "timezone": "Europe/London",
            "people": [{"extension": "101", "name": "Ann"}, {"extension": "102", "name": "Bob"}],
            "groups": {"chiefs": {"extensions": ["101"]}},
            "codes": codes,
        }
    )


@pytest.mark.parametrize(
    ("dialled", "name", "digits"),
    [("*4", "short", ""), ("*42", "short", "2"), ("*41", "long", ""), ("*411", "short", "11")],
)
def test_the_longest_code_that_fits_was_dialled(dialled: str, name: str, digits: str) -> None:
    found = dialled_code(company(), dialled)
    assert found is not None
    assert (found.kind.name, found.digits) == (name, digits)


@pytest.mark.parametrize("dialled", ["*9", "*", "#", "41", "*501"])
def test_anything_else_is_no_code(dialled: str) -> None:
    assert dialled_code(company(), dialled) is None


def test_a_company_dials_other_codes_or_none() -> None:
    changed = company(long="#77", short=False)
    assert codes_of(changed) == {LONG: "#77", CHANGE: "*50"}
    assert dialled_code(changed, "*41") is None
    found = dialled_code(changed, "#77")
    assert found is not None and found.kind is LONG


@pytest.mark.parametrize("dial", ["41", "*", "*123456", "*4#", "**a"])
def test_a_code_cannot_be_taken_for_a_number(dial: str) -> None:
    with pytest.raises(ValidationError):
        company(long=dial)


def test_everybody_may_dial_what_concerns_only_them() -> None:
    assert may_dial(company(), LONG, "102")
    assert not may_dial(company(long={"people": ["101"]}), LONG, "102")


def test_what_concerns_all_is_for_those_who_are_named() -> None:
    assert not may_dial(company(), CHANGE, "101")
    named = company(change={"people": ["chiefs"]})
    assert may_dial(named, CHANGE, "101") and not may_dial(named, CHANGE, "102")


@pytest.mark.parametrize("taken", [kind("short", "*00"), kind("new", "*41")])
def test_name_and_code_are_a_features_own(taken: CodeType) -> None:
    with pytest.raises(DuplicateCode):
        register(taken)
