from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.api.allowances.schemas import AllowanceView
from ringtree.company.allowance import EVERYTHING, Allowance


def test_it_is_the_same_there_and_back() -> None:
    allowance = Allowance(people=5, per_day=100, longest_call=3600, hard=True)
    assert AllowanceView.of(allowance).allowance() == allowance


def test_without_a_word_everything_is_allowed() -> None:
    assert AllowanceView().allowance() == EVERYTHING


def test_money_is_not_the_operator_s() -> None:
    with pytest.raises(ValidationError):
        AllowanceView.model_validate({"money_per_day": 100})
