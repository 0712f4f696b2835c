"""Cases as a document writes them."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from ringtree.company.case import Case, Ends
from ringtree.records.outcome import Outcome


def case(**changes: Any) -> Case:
    written = {"name": "A case", "at": "sunday 22:00", "expect": {"ends": "answered"}, **changes}
    return Case.model_validate(written)


def test_a_case_survives_being_written_anew() -> None:
    one = case(**{"from": "", "press": 1, "agents": "busy,101=free", "expect": {"path": "menu"}})
    written = one.model_dump(mode="json", exclude_unset=True)
    assert written["from"] == ""
    assert written["press"] == "1"
    assert Case.model_validate(written) == one


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("press", "1;2", "keys and waits"),
        ("agents", "lazy", "free, busy, none"),
        ("at", "soon", "no moment"),
        ("expect", {}, "must expect something"),
        ("waiting", -1, "greater than or equal to 0"),
        ("from", "Ann", "match pattern"),
    ],
)
def test_what_cannot_be_is_refused(field: str, value: object, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        case(**{field: value})


def test_calls_end_as_records_say() -> None:
    assert set(get_args(Ends)) == {outcome.value for outcome in Outcome}
