"""What people say about their calls, and what can't be done."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.forwarding.rules import (
    MOST_RULES,
    MOST_WAVES,
    NO_WISHES,
    BadForwarding,
    Rule,
    Wave,
    When,
    Wishes,
    check,
)
from tests.unit.routing.calling import MOBILE, OFFICE, calling

ALWAYS = Rule(when=When.ALWAYS, target="202")
MOSCOW = Rule(when=When.ALWAYS, target="203", callers=("+7495*",))


def opened(_: str) -> bool:
    return True


def closed(_: str) -> bool:
    return False


def test_the_first_rule_that_fits_decides_and_special_ones_stand_first() -> None:
    wishes = NO_WISHES.with_rule(ALWAYS).with_rule(MOSCOW)
    assert wishes.rule(When.ALWAYS, "+74951112233", opened) == MOSCOW
    assert wishes.rule(When.ALWAYS, MOBILE, opened) == ALWAYS
    assert wishes.rule(When.BUSY, MOBILE, opened) is None


def test_hours_are_asked_for() -> None:
    evening = Rule(when=When.ALWAYS, target="203", hours="evening")
    wishes = NO_WISHES.with_rule(ALWAYS).with_rule(evening)
    assert wishes.rule(When.ALWAYS, MOBILE, opened) == evening
    assert wishes.rule(When.ALWAYS, MOBILE, closed) == ALWAYS


def test_a_rule_takes_the_place_of_its_like() -> None:
    other = Rule(when=When.ALWAYS, target="203")
    wishes = NO_WISHES.with_rule(ALWAYS).with_rule(other)
    assert wishes.rules == (other,)
    assert wishes.without(When.BUSY).rules == (other,)
    assert wishes.without(When.ALWAYS).is_empty and wishes.without().is_empty


def test_quiet_and_phones_stay_when_rules_change() -> None:
    wishes = NO_WISHES.disturbed(may_be=False).following([Wave(targets=("201",))])
    changed = wishes.with_rule(ALWAYS).without()
    assert changed == wishes and not wishes.is_empty
    assert wishes.disturbed(may_be=True).following(()).is_empty


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (Wishes(rules=(Rule(when=When.BUSY, target="201"),)), "can't forward to 201"),
        (Wishes(rules=(Rule(when=When.BUSY, target="299"),)), "nobody has"),
        (Wishes(rules=(Rule(when=When.BUSY, target="112233"),)), "nobody has"),
        (Wishes(rules=(Rule(when=When.BUSY, target="89211234567"),)), "neither an internal"),
        (Wishes(rules=(Rule(when=When.BUSY, target=OFFICE),)), "the company's own"),
        (Wishes(rules=(Rule(when=When.BUSY, target="202", hours="x"),)), "no schedule"),
        (Wishes(rules=(Rule(when=When.BUSY, target="202", callers=("me",)),)), "no caller"),
        (Wishes(rules=(Rule(when=When.NO_ANSWER, target="202", after=999),)), "seconds"),
        (Wishes(rules=(ALWAYS,) * (MOST_RULES + 1)), "at most"),
        (Wishes(waves=(Wave(targets=()),)), "at most"),
        (Wishes(waves=(Wave(targets=("202",)),) * (MOST_WAVES + 1)), "at most"),
        (Wishes(waves=(Wave(targets=("299",)),)), "nobody has"),
    ],
)
def test_what_cannot_be_done_is_told(wishes: Wishes, said: str) -> None:
    with pytest.raises(BadForwarding, match=said):
        check(calling(), "201", wishes)


def test_what_can_be_done_passes() -> None:
    check(
        calling(),
        "201",
        Wishes(
            rules=(MOSCOW, Rule(when=When.NO_ANSWER, target=MOBILE, after=15)),
            waves=(Wave(targets=("201",)), Wave(targets=("202", MOBILE), delay=10)),
        ),
    )


rules = st.builds(
    Rule,
    when=st.sampled_from(When),
    target=st.sampled_from(["202", "203", MOBILE]),
    callers=st.sampled_from([(), ("+7495*",), ("101", MOBILE)]),
    hours=st.sampled_from([None, "office"]),
    after=st.sampled_from([None, 15.0]),
    accept=st.booleans(),
)


@given(st.lists(rules, max_size=8), st.booleans())
def test_what_is_written_is_read_again_and_no_two_rules_are_alike(
    said: list[Rule], quiet: bool
) -> None:
    wishes = NO_WISHES.disturbed(may_be=not quiet).following([Wave(targets=("201",), delay=2.0)])
    for rule in said:
        wishes = wishes.with_rule(rule)
    assert Wishes.from_dict(_through_json(wishes.to_dict())) == wishes
    alike = [(one.when, one.callers, one.hours) for one in wishes.rules]
    assert len(alike) == len(set(alike))


def _through_json(data: dict[str, Any]) -> Any:
    import json

    return json.loads(json.dumps(data))
