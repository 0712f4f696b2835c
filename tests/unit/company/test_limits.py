"""Upper bounds as a document writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from ringtree.company.limits import USUAL_PERSON, AllLimits, Limits


def test_a_person_is_limited_though_nobody_said_so() -> None:
    limits = AllLimits()
    assert limits.of_person("101") == USUAL_PERSON
    assert dict(USUAL_PERSON.bounds) == {"simultaneous": 10, "per_minute": 30, "per_day": 1000}
    assert list(limits.company.bounds) == []


def test_a_single_person_s_limits_stand_in_the_place_of_everybody_s() -> None:
    limits = AllLimits.model_validate({"people": {"101": {"simultaneous": 2}}})
    assert dict(limits.of_person("101").bounds) == {"simultaneous": 2}
    assert limits.of_person("102") == USUAL_PERSON


def test_a_trunk_that_is_not_named_is_not_limited() -> None:
    limits = AllLimits.model_validate({"trunks": {"c": {"money_per_day": "12.5"}}})
    assert dict(limits.of_trunk("c").bounds) == {"money_per_day": Decimal("12.5")}
    assert limits.of_trunk("d") == Limits()


def test_the_night_needs_to_know_when_it_is() -> None:
    with pytest.raises(ValidationError, match="schedule"):
        AllLimits.model_validate({"night": {"company": {"simultaneous": 1}}})


def test_warnings_go_to_addresses() -> None:
    assert AllLimits.model_validate({"warn": ["a@b.example"]}).warn == ("a@b.example",)
    with pytest.raises(ValidationError):
        AllLimits.model_validate({"warn": ["nobody"]})
