"""`ringtree voicemail`: messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.unit.commands.mailbox_shell import Run
from tests.unit.voicemail.house import wav


def listed(voicemail: Run, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(voicemail("list", "--json", *more))
    return found


def test_messages_are_listed_with_their_mails(message: str, voicemail: Run) -> None:
    shown = voicemail("list", "--company", "acme", "--mailbox", "ann")
    assert message in shown and "acme/ann  new  2 s  +442071234567" in shown
    assert "ann@acme.example: waiting" in shown
    (one,) = listed(voicemail)
    assert one["mails"][0]["state"] == "waiting" and one["path"] == ["main/menu", "main/box"]
    assert listed(voicemail, "--company", "other") == []


def test_what_can_be_done_to_a_message(message: str, voicemail: Run, tmp_path: Path) -> None:
    voicemail("mark", message, "old")
    assert listed(voicemail)[0]["state"] == "old"
    assert "for 24 hours" in voicemail("delete", message)
    assert listed(voicemail) == [] and listed(voicemail, "--deleted")[0]["removed"]
    voicemail("restore", message)
    voicemail("save", message, tmp_path / "x.wav")
    assert (tmp_path / "x.wav").read_bytes() == wav()
    assert "1 address." in voicemail("resend", message)
    assert " is in bob." in voicemail("forward", message, "bob")
    voicemail("erase", message)
    assert [one["mailbox"] for one in listed(voicemail)] == ["bob"]


def test_what_is_not_there_is_told(message: str, voicemail: Run) -> None:
    assert "no message 'x'" in voicemail("mark", "x", "old", status=1)
    assert "no mailbox 'x'" in voicemail("pin", "acme", "x", status=1)
