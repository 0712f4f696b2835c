"""Imagined calls go the way of live ones."""

from __future__ import annotations

import asyncio
import time

import pytest

from ringtree.flows.simulation.simulate import NodeSuspended, NotOurNumber, finished
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord
from tests.unit.flows.simulation.company import MONDAY, VIP, company, imagined, main_tree, way


def test_a_menu_leads_to_an_agent() -> None:
    done = imagined(press="1")
    assert way(done) == ["who:other", "hours:open", "menu:1", "sales:answered"]
    assert done.record.outcome is Outcome.ANSWERED
    assert (done.record.queue, done.record.answered_by) == ("sales", "101")


def test_at_night_it_is_closed() -> None:
    done = imagined(at=MONDAY.replace(hour=22))
    assert way(done) == ["who:other", "hours:closed", "night:ended"]
    assert done.record.outcome is Outcome.HUNG_UP_BY_TREE


def test_a_known_caller_goes_another_way() -> None:
    assert way(imagined(caller=VIP)) == ["who:vip", "sales:answered"]


def test_a_full_queue_overflows_after_its_longest_wait() -> None:
    done = imagined(press="1", agents="busy")
    assert way(done)[-2:] == ["sales:overflow", "bye:ended"]
    assert done.record.waiting == 60


def test_a_branch_is_come_back_from() -> None:
    assert way(imagined(press="3,1")) == [
        "who:other",
        "hours:open",
        "menu:3",
        "branch:entered",
        "ask:1",
        "back:returned",
        "bye:ended",
    ]


def test_who_hangs_up_has_abandoned() -> None:
    done = imagined(press="1", agents="busy", hang_up_after=20.0)
    assert done.record.outcome is Outcome.ABANDONED
    assert done.seconds == 20.0
    assert not done.gave_up


def test_a_wait_without_end_ends_with_the_callers_patience() -> None:
    queues = {"sales": {"title": "Sales", "agents": ["101"], "max_wait": None}}
    done = imagined(company(queues=queues), press="1", agents="none")
    assert done.gave_up
    assert done.record.outcome is Outcome.ABANDONED


def test_hours_pass_in_milliseconds() -> None:
    imagined()
    began = time.process_time()
    imagined(press="1", agents="busy", waiting=5)
    assert time.process_time() - began < 0.2


def test_a_message_is_left() -> None:
    box = {"type": "voicemail", "exits": {"nothing_said": "bye", "full": "bye"}}
    done = imagined(company(trees={"main": main_tree(ann=box, branch=box)}), press="2")
    assert done.record.outcome is Outcome.MESSAGE
    assert done.record.trace[-1].exit == "recorded"


def test_its_record_has_the_form_of_a_live_calls() -> None:
    written = imagined(press="1").record.to_dict()
    assert CallRecord.from_dict(dict(written)).to_dict() == written
    assert written["termination"]["reason"] == "hung up"


def test_a_number_of_somebody_else_is_refused() -> None:
    with pytest.raises(NotOurNumber, match="is no number of Acme"):
        imagined(to="+74959999999")


def test_a_node_that_waits_for_the_world_is_found_out() -> None:
    with pytest.raises(NodeSuspended):
        finished(asyncio.sleep(0))


def test_why_a_call_ended_is_in_the_record() -> None:
    tree = main_tree(bye={"type": "hang_up", "cause": "busy"})
    done = imagined(company(trees={**company().trees, "main": tree}), press="wait,wait")
    assert done.record.termination.q850 == 17
    assert done.result.last_node == "bye"


def test_a_number_nobody_has_is_told_in_both_languages() -> None:
    with pytest.raises(NotOurNumber) as refused:
        imagined(to="+74959999999")
    assert refused.value.words("en") == str(refused.value)
    assert "нет номера +74959999999" in refused.value.words("ru")
