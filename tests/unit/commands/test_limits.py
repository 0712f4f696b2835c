"""`ringtree limits`, on a database of the test's own."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ringtree.cli import main
from ringtree.prompts.library import PromptLibrary
from ringtree.settings import Settings, load_settings
from ringtree.storage.database import Database
from ringtree.storage.usage import UsageStore, Used

EXAMPLE = Path(__file__).parents[3] / "examples" / "romashka.yaml"


async def call_out(settings: Settings) -> None:
    database = Database(settings.database)
    await database.start()
    store = UsageStore(database, settings.data_dir / "usage")
    await store.start()
    day = datetime.now(ZoneInfo("Europe/Moscow")).date().isoformat()
    store.keep(
        Used(
            id="a",
            company="romashka",
            extension="101",
            trunk="carrier",
            number="+79161234567",
            day=day,
            night=False,
            begun=time.time(),
        )
    )
    await store.stop()
    await database.stop()


def test_what_is_used_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing_to_say(*_: object) -> list[object]:
        return []

    monkeypatch.setattr(PromptLibrary, "prepare_all", nothing_to_say)
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RINGTREE_DATABASE_URL", f"sqlite:///{tmp_path}/r.sqlite")
    assert main(["apply", str(EXAMPLE)]) == 0
    asyncio.run(call_out(load_settings()))
    capsys.readouterr()
    assert main(["limits"]) == 0
    said = capsys.readouterr().out
    assert "going on: 1" in said
    assert "person 101: per day 1.00 of 1000 (0%)" in said and "102" not in said
    assert main(["limits", "romashka", "--json", "--all"]) == 0
    rows = json.loads(capsys.readouterr().out)["limits"]
    assert {(one["name"], one["bound"]) for one in rows} >= {("102", "per_minute")}
