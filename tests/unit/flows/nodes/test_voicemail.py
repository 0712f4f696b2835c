"""The voicemail node."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.flows.control import CallerLeft
from ringtree.flows.nodes.voicemail import Voicemail
from ringtree.flows.requests import RecordOutcome, RecordRequest
from ringtree.prompts.phrases import LEAVE_MESSAGE, NOT_RECORDED
from tests.unit.flows.fake_call import FakeCall
from tests.unit.flows.mailbox.boxes import ACME


@pytest.mark.parametrize("outcome", RecordOutcome)
async def test_each_way_it_can_end_has_its_exit(outcome: RecordOutcome) -> None:
    node = Voicemail()
    assert await node.run(FakeCall(recordings=[outcome])) == outcome.value
    assert outcome.value in node.exit_names


async def test_it_greets_in_the_usual_words_and_records() -> None:
    call = FakeCall()
    await Voicemail(longest=60, silence=3).run(call)
    assert call.log == [f"heard {LEAVE_MESSAGE.text('en')}", "recorded up to 60 s"]
    assert call.requests == [RecordRequest(limit=60, silence=3)]


async def test_own_words_go_before_the_usual_ones() -> None:
    call = FakeCall()
    node = Voicemail.model_validate({"prompt": "Speak!"})
    await node.run(call)
    assert call.log[0] == "heard Speak!"
    assert [prompt.text for prompt in node.prompts()] == ["Speak!"]


async def test_who_could_not_be_recorded_is_told() -> None:
    call = FakeCall(recordings=[RecordOutcome.FULL])
    await Voicemail().run(call)
    assert call.log[-1] == f"heard {NOT_RECORDED.text('en')}"


async def test_a_key_goes_straight_to_the_beep() -> None:
    call = FakeCall(at={0.2: "1"})
    await Voicemail().run(call)
    assert call.now < 6


async def test_who_hangs_up_amid_it_ends_the_node() -> None:
    with pytest.raises(CallerLeft):
        await Voicemail(silence=30).run(FakeCall(hang_up_at=20))


def test_a_message_finishes_the_call_and_everything_else_may_stay_open() -> None:
    assert Voicemail().finishing_exits == {"recorded"}
    assert Voicemail().optional_exits == {"recorded", "nothing_said", "full"}


@pytest.mark.parametrize("settings", [{"longest": 4}, {"longest": 901}, {"silence": 1}])
def test_settings_that_make_no_sense_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Voicemail.model_validate(settings)


class TestMailbox:
    """With a mailbox the message goes there."""

    async def test_it_takes_the_mailbox_s_settings_and_its_exits(self) -> None:
        call = FakeCall(company=ACME)
        node = Voicemail.model_validate({"mailbox": "ann", "prompt": "Speak!"})
        assert await node.run(call) == "recorded"
        assert call.log == ["heard Speak!", "recorded up to 180 s"]
        assert set(node.exit_names) >= {"operator", "back"}
        assert list(node.references()) == [("mailbox", "ann")]

    async def test_keys_lead_out_only_where_exits_are_wired(self) -> None:
        exits = {"operator": "somebody", "back": "menu"}
        node = Voicemail.model_validate({"mailbox": "ann", "exits": exits})
        assert await node.run(FakeCall(company=ACME, at={0.5: "0"})) == "operator"
        assert await node.run(FakeCall(company=ACME, at={0.5: "*"})) == "back"
        bare = Voicemail.model_validate({"mailbox": "ann"})
        assert await bare.run(FakeCall(company=ACME, at={0.5: "*"})) == "recorded"
