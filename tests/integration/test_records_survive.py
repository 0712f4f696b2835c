"""kill -9: whatever write() returned from is in the database after the next start."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

from ringtree.records.archive import CallArchive
from ringtree.records.writer import RecordWriter
from ringtree.storage.database import Database

ROOT = Path(__file__).parents[2]

# Writes as fast as it can and says each id only after write() has returned.
CHILD = """
import asyncio, os, sys
from pathlib import Path
from ringtree.records.writer import RecordWriter
from ringtree.storage.database import Database
from tests.unit.records.sample import typical

async def main() -> None:
    data = Path(sys.argv[1])
    database = Database(f"sqlite:///{data}/r.sqlite")
    await database.start()
    writer = RecordWriter(database, data / "journal")
    await writer.start()
    number = 0
    while True:
        for _ in range(20):
            name = f"{sys.argv[2]}-{number}"
            writer.write(typical(name))
            os.write(1, f"{name}\\n".encode())
            number += 1
        await asyncio.sleep(0.002)

asyncio.run(main())
"""


def written_until_killed(data: Path, name: str, count: int) -> set[str]:
    """Run the child until it has said `count` ids, kill it, and return all it said."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(data), name],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(count)]
    child.send_signal(signal.SIGKILL)
    said += child.stdout.readlines()
    child.wait()
    return {line.decode().strip() for line in said if line.endswith(b"\n")}


async def stored(data: Path) -> list[str]:
    database = Database(f"sqlite:///{data}/r.sqlite")
    await database.start()
    writer = RecordWriter(database, data / "journal")
    await writer.start()
    calls = await CallArchive(database).recent(limit=100_000)
    await writer.stop()
    await database.stop()
    return [call.id for call in calls]


def test_no_record_is_lost_or_doubled_by_kill_9(tmp_path: Path) -> None:
    said: set[str] = set()
    for life, count in enumerate((1, 250, 1500)):
        said |= written_until_killed(tmp_path, f"life{life}", count)
    found = asyncio.run(stored(tmp_path))
    assert said <= set(found)
    assert len(found) == len(set(found))
    # At most the one record of each life whose name was not said any more.
    assert len(found) - len(said) <= 3
