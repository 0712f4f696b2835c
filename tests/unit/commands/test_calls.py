"""The last calls by command."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from ringtree.records.writer import RecordWriter
from ringtree.storage.database import Database
from tests.unit.commands.shell import Shell
from tests.unit.records.sample import typical


def write_records(folder: Path, count: int) -> None:
    async def write() -> None:
        database = Database(f"sqlite:///{folder}/r.sqlite")
        await database.start()
        writer = RecordWriter(database, folder / "records")
        await writer.start()
        for number in range(count):
            writer.write(typical(f"c{number}"))
        await writer.stop()
        await database.stop()

    asyncio.run(write())


def test_there_are_none(shell: Shell) -> None:
    assert shell("calls") == "No calls yet.\n"
    assert shell.json("calls") == []
    assert "there is no call c1" in shell("calls", "c1", status=1)


def test_the_last_ones_a_line_each(shell: Shell, tmp_path: Path) -> None:
    write_records(tmp_path, 3)
    assert len(shell("calls").splitlines()) == 3
    assert len(shell("calls", "--limit", 2).splitlines()) == 2
    assert shell("calls", "--company", "other") == "No calls yet.\n"
    assert len(shell("calls", "--limit", 1, "--trace").splitlines()) > 2


def test_one_with_its_whole_way(shell: Shell, tmp_path: Path) -> None:
    write_records(tmp_path, 2)
    assert "greeting (greeting) → next" in shell("calls", "c1")
    (record,) = shell.json("calls", "c1")
    assert record == json.loads(json.dumps(typical("c1").to_dict()))
