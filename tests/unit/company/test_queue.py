from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.company.queue import Queue


def queue(**settings) -> Queue:
    return Queue(name="q", title="Q", **{"agents": ("101",), **settings})


def test_agents_may_be_inside_or_outside() -> None:
    found = queue(agents=("101", "+79161234567"))
    assert found.insiders == ("101",)
    with pytest.raises(ValidationError):
        queue(agents=("Ann",))


def test_music_is_one_recording_or_several() -> None:
    assert queue().tracks == ("default",)
    assert queue(music=("jazz", "blues")).tracks == ("jazz", "blues")


def test_a_document_writes_tiers_as_keys_and_a_single_prompt_without_brackets() -> None:
    found = queue(tiers={"2": 30}, terms={"101": {"tier": 2}}, greeting="Hello")
    assert found.tiers == {2: 30.0} and found.terms["101"].weight == 1
    assert [prompt.text for prompt in found.prompts()] == ["Hello"]
    assert found.model_dump()["greeting"] == "Hello"


@pytest.mark.parametrize(
    "settings",
    [
        {"join_unless": ("asleep",)},
        {"join_unless": ("busy", "busy")},
        {"announce_every": 3},
        {"skills": {"required": {"tax": 11}}},
        {"terms": {"101": {"tier": 0}}},
    ],
)
def test_what_makes_no_sense_is_refused(settings) -> None:
    with pytest.raises(ValidationError):
        queue(**settings)


def test_eighty_of_a_hundred_in_twenty_seconds_are_wanted_unless_said_otherwise() -> None:
    assert queue().target.model_dump() == {"percent": 80, "within": 20.0, "short": 5.0}
    assert queue(target={"percent": 95}).target.within == 20
    with pytest.raises(ValidationError):
        queue(target={"percent": 0})
