"""`ringtree mail`."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ringtree.cli import main
from ringtree.mail.mail import Attachment, Mail
from ringtree.mail.outbox import Outbox
from ringtree.settings import load_settings
from ringtree.storage.database import Database


@pytest.fixture
def outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path))

    async def fill() -> None:
        database = Database(load_settings().database)
        await database.start()
        mail = Mail(
            id="m1",
            company="romashka",
            kind="voicemail",
            to=("a@example.com", "b@example.com"),
            subject="Сообщение",
            text="Вера звонила.",
            attachments=(Attachment(path="x", name="x.wav", media_type="audio/wav"),),
        )
        await Outbox(database).put(mail, sender="x@y", now=datetime(2026, 3, 2, tzinfo=UTC))
        await database.stop()

    asyncio.run(fill())


@pytest.mark.usefixtures("outbox")
def test_list_shows_each_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "list", "--company", "romashka", "--state", "waiting"]) == 0
    shown = capsys.readouterr().out
    assert "Сообщение" in shown and "a@example.com: waiting" in shown


@pytest.mark.usefixtures("outbox")
def test_machines_get_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "list", "--json"]) == 0
    (mail,) = json.loads(capsys.readouterr().out)
    assert [one["state"] for one in mail["deliveries"]] == ["waiting", "waiting"]
    assert main(["mail", "show", "m1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["message_id"] == "<m1@y>"


@pytest.mark.usefixtures("outbox")
def test_show_tells_all_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "show", "m1"]) == 0
    shown = capsys.readouterr().out
    assert "Вера звонила." in shown and "x.wav" in shown and "next attempt" in shown


@pytest.mark.usefixtures("outbox")
def test_resend_goes_to_one_address_or_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "resend", "m1"]) == 0
    assert "2 addresses" in capsys.readouterr().out
    assert main(["mail", "resend", "m1", "--to", "a@example.com"]) == 0
    assert "1 address." in capsys.readouterr().out


@pytest.mark.usefixtures("outbox")
def test_unknown_mails_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mail", "show", "m2"]) == main(["mail", "resend", "m2"]) == 1
    assert "there is no mail 'm2'" in capsys.readouterr().err
