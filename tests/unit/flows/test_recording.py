"""After the beep: what a node is told of a recording, and what the trace says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringtree.calls.message import MessageEnd, MessageResult
from ringtree.calls.message_file import MessageFile
from ringtree.flows.recording import Recording
from ringtree.flows.requests import RecordOutcome, RecordRequest
from ringtree.flows.trace import FlowTrace
from tests.unit.calls.house import House, house

pytestmark = pytest.mark.looptime
NAME = "messages/daisy/one.wav"


class Said:
    """Stands for a message that was recorded, with this result."""

    result: MessageResult | None = None

    def __init__(self, _call: object, path: Path) -> None:
        self.path = path

    async def take(self, **_limits: float) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"RIFF")


async def recorded(
    made: House, monkeypatch: pytest.MonkeyPatch, result: MessageResult | None, **wish: Any
) -> tuple[RecordOutcome, dict[str, Any], Any]:
    monkeypatch.setattr(Said, "result", result)
    monkeypatch.setattr("ringtree.flows.recording.Message", Said)
    call, trace = made.call(), FlowTrace(made.exchange.clock)
    trace.enter("record", "voicemail", "main")
    values: dict[str, Any] = {"limit": 60, "silence": 3, "file": NAME, **wish}
    outcome = await Recording(call, trace).record(RecordRequest(**values))
    return outcome, trace.entries[0].facts, call


async def test_who_spoke_has_left_a_message_that_the_record_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with house() as made:
        made.exchange.data_dir = tmp_path
        spoke = MessageResult(MessageEnd.KEY, 4.04, 3.0)
        outcome, facts, call = await recorded(made, monkeypatch, spoke)
        assert outcome is RecordOutcome.RECORDED
        assert facts == {"seconds": 4.0, "ended_by": "key", "recording": NAME}
        assert call.timeline.recording == NAME


async def test_a_take_of_a_mailbox_is_no_recording_of_the_call(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with house() as made:
        made.exchange.data_dir = tmp_path
        spoke = MessageResult(MessageEnd.HUNG_UP, 4.0, 3.0)
        outcome, _, call = await recorded(made, monkeypatch, spoke, for_record=False)
        assert outcome is RecordOutcome.RECORDED and call.timeline.recording is None


async def test_who_says_nothing_leaves_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with house() as made:
        made.exchange.data_dir = tmp_path
        silent = MessageResult(MessageEnd.SILENCE, 3.0, 0.0)
        outcome, facts, _ = await recorded(made, monkeypatch, silent)
        assert outcome is RecordOutcome.NOTHING_SAID
        assert "recording" not in facts and not (tmp_path / NAME).exists()


async def test_a_disk_that_fills_meanwhile_keeps_what_was_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with house() as made:
        made.exchange.data_dir = tmp_path
        cut_off = MessageResult(MessageEnd.FAILED, 9.0, 8.0, error="No space left on device")
        outcome, facts, _ = await recorded(made, monkeypatch, cut_off)
        assert outcome is RecordOutcome.FULL
        assert facts["reason"] == "No space left on device" and (tmp_path / NAME).exists()


async def test_without_room_nobody_hears_a_beep(monkeypatch: pytest.MonkeyPatch) -> None:
    async with house() as made:
        monkeypatch.setattr(MessageFile, "of", lambda *_call, room: None)
        outcome, facts, call = await recorded(made, monkeypatch, None, file=None)
        assert outcome is RecordOutcome.FULL
        assert facts == {} and call.caller.media.played == []
