"""What the workshop does with texts: results and refusals are plain values."""

from __future__ import annotations

import pickle

import pytest

import ringtree.flows.nodes  # noqa: F401 - the example's node types
from ringtree.api.document import work
from tests.unit.api.panel import DAISY


def test_a_text_and_its_data_are_the_same_thing() -> None:
    found = work.check(DAISY)
    assert found["ok"]
    assert work.write(DAISY, found["document"]) == DAISY
    assert work.check(work.write("", found["document"]))["document"] == found["document"]


def test_problems_are_told_in_the_language_asked_for() -> None:
    text = DAISY.replace("agents: [103]", "agents: []")
    for language, message in (("en", "nobody serves"), ("ru", "никто не обслуживает")):
        (problem,) = work.check(text, language=language)["problems"]
        assert message in problem["message"]


def test_a_text_that_can_be_read_has_data_though_it_is_no_company() -> None:
    found = work.check("code: daisy\npeople: [{extension: 1}]\n")
    assert found["document"] == {"code": "daisy", "people": [{"extension": 1}]}
    assert found["model"] is None


def test_a_refusal_comes_through_to_the_other_process() -> None:
    with pytest.raises(work.NotADocument) as refused:
        work.compare(None, "code: 1", None)
    again = pickle.loads(pickle.dumps(refused.value))
    assert again.problems == refused.value.problems


def test_against_nothing_everything_is_new() -> None:
    kinds = {change["kind"] for change in work.compare(None, DAISY, "en")}
    assert "added" in kinds
