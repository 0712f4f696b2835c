"""A draft on the calls of a published company, by command."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from ringtree.commands import shadow
from ringtree.company.text import load
from ringtree.flows.overrides import MemoryOverrides
from ringtree.flows.simulation.script import Story
from ringtree.flows.simulation.simulate import simulate
from ringtree.flows.world import World
from ringtree.records.archive import CallArchive
from ringtree.records.record import CallRecord
from ringtree.records.writer import RecordWriter
from ringtree.schedules.override import Override, OverrideKind, Until
from ringtree.schedules.service import Overrides
from ringtree.storage.database import Database
from tests.unit.commands.shell import Shell
from tests.unit.flows.simulation.test_shadow import LIVE, NOON, called


def keep(*records: CallRecord, first: int = 0) -> None:
    """Into the database that the commands of this test use."""

    async def write() -> None:
        database = Database(os.environ["RINGTREE_DATABASE_URL"])
        await database.start()
        writer = RecordWriter(database, Path(os.environ["RINGTREE_DATA_DIR"]) / "records")
        await writer.start()
        for number, record in enumerate(records, first):
            record.id = f"call-{number}"
            writer.write(record)
        await writer.stop()
        await database.stop()

    asyncio.run(write())


@pytest.fixture
def daisy(shell: Shell) -> Shell:
    """Daisy, published, with two calls in its journal."""
    example = Path(__file__).parents[3] / "examples" / "daisy.yaml"
    shell.file.write_text(example.read_text("utf-8"), "utf-8")
    shell("apply", shell.file)
    assert load(shell.file.read_text("utf-8")).code == "daisy"
    keep(called(press="1"), called(press="2"))
    return shell


def test_the_same_document_leads_nobody_elsewhere(daisy: Shell) -> None:
    said = daisy("shadow", daisy.file, "--last", 10)
    assert said == "Calls: 2, led elsewhere: 0, not to be retold: 0.\n"


def test_calls_that_a_draft_leads_elsewhere_are_listed_both_ways(daisy: Shell) -> None:
    daisy.edit("          2: support\n", "          2: sales\n")
    daisy.edit("{busy: sales, no", "{busy: petersburg, no")
    daisy.edit("          3: petersburg\n", "          3: support\n")
    said = daisy("shadow", daisy.file, "--last", 10, status=1)
    assert "live:  main/hours(open) → main/caller(other)" in said
    assert "main/sales(answered): answered" in said
    assert said.endswith("Calls: 2, led elsewhere: 1, not to be retold: 0.\n")


def test_a_call_is_retold_under_the_revision_it_entered_with(daisy: Shell) -> None:
    before = called(press="2")
    before.revision = 1
    daisy.edit("          2: support\n", "          2: sales\n")
    daisy.edit("{busy: sales, no", "{busy: petersburg, no")
    daisy.edit("          3: petersburg\n", "          3: support\n")
    daisy("apply", daisy.file, "--force-cases")
    keep(before, first=2)
    said = daisy("shadow", daisy.file, "--last", 10, status=1)
    # The two older records do not say their revision: one went a way that is gone.
    assert said.endswith("Calls: 3, led elsewhere: 1, not to be retold: 1.\n")


def test_hours_set_by_hand_meanwhile_are_heeded(
    daisy: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = Override(OverrideKind.CLOSED, since=NOON, until=Until.REVOKED)
    book = MemoryOverrides({("daisy", "office"): closed})
    later = Story(to="+74950000001", caller="+79210000001", at=NOON + timedelta(minutes=1))

    async def calls(archive: CallArchive, *_: object) -> AsyncIterator[CallRecord]:
        yield called(NOON - timedelta(minutes=1))
        await Overrides(archive._database).set("daisy", "office", closed)
        yield simulate(LIVE, later, world=World(overrides=book)).record

    monkeypatch.setattr(shadow, "_calls", calls)
    said = daisy("shadow", daisy.file)
    assert said == "Calls: 2, led elsewhere: 0, not to be retold: 0.\n"


def test_a_company_that_is_not_live_has_no_calls(shell: Shell) -> None:
    assert "romashka" in shell("shadow", shell.file, "--last", 1, status=1)


def test_without_a_call_in_its_time_the_shadow_ends(daisy: Shell) -> None:
    said = daisy("shadow", daisy.file, "--limit", "0.1")
    assert said.startswith("Calls: 0")
