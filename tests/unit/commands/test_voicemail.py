"""`ringtree voicemail`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ringtree.cli import main
from ringtree.company.revisions import Revisions
from ringtree.settings import load_settings
from ringtree.storage.database import Database
from tests.unit.voicemail.house import COMPANY, make_house, wav

Run = Callable[..., str]


@pytest.fixture
def message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of Ann's one message."""
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path))

    async def fill() -> str:
        database = Database(load_settings().database)
        await database.start()
        await Revisions(database).publish(COMPANY, author="test")
        house = make_house(database, tmp_path)
        await house.leave()
        found = await house.only()
        await database.stop()
        return found.id

    return asyncio.run(fill())


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object, status: int = 0) -> str:
        assert main(["voicemail", *map(str, arguments)]) == status
        captured = capsys.readouterr()
        return captured.err if status else captured.out

    return run


def listed(run: Run, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", "--json", *more))
    return found


def test_messages_are_listed_with_their_mails(message: str, run: Run) -> None:
    shown = run("list", "--company", "acme", "--mailbox", "ann")
    assert message in shown and "acme/ann  new  2 s  +442071234567" in shown
    assert "ann@acme.example: waiting" in shown
    (one,) = listed(run)
    assert one["mails"][0]["state"] == "waiting" and one["path"] == ["main/menu", "main/box"]
    assert listed(run, "--company", "other") == []


def test_boxes_say_how_full_they_are(message: str, run: Run) -> None:
    assert "acme/ann  Ann Smith: 1 new, 0 old of 3, no PIN" in run("boxes")
    rows = json.loads(run("boxes", "--company", "acme", "--json"))
    assert [row["mailbox"] for row in rows] == ["ann", "bob"]


def test_what_can_be_done_to_a_message(message: str, run: Run, tmp_path: Path) -> None:
    run("mark", message, "old")
    assert listed(run)[0]["state"] == "old"
    assert "for 24 hours" in run("delete", message)
    assert listed(run) == [] and listed(run, "--deleted")[0]["removed"]
    run("restore", message)
    run("save", message, tmp_path / "x.wav")
    assert (tmp_path / "x.wav").read_bytes() == wav()
    assert "1 address." in run("resend", message)
    assert " is in bob." in run("forward", message, "bob")
    run("erase", message)
    assert [one["mailbox"] for one in listed(run)] == ["bob"]


def test_the_history_says_who_did_what(message: str, run: Run) -> None:
    run("delete", message)
    assert "removed" in run("history", "acme", "ann") and "command " in run(
        "history", "acme", "ann"
    )
    actions = [event["action"] for event in json.loads(run("history", "acme", "ann", "--json"))]
    assert actions == ["removed", "received"]


def test_pins_are_shown_once_and_refused_if_they_would_be_guessed(message: str, run: Run) -> None:
    assert "Shown only this once" in run("pin", "acme", "ann")
    assert "PIN" in run("boxes", "--company", "acme") and "no PIN" in run("boxes")
    assert "101" in run("pin", "acme", "ann", "--pin", "1015", status=1)
    assert "any more" in run("pin", "acme", "ann", "--remove")
    assert "had none" in run("pin", "acme", "ann", "--remove")


def test_greetings_are_uploaded_with_an_end_and_removed(
    message: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "hello.wav").write_bytes(wav())
    shown = run(
        *("greeting", "acme", "ann", "temporary", tmp_path / "hello.wav"),
        *("--until", "2099-12-31T18:00"),
    )
    assert "lasts 2.5 s" in shown
    assert json.loads(run("boxes", "--json"))[0]["greetings"] == ["temporary"]
    assert "any more" in run("greeting", "acme", "ann", "temporary")
    (tmp_path / "bad.wav").write_bytes(b"no sound")
    run("greeting", "acme", "ann", "busy", tmp_path / "bad.wav", status=1)


def test_what_is_not_there_is_told(message: str, run: Run) -> None:
    assert "no message 'x'" in run("mark", "x", "old", status=1)
    assert "no mailbox 'x'" in run("pin", "acme", "x", status=1)
