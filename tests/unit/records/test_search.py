"""Calls are found by what a person asks, page by page, and only the company's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ringtree.records.outcome import Outcome, Termination
from ringtree.records.record import CallRecord, Direction, LegRecord
from ringtree.records.search import CallFilter, CallSearch
from ringtree.records.trace import TraceEntry
from ringtree.records.writer import RecordWriter
from ringtree.storage.database import Database

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def call(nth: int, **changes: Any) -> CallRecord:
    """One of many calls, a minute apart."""
    values: dict[str, Any] = {
        "id": f"c{nth:03}",
        "company": "daisy",
        "direction": Direction.INBOUND,
        "caller": f"+7921000{nth:04}",
        "called": "84950000001",
        "number": "+74950000001",
        "started": NOON + timedelta(minutes=nth),
        "outcome": Outcome.ANSWERED,
        "termination": Termination(),
    }
    return CallRecord(**{**values, **changes})


def hop(node: str, exit_name: str = "next", tree: str = "main") -> TraceEntry:
    return TraceEntry(node=node, type="queue", entered=0.0, exit=exit_name, tree=tree)


async def stored(directory: Path, *records: CallRecord) -> tuple[Database, CallSearch]:
    database = Database(f"sqlite:///{directory / 'ringtree.sqlite'}")
    await database.start()
    writer = RecordWriter(database, directory / "records")
    await writer.start()
    for record in records:
        writer.write(record)
    await writer.stop()
    return database, CallSearch(database)


@pytest.fixture
async def search(tmp_path: Path) -> AsyncIterator[CallSearch]:
    gave_up = {
        "outcome": Outcome.ABANDONED,
        "queue": "sales",
        "trace": [hop("menu", "1"), hop("sales", "caller_left")],
    }
    database, made = await stored(
        tmp_path,
        call(1, waiting=30.0, **gave_up),
        call(2, waiting=300.0, **gave_up),
        call(
            3, answered_by="102", talking=60.0, trace=[hop("menu", "1"), hop("sales", "answered")]
        ),
        call(4, company="rose", waiting=10.0, **gave_up),
        call(5, direction=Direction.INTERNAL, caller="101", called="102", number=None),
        call(
            6,
            caller_name="Вера 100%",
            legs=[
                LegRecord(id="l1", party="103", started=NOON, recording="records/c006.wav"),
            ],
        ),
    )
    yield made
    await database.stop()


async def ids(search: CallSearch, **wanted: Any) -> list[str]:
    found = await search.page(CallFilter(company="daisy", **wanted), limit=100)
    return [row["id"] for row in found.rows]


async def test_who_hung_up_in_the_sales_queue_before_two_minutes(search: CallSearch) -> None:
    asked = {"queue": "sales", "outcomes": (Outcome.ABANDONED,), "waited_to": 120.0}
    assert await ids(search, **asked) == ["c001"]
    assert await ids(search, left_in="main/sales", left=True, waited_to=120.0) == ["c001"]
    assert await ids(search, left_in="sales", left=False) == ["c003"]
    assert await ids(search, left_in="menu") == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["c006", "c005", "c003", "c002", "c001"]),
        ({"since": NOON + timedelta(minutes=3)}, ["c006", "c005", "c003"]),
        ({"until": NOON + timedelta(minutes=3)}, ["c002", "c001"]),
        ({"outcomes": (Outcome.ABANDONED, Outcome.BUSY)}, ["c002", "c001"]),
        ({"direction": Direction.INTERNAL}, ["c005"]),
        ({"number": "+74950000001"}, ["c006", "c003", "c002", "c001"]),
        ({"caller": "0002"}, ["c002"]),
        ({"called": "102"}, ["c005"]),
        ({"person": "102"}, ["c003"]),
        ({"person": "103"}, ["c006"]),
        ({"answered_by": "102"}, ["c003"]),
        ({"passed": "main/menu"}, ["c003", "c002", "c001"]),
        ({"passed": "other/menu"}, []),
        ({"recorded": True}, ["c006"]),
        ({"recorded": False, "talked_from": 1.0}, ["c003"]),
        ({"waited_from": 30.0, "waited_to": 300.0}, ["c001"]),
        (
            {"talked_to": 1.0, "rang_to": 1.0, "rang_from": 0.0, "trunk": None},
            ["c006", "c005", "c002", "c001"],
        ),
        ({"text": "100%"}, ["c006"]),
        ({"text": "%"}, ["c006"]),
        ({"text": "_"}, []),
        ({"text": "c003"}, ["c003"]),
    ],
)
async def test_each_filter_finds_what_it_says(
    search: CallSearch, wanted: dict[str, Any], found: list[str]
) -> None:
    assert await ids(search, **wanted) == found
    counts = await search.count(CallFilter(company="daisy", **wanted))
    assert sum(counts.values()) == len(found)


async def test_pages_lose_and_repeat_nothing_even_within_one_instant(tmp_path: Path) -> None:
    same = [call(number, started=NOON) for number in range(7)]
    database, search = await stored(tmp_path, *same)
    wanted, place, seen = CallFilter(company="daisy"), None, []
    while True:
        found = await search.page(wanted, limit=3, after=place)
        seen += [row["id"] for row in found.rows]
        if (place := found.last) is None:
            break
    assert seen == sorted(one.id for one in same)
    assert [row["id"] async for row in search.each(wanted, most=5)] == seen[:5]
    await database.stop()


async def test_the_last_node_is_kept_with_the_call(search: CallSearch) -> None:
    found = await search.page(CallFilter(company="daisy", left=True), limit=1)
    assert (found.rows[0]["last_node"], found.rows[0]["last_exit"]) == ("main/sales", "caller_left")
