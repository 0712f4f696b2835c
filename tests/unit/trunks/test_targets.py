"""Which address of a trunk is in use."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringtree.sip.hop import Hop
from ringtree.trunks.targets import COOLING, Targets

A, B, C = (Hop("udp", f"192.0.2.{last}", 5060) for last in (1, 2, 3))


def test_the_first_is_preferred_and_the_others_follow() -> None:
    targets = Targets([A, B, C])
    assert targets.current == A
    assert targets.ways(0) == (A, B, C)


def test_one_that_fails_is_left_for_the_next_and_tried_last() -> None:
    targets = Targets([A, B, C])
    assert targets.failed(A, 0)
    assert targets.current == B
    assert targets.ways(1) == (B, C, A)


def test_a_failure_of_one_not_in_use_changes_nothing_but_the_order() -> None:
    targets = Targets([A, B, C])
    assert not targets.failed(B, 0)
    assert targets.ways(1) == (A, C, B)


def test_when_all_fail_the_one_that_failed_first_is_tried() -> None:
    targets = Targets([A, B, C])
    for now, hop in enumerate((A, B, C)):
        targets.failed(hop, now)
    assert targets.current == A


def test_the_only_one_stays_in_use() -> None:
    targets = Targets([A])
    assert not targets.failed(A, 0)
    assert targets.ways(1) == (A,)


def test_a_better_one_is_tried_after_a_while_and_used_when_it_answers() -> None:
    targets = Targets([A, B])
    targets.failed(A, 0)
    assert targets.trial(COOLING - 1) is None
    assert targets.trial(COOLING) == A
    targets.asked(A, COOLING)
    assert targets.trial(COOLING + 1) is None
    assert targets.answered(A)
    assert targets.current == A
    assert not targets.answered(A)


def test_one_in_use_that_answers_is_no_longer_held_to_have_failed() -> None:
    targets = Targets([A, B])
    targets.failed(B, 0)
    targets.answered(B)
    assert targets.ways(1) == (A, B)


def test_a_new_look_up_keeps_the_one_in_use_if_it_is_still_there() -> None:
    targets = Targets([A, B])
    targets.failed(A, 0)
    assert not targets.replace([A, B, C])
    assert targets.current == B
    assert targets.replace([A, C])
    assert targets.current == C  # A has failed a moment ago


def test_a_look_up_that_finds_nothing_leaves_nothing() -> None:
    targets = Targets([A])
    assert targets.replace([])
    assert targets.ways(0) == ()
    assert targets.trial(0) is None
    assert not targets.failed(A, 0) and not targets.answered(A)


@given(
    st.lists(
        st.tuples(st.sampled_from(["failed", "answered", "replace"]), st.sampled_from([A, B, C])),
        max_size=30,
    )
)
def test_there_is_always_one_in_use_and_each_is_tried_once(story: list[tuple[str, Hop]]) -> None:
    targets = Targets([A, B, C])
    for now, (what, hop) in enumerate(story):
        if what == "failed":
            targets.failed(hop, now)
        elif what == "answered":
            targets.answered(hop)
        else:
            targets.replace(list(dict.fromkeys([hop, A])))
        assert targets.current in targets.hops
        assert sorted(targets.ways(now)) == sorted(set(targets.hops))
