"""What a scripted caller does when."""

from __future__ import annotations

import pytest

from ringtree.flows.simulation.script import BETWEEN_KEYS, REACTION, Agents, Keys, Manner


def test_each_part_is_for_one_question() -> None:
    keys = Keys("12,wait,3")
    assert keys.next("first", 5) == ("1", REACTION)
    assert keys.next("first", 5) == ("2", BETWEEN_KEYS)
    assert keys.next("first", 2) == ("", 2)
    assert keys.next("second", 5) == ("", 5)
    assert keys.next("third", 5) == ("3", REACTION)
    assert keys.next("fourth", 5) == ("", 5)


def test_the_same_question_is_answered_again_after_a_wait() -> None:
    keys = Keys("1,2")
    assert keys.next("first", 5)[0] == "1"
    assert keys.next("first", 2)[0] == ""
    assert keys.next("first", 5)[0] == "2"


def test_who_has_no_time_to_react_presses_nothing() -> None:
    assert Keys("1").next("first", REACTION) == ("", REACTION)


def test_agents_behave_as_usual_unless_named() -> None:
    agents = Agents.parse("none,101=busy,+79211234567=away")
    assert agents.of("102") is Manner.NONE
    assert agents.of("101") is Manner.BUSY
    assert agents.outside("+79211234567") is Manner.AWAY
    assert agents.outside("+79210000000") is Manner.FREE


def test_calls_of_agents_may_go_elsewhere() -> None:
    agents = Agents.parse("busy,101=102,103=+79211234567,102=free")
    assert agents.forwarded == {"101": "102", "103": "+79211234567"}
    assert agents.of("102") is Manner.FREE and agents.of("103") is Manner.BUSY


def test_an_unknown_manner_is_refused() -> None:
    with pytest.raises(ValueError, match="lazy"):
        Agents.parse("lazy")
