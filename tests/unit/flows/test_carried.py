"""What goes with a call."""

from __future__ import annotations

from ringtree.flows.carried import MOST_TAGS, Carried


def test_the_same_call_draws_the_same_numbers() -> None:
    one, again, other = (Carried("en", seed=seed) for seed in ("a", "a", "b"))
    drawn = [one.random() for _ in range(3)]
    assert drawn == [again.random() for _ in range(3)] != [other.random() for _ in range(3)]
    assert all(0 <= number < 1 for number in drawn)


def test_a_tag_is_kept_once_and_tags_are_bounded() -> None:
    carried = Carried("en")
    for name in ["vip", "vip", *(f"t{index}" for index in range(MOST_TAGS))]:
        carried.tag(name)
    assert carried.tags[:2] == ["vip", "t0"]
    assert len(carried.tags) == MOST_TAGS


def test_the_prefix_goes_before_the_name() -> None:
    carried = Carried("en")
    assert carried.shown_name("Ann") == "Ann"
    carried.name_prefix = "Sales"
    assert carried.shown_name("Ann") == "Sales Ann"
    assert carried.shown_name("") == "Sales"
