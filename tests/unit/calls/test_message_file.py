"""Where messages are kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ringtree.calls.call import Call
from ringtree.calls.message import MessageEnd, MessageResult
from ringtree.calls.message_file import MessageFile


def call(data_dir: Path) -> Call:
    made: Any = SimpleNamespace(
        id="c1",
        exchange=SimpleNamespace(data_dir=data_dir),
        snapshot=SimpleNamespace(code="daisy"),
        timeline=SimpleNamespace(recording=None),
    )
    return cast(Call, made)


def result(speech: float) -> MessageResult:
    return MessageResult(MessageEnd.SILENCE, 5.0, speech)


def test_each_message_of_a_call_has_a_file_of_its_own(tmp_path: Path) -> None:
    one = call(tmp_path)
    first = MessageFile.of(one, room=1)
    assert first is not None and first.name == "messages/daisy/c1-1.wav"
    first.path.write_bytes(b"")
    second = MessageFile.of(one, room=1)
    assert second is not None and second.path == tmp_path / "messages/daisy/c1-2.wav"


def test_a_message_is_named_in_the_record(tmp_path: Path) -> None:
    one = call(tmp_path)
    file = MessageFile.of(one, room=1)
    assert file is not None and file.keep(one, result(0.5))
    assert one.timeline.recording == file.name


def test_a_cough_is_thrown_away(tmp_path: Path) -> None:
    one = call(tmp_path)
    file = MessageFile.of(one, room=1)
    assert file is not None
    file.path.write_bytes(b"RIFF")
    assert not file.keep(one, result(0.4))
    assert one.timeline.recording is None and not file.path.exists()


def test_a_disk_without_room_takes_no_message(tmp_path: Path) -> None:
    room = shutil.disk_usage(tmp_path).free
    assert MessageFile.of(call(tmp_path), room=room) is None


def test_a_directory_that_cannot_be_made_takes_no_message(tmp_path: Path) -> None:
    (tmp_path / "messages").write_text("in the way")
    assert MessageFile.of(call(tmp_path), room=1) is None


@pytest.mark.parametrize("speech", [0.0, 3.0])
def test_a_file_already_gone_is_no_trouble(tmp_path: Path, speech: float) -> None:
    one = call(tmp_path)
    file = MessageFile.of(one, room=1)
    assert file is not None and file.keep(one, result(speech)) is (speech > 0)
