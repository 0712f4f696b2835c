"""What the company's own people dial goes where it would go from their telephones."""

from __future__ import annotations

from typing import Any

import pytest

import ringtree.flows.codes  # noqa: F401 - registers every code
from ringtree.flows.overrides import MemoryOverrides
from ringtree.flows.pins import NoPins
from ringtree.flows.simulation.script import Story
from ringtree.flows.simulation.simulate import Simulation, simulate
from ringtree.flows.world import World
from ringtree.records.outcome import Outcome
from ringtree.records.record import Direction
from tests.unit.flows.simulation.company import MONDAY, NUMBER, company, imagined, way

OUTSIDE = "+79211234567"


def dialled(to: str, **changes: Any) -> Simulation:
    """Ann dials."""
    return imagined(to=to, caller="101", **changes)


def test_a_feature_code_does_and_says_what_it_does_on_a_telephone() -> None:
    done = dialled("*65")
    assert way(done) == ["own_number:told"]
    assert done.record.trace[0].type == "code"
    (played, hung_up) = done.record.trace[0].facts["steps"]
    assert played["played"] == [f"Your internal number is 1 0 1. Calls outside show {NUMBER}."]
    assert hung_up["hung_up"] == "normal"
    assert (done.record.outcome, done.record.direction) == (Outcome.SERVED, Direction.INTERNAL)
    assert done.record.caller_name == "Ann"


def test_a_code_takes_the_digits_after_it() -> None:
    assert way(dialled("*21102")) == ["forward_always:set"]
    assert way(dialled("*21")) == ["forward_always:cleared"]


def test_the_clock_says_the_storys_time() -> None:
    (entry,) = dialled("*60").record.trace
    assert entry.facts["steps"][0]["played"] == ["It is Monday, 12:00."]


def test_a_code_with_a_pin_asks_and_takes_any() -> None:
    overrides = MemoryOverrides()
    story = Story(to="*411", caller="101", at=MONDAY, press="1234#")
    made = company(codes={"override": {"people": ["101"]}})
    done = simulate(made, story, world=World(overrides=overrides))
    assert way(done) == ["override:no_pin"], "a world of its own has its own PINs"
    done = simulate(made, story)
    assert way(done) == ["override:set"]
    assert done.record.outcome is Outcome.SERVED


def test_who_may_not_use_a_code_is_told() -> None:
    done = dialled("*41")
    assert way(done) == ["override:not_allowed"]
    assert done.record.outcome is Outcome.REJECTED


def test_who_hangs_up_amid_a_code_was_served() -> None:
    done = dialled("*65", hang_up_after=1.0)
    assert done.record.outcome is Outcome.SERVED
    assert done.seconds == 1.0


@pytest.mark.parametrize(
    ("agents", "exit_name", "outcome"),
    [
        ("free", "normal", Outcome.ANSWERED),
        ("102=busy", "busy", Outcome.BUSY),
        ("102=away", "no_answer", Outcome.NO_ANSWER),
        ("102=none", "unreachable", Outcome.UNREACHABLE),
    ],
)
def test_a_colleague_is_rung(agents: str, exit_name: str, outcome: Outcome) -> None:
    done = dialled("102", agents=agents)
    assert way(done) == [f"102:{exit_name}"]
    assert done.record.outcome is outcome


def test_who_calls_the_own_number_finds_it_busy() -> None:
    assert way(dialled("101")) == ["101:busy"]


def test_a_colleagues_mailbox_takes_over() -> None:
    bob = {"extension": "102", "name": "Bob", "voicemail": {"mailbox": "bob"}}
    made = company(
        people=[{"extension": "101", "name": "Ann"}, bob],
        mailboxes={"bob": {"title": "Bob", "mail": ["bob@example.com"], "dial": "800"}},
    )
    done = imagined(made, to="102", caller="101", agents="102=away")
    assert way(done) == ["102:no_answer", "voicemail:recorded"]
    assert done.record.outcome is Outcome.MESSAGE
    assert way(imagined(made, to="800", caller="101")) == ["voicemail:recorded"]


def test_an_outside_number_leaves_by_a_trunk_with_the_companys_number() -> None:
    done = dialled(OUTSIDE)
    assert done.record.outcome is Outcome.ANSWERED
    assert (done.record.direction, done.record.trunk) == (Direction.OUTGOING, "carrier")
    assert done.record.number == NUMBER
    assert way(dialled(OUTSIDE, agents=f"free,{OUTSIDE}=busy")) == [f"{OUTSIDE}:busy"]


def test_what_may_not_be_called_is_refused_aloud() -> None:
    done = dialled("+18005550100")
    assert done.record.outcome is Outcome.REJECTED
    assert done.record.termination.reason.endswith("may not be called")
    assert done.record.trace == []
    assert done.record.ended > done.record.started, "it was said"


def test_what_nobody_has_goes_nowhere() -> None:
    for number in ("*99", "199"):
        done = dialled(number)
        assert done.record.outcome is Outcome.REJECTED
        assert number in done.record.termination.reason
        assert done.record.answered is None


def test_the_companys_own_number_is_walked_without_leaving_the_house() -> None:
    done = dialled(NUMBER, press="1")
    assert way(done)[-1] == "sales:answered"
    assert done.record.answered_by == "102", "Ann, who calls, is in a call"
    assert (done.record.number, done.record.trunk) == (NUMBER, None)


def test_help_can_always_be_called() -> None:
    made = company(calling={"countries": [], "kinds": []})
    done = imagined(made, to="112", caller="101")
    assert (done.record.outcome, done.record.trunk) == (Outcome.ANSWERED, "carrier")


def test_without_a_pin_a_code_that_needs_one_is_refused() -> None:
    made = company(codes={"override": {"people": ["101"]}})
    story = Story(to="*41", caller="101", at=MONDAY, press="1234#")
    assert way(simulate(made, story, world=World(pins=NoPins()))) == ["override:no_pin"]
