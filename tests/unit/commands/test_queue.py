"""`ringtree queue`."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ringtree.cli import main
from ringtree.commands.queue import clock
from ringtree.company.revisions import Revisions
from ringtree.records.writer import RecordWriter
from ringtree.settings import load_settings
from ringtree.storage.database import Database
from tests.unit.commands.test_agent import DOCUMENT
from tests.unit.figures.days import called_back, record, wait


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day with a caller a minute from noon, of whom every third gives up."""
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path))

    async def fill() -> None:
        database = Database(load_settings().database)
        await database.start()
        await Revisions(database).publish(DOCUMENT, author="test")
        writer = RecordWriter(database, tmp_path / "records")
        await writer.start()
        for number in range(30):
            agent = "101" if number % 3 else None
            entry = wait(waited=10 + number, agent=agent, talked=55)
            writer.write(record(entry, number=number, minute=number, company="daisy"))
        await writer.stop()
        await database.stop()

    asyncio.run(fill())


def test_figures_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["queue", "stats", "--day", "2026-03-02", "--every", "15m"]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[1].split()[:4] == ["sales", "30", "20", "10"]
    assert "12:15 sales" in shown
    assert "101 Ann" in shown
    assert main(["queue", "stats", "daisy", "--day", "2026-03-02", "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert (body["total"]["joined"], body["agents"]["101"]["answered"]) == (30, 20)


def test_a_queue_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue", "stats", "--queue", "salse"]) == 1
    assert (
        "there is no queue 'salse'; known: sales; did you mean 'sales'?" in capsys.readouterr().err
    )
    assert main(["queue", "stats", "--every", "0.001"]) == 1
    assert main(["queue", "stats", "--every", "0"]) == 1


def test_times_are_written_as_people_write_them() -> None:
    times = [None, 5, 60, timedelta(hours=1, minutes=2, seconds=3).total_seconds()]
    assert [clock(one) for one in times] == ["-", "0:05", "1:00", "1:02:03"]


def test_callbacks_have_a_line_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    async def fill() -> None:
        settings = load_settings()
        database = Database(settings.database)
        await database.start()
        writer = RecordWriter(database, settings.data_dir / "records")
        await writer.start()
        vain = called_back("sales", (), "101", 30.0, True, minute=3, number=99)
        writer.write(replace(vain, company="daisy"))
        await writer.stop()
        await database.stop()

    asyncio.run(fill())
    assert main(["queue", "stats", "--day", "2026-03-02"]) == 0
    shown = capsys.readouterr().out
    assert "callbacks: 0 called back, 1 attempts reached nobody" in shown
