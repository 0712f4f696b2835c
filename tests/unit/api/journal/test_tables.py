"""Tables for spreadsheets: complete, in the reader's language, and no formula runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from ringtree.api.journal.tables import COLUMNS, cells, csv_of, headings, xlsx_of
from ringtree.company.words import harmless

ROW = {"started": datetime(2026, 11, 24, 12, tzinfo=UTC), "caller": "+79210000001", "waiting": 1.26}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        ("+cmd", "'+cmd"),
        ("-1", "'-1"),
        ("+79210000001", "+79210000001"),
        ("Anna", "Anna"),
        ("", ""),
    ],
)
def test_no_text_becomes_a_formula(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_times_are_the_companys_and_seconds_short() -> None:
    row = dict(zip(COLUMNS, cells(ROW, ZoneInfo("Europe/Moscow")), strict=True))
    assert row["started"] == datetime(2026, 11, 24, 15)
    assert (row["waiting"], row["queue"]) == (1.3, "")


async def test_a_long_table_comes_in_portions() -> None:
    async def rows() -> AsyncIterator[dict[str, Any]]:
        for _ in range(250):
            yield ROW

    parts = [part async for part in csv_of(rows(), "en", UTC)]
    assert len(parts) == 4
    assert "".join(parts).count("\r\n") == 251


def test_a_workbook_holds_the_same() -> None:
    sheet = load_workbook(BytesIO(xlsx_of(headings("en"), [cells(ROW, UTC)]))).active
    assert sheet is not None
    assert sheet[1][0].value == "Started"
    assert sheet[2][2].value == "+79210000001"
    assert sheet[1][0].font.b
