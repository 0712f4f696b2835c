"""`ringtree callback`."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from ringtree.cli import main
from ringtree.company.revisions import Revisions
from ringtree.settings import load_settings
from ringtree.storage.database import Database
from tests.unit.commands.test_agent import DOCUMENT


@pytest.fixture(autouse=True)
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path))
    document = DOCUMENT.replace("agents: [101]", "agents: [101], callbacks: {first: agent}")

    async def publish() -> None:
        database = Database(load_settings().database)
        await database.start()
        await Revisions(database).publish(document, author="test")
        await database.stop()

    asyncio.run(publish())


def test_somebody_is_to_be_called_back_once_and_then_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["callback", "add", "sales", "020 7946 0001", "--name", "Vera", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["number"], made["state"], made["source"]) == (
        "+442079460001",
        "waiting",
        "command",
    )
    assert main(["callback", "add", "sales", "+442079460001"]) == 0
    assert capsys.readouterr().out.startswith(made["id"])
    assert main(["callback", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [made]
    assert main(["callback", "cancel", made["id"]]) == 0
    assert main(["callback", "list", "--state", "cancelled"]) == 0
    assert "cancelled  attempts: 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "none", "+442079460001"], "calls nobody back"),
        (["add", "sales", "12"], "not a number that can be called"),
        (["cancel", "none"], "there is no callback none"),
    ],
)
def test_what_can_not_be_done_is_said(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["callback", *words]) == 1
    assert said in capsys.readouterr().err
