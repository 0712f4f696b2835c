"""Who is taken: one winner, always given back, and told to whoever asks to hear."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringtree.calls.occupancy import Occupancy, Reservation


def test_an_extension_is_reserved_by_one_call_only() -> None:
    occupancy = Occupancy()

    first = occupancy.reserve("romashka-101", "call-1")

    assert first is not None
    assert occupancy.reserve("romashka-101", "call-2") is None


def test_a_colleague_is_not_hindered() -> None:
    occupancy = Occupancy()
    occupancy.reserve("romashka-101", "call-1")

    assert occupancy.reserve("romashka-102", "call-2") is not None


def test_the_same_internal_number_of_another_company_is_somebody_else() -> None:
    occupancy = Occupancy()
    occupancy.reserve("romashka-101", "call-1")

    assert occupancy.reserve("vasilek-101", "call-2") is not None


def test_releasing_twice_frees_once() -> None:
    occupancy = Occupancy()
    first = occupancy.reserve("romashka-101", "call-1")
    assert first is not None
    first.release()
    second = occupancy.reserve("romashka-101", "call-2")
    first.release()

    assert second is not None
    assert occupancy.holders("romashka-101") == ("call-2",)


def test_who_calls_out_during_a_call_stays_taken_until_both_are_over() -> None:
    occupancy = Occupancy()
    first = occupancy.reserve("romashka-101", "call-1")
    second = occupancy.occupy("romashka-101", "call-2")
    assert first is not None
    first.release()
    assert occupancy.is_taken("romashka-101")
    second.release()
    assert not occupancy.is_taken("romashka-101")


def test_listeners_hear_of_each_change_once() -> None:
    occupancy = Occupancy()
    heard: list[tuple[str, bool]] = []
    occupancy.subscribe(lambda account, taken: heard.append((account, taken)))

    first = occupancy.occupy("romashka-101", "call-1")
    second = occupancy.occupy("romashka-101", "call-2")
    first.release()
    second.release()

    assert heard == [("romashka-101", True), ("romashka-101", False)]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["reserve", "occupy", "release"])))
)
def test_taken_means_that_somebody_holds_it(steps: list[tuple[str, str]]) -> None:
    occupancy = Occupancy()
    held: dict[str, list[Reservation]] = {"a": [], "b": [], "c": []}
    for account, step in steps:
        if step == "release":
            if held[account]:
                held[account].pop().release()
        elif step == "occupy":
            held[account].append(occupancy.occupy(account, "x"))
        elif (reservation := occupancy.reserve(account, "x")) is not None:
            assert not held[account], "a reservation was given for a taken extension"
            held[account].append(reservation)
    assert set(occupancy.taken()) == {account for account, holds in held.items() if holds}
