"""`ringtree agent`."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from ringtree.cli import main
from ringtree.company.revisions import Revisions
from ringtree.settings import load_settings
from ringtree.storage.database import Database

DOCUMENT = """
code: daisy
name: Daisy
language: en
timezone: Europe/London
trunks:
  carrier: {addresses: [203.0.113.5]}
numbers:
  - {number: "+442071234567", trunk: carrier, tree: main}
people:
  - {extension: 101, name: Ann}
  - {extension: 102, name: Bob}
reasons:
  lunch: {title: Lunch, digits: "1"}
queues:
  sales: {title: Sales, agents: [101]}
trees:
  main:
    start: wait
    nodes:
      wait: {type: queue, queue: sales, exits: {overflow: end, closed: end}}
      end: {type: hang_up}
"""


@pytest.fixture(autouse=True)
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path))

    async def publish() -> None:
        database = Database(load_settings().database)
        await database.start()
        await Revisions(database).publish(DOCUMENT, author="test")
        await database.stop()

    asyncio.run(publish())


def test_a_break_is_taken_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agent", "not-ready", "daisy-101", "lunch", "--by", "vera"]) == 0
    assert "101    not ready (Lunch)" in capsys.readouterr().out
    assert main(["agent", "show", "--json"]) == 0
    ann, bob = json.loads(capsys.readouterr().out)
    assert (ann["presence"], ann["title"], ann["by"]) == ("not_ready", "Lunch", "vera")
    assert (bob["presence"], bob["at"], bob["queues"]) == ("ready", None, [])
    assert main(["agent", "log-out", "101"]) == 0
    assert main(["agent", "ready", "101", "--json"]) == 0
    assert main(["agent", "show", "daisy"]) == 0
    assert "[sales]" in capsys.readouterr().out


def test_what_can_not_be_meant_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agent", "not-ready", "daisy-101", "nap"]) == 1
    assert "there is no reason 'nap'" in capsys.readouterr().err
    assert main(["agent", "ready", "daisy-109"]) == 1
    assert "nobody with the internal number 109" in capsys.readouterr().err
    assert main(["agent", "show", "rose"]) == 1


def test_do_not_disturb_is_shown_and_the_last_word_beside_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["forward", "quiet", "daisy-101"]) == 0
    capsys.readouterr()
    assert main(["agent", "show"]) == 0
    assert "101    not ready (do not disturb)" in capsys.readouterr().out
    assert main(["agent", "ready", "101", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["presence"], row["by"], row["last_word"]) == (
        "not_ready", "do_not_disturb", "ready"
    )  # fmt: skip
    assert main(["agent", "log-out", "101"]) == 0
    assert "logged out" in capsys.readouterr().out
    assert main(["forward", "loud", "daisy-101"]) == 0
    assert main(["agent", "ready", "101"]) == 0
    assert "do not disturb" not in capsys.readouterr().out.splitlines()[-1]
