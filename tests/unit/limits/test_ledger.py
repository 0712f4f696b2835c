"""All scopes together: nobody gets past a limit, however the calls interleave."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.limits import AllLimits, Limits
from ringtree.company.route import Rate
from ringtree.limits.ledger import Counted, Ledger, Reached, Scope, ScopeKind, scopes_of
from ringtree.limits.meter import Going

TODAY = date(2026, 3, 10)
RATE = Rate(per_minute=Decimal(6), first=60)


def limits(**parts: Any) -> AllLimits:
    return AllLimits.model_validate({"person": {}, **parts})


def ask(
    ledger: Ledger,
    of: AllLimits,
    name: str = "a",
    *,
    extension: str | None = "101",
    trunk: str = "carrier",
    at_night: bool = False,
    now: float = 0.0,
) -> Counted | Reached:
    scopes = tuple(scopes_of("acme", of, extension, trunk, at_night=at_night))
    return ledger.admit(Going(name, TODAY, RATE), scopes, now)


@pytest.mark.parametrize(
    ("parts", "bound", "kind"),
    [
        ({"company": {"simultaneous": 3}}, "simultaneous", ScopeKind.COMPANY),
        ({"company": {"per_minute": 3}}, "per_minute", ScopeKind.COMPANY),
        ({"person": {"per_day": 3}}, "per_day", ScopeKind.PERSON),
        ({"trunks": {"carrier": {"minutes_per_day": 3}}}, "minutes_per_day", ScopeKind.TRUNK),
        ({"company": {"money_per_day": 20}}, "money_per_day", ScopeKind.COMPANY),
        ({"people": {"101": {"money_per_month": 18}}}, "money_per_month", ScopeKind.PERSON),
    ],
)
def test_the_fourth_call_finds_no_room(parts: Any, bound: str, kind: ScopeKind) -> None:
    ledger = Ledger()
    found = [ask(ledger, limits(**parts), str(index)) for index in range(4)]
    assert all(isinstance(one, Counted) for one in found[:3])
    last = found[3]
    assert isinstance(last, Reached) and (last.bound, last.scope.kind) == (bound, kind)


def test_a_refused_call_counts_nowhere() -> None:
    ledger, of = Ledger(), limits(company={"per_day": 5}, people={"101": {"simultaneous": 0}})
    assert isinstance(ask(ledger, of), Reached)
    assert ledger.meter(Scope("acme", ScopeKind.COMPANY, "acme")).used("per_day", 0, TODAY) == 0


def test_a_limit_of_nothing_lets_nothing_out() -> None:
    found = ask(Ledger(), limits(company={"per_day": 0}))
    assert isinstance(found, Reached) and found.share == 1


def test_a_thousand_together_pass_a_limit_of_ten_ten_times() -> None:
    ledger, of = Ledger(), limits(company={"simultaneous": 10})
    found = [ask(ledger, of, str(index)) for index in range(1000)]
    assert sum(isinstance(one, Counted) for one in found) == 10


def test_the_night_has_limits_of_its_own_beside_the_others() -> None:
    ledger = Ledger()
    of = limits(night={"schedule": "office", "company": {"per_day": 1}})
    assert isinstance(ask(ledger, of, "day"), Counted)
    assert isinstance(ask(ledger, of, "night", at_night=True), Counted)
    found = ask(ledger, of, "again", at_night=True)
    assert isinstance(found, Reached) and found.scope.night
    assert isinstance(ask(ledger, of, "morning"), Counted)


def test_the_shortest_longest_call_holds() -> None:
    of = limits(company={"longest_call": 600}, trunks={"carrier": {"longest_call": 60}})
    found = ask(Ledger(), of)
    assert isinstance(found, Counted) and found.longest == 60
    assert isinstance(free := ask(Ledger(), limits()), Counted) and free.longest is None


def test_only_a_hard_limit_cuts_and_only_when_it_is_reached() -> None:
    for hard, cut in ((True, "money_per_day"), (False, None)):
        ledger = Ledger()
        counted = ask(ledger, limits(company={"money_per_day": 18, "hard": hard}))
        assert isinstance(counted, Counted)
        counted.call.answered = 0
        assert ledger.must_end(counted, 119, TODAY) is None
        found = ledger.must_end(counted, 121, TODAY)
        assert (found and found.bound) == cut


def test_people_are_warned_at_four_fifths() -> None:
    ledger, of = Ledger(), limits(company={"per_day": 5, "simultaneous": 100})
    near = []
    for index in range(5):
        counted = ask(ledger, of, str(index))
        assert isinstance(counted, Counted)
        near.append([float(one.share) for one in ledger.nearly(counted, 0, TODAY)])
    assert near == [[], [], [], [0.8], [1.0]]


moves = st.lists(
    st.tuples(
        st.sampled_from(["begin", "answer", "end"]),
        st.integers(0, 7),
        st.sampled_from(["101", "102", None]),
        st.sampled_from(["carrier", "other"]),
        st.booleans(),
        st.floats(0, 100),
    ),
    max_size=60,
)
BOUNDED = limits(
    company={"simultaneous": 3, "money_per_day": 60, "per_minute": 6},
    person={"simultaneous": 2, "minutes_per_day": 5},
    trunks={"carrier": {"per_day": 4}},
    night={"schedule": "office", "company": {"simultaneous": 1}},
)


@given(moves)
def test_no_interleaving_gets_past_a_limit(
    moves: list[tuple[str, int, str | None, str, bool, float]],
) -> None:
    ledger, going, now = Ledger(), dict[int, Counted](), 0.0
    for turn, (kind, index, extension, trunk, at_night, pause) in enumerate(moves):
        now += pause
        counted = going.get(index)
        if kind == "begin" and counted is None:
            found = ask(
                ledger,
                BOUNDED,
                str(turn),
                extension=extension,
                trunk=trunk,
                at_night=at_night,
                now=now,
            )
            if isinstance(found, Counted):
                going[index] = found
        elif counted is not None and kind == "answer" and counted.call.answered is None:
            counted.call.answered = now
        elif counted is not None and kind == "end":
            ledger.end(going.pop(index), now)
        _check(ledger, going, now)
    for counted in going.values():
        ledger.end(counted, now)
    assert all(not meter.going for meter in ledger._meters.values())


def _check(ledger: Ledger, going: dict[int, Counted], now: float) -> None:
    assert len(going) <= 3
    for counted in going.values():
        for scope, of in counted.scopes:
            meter = ledger.meter(scope)
            for bound in ("simultaneous", "per_minute", "per_day"):
                limit = getattr(of, bound)
                assert limit is None or meter.used(bound, now, TODAY) <= limit


def test_nothing_is_limited_where_nothing_is_said() -> None:
    assert list(Limits().bounds) == []
