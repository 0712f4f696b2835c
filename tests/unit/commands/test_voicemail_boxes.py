"""`ringtree voicemail`: whole mailboxes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.commands.mailbox_shell import Run
from tests.unit.voicemail.house import wav


def test_boxes_say_how_full_they_are(message: str, voicemail: Run) -> None:
    assert "acme/ann  Ann Smith: 1 new, 0 old of 3, no PIN" in voicemail("boxes")
    rows = json.loads(voicemail("boxes", "--company", "acme", "--json"))
    assert [row["mailbox"] for row in rows] == ["ann", "bob"]


def test_the_history_says_who_did_what(message: str, voicemail: Run) -> None:
    voicemail("delete", message)
    assert "removed" in voicemail("history", "acme", "ann") and "command " in voicemail(
        "history", "acme", "ann"
    )
    actions = [
        event["action"] for event in json.loads(voicemail("history", "acme", "ann", "--json"))
    ]
    assert actions == ["removed", "received"]


def test_pins_are_shown_once_and_refused_if_they_would_be_guessed(
    message: str, voicemail: Run
) -> None:
    assert "Shown only this once" in voicemail("pin", "acme", "ann")
    assert "PIN" in voicemail("boxes", "--company", "acme") and "no PIN" in voicemail("boxes")
    assert "101" in voicemail("pin", "acme", "ann", "--pin", "1015", status=1)
    assert "any more" in voicemail("pin", "acme", "ann", "--remove")
    assert "had none" in voicemail("pin", "acme", "ann", "--remove")


def test_greetings_are_uploaded_with_an_end_and_removed(
    message: str, voicemail: Run, tmp_path: Path
) -> None:
    (tmp_path / "hello.wav").write_bytes(wav())
    shown = voicemail(
        *("greeting", "acme", "ann", "temporary", tmp_path / "hello.wav"),
        *("--until", "2099-12-31T18:00"),
    )
    assert "lasts 2.5 s" in shown
    assert json.loads(voicemail("boxes", "--json"))[0]["greetings"] == ["temporary"]
    assert "any more" in voicemail("greeting", "acme", "ann", "temporary")
    (tmp_path / "bad.wav").write_bytes(b"no sound")
    voicemail("greeting", "acme", "ann", "busy", tmp_path / "bad.wav", status=1)
