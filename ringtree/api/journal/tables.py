"""Calls as a table for a spreadsheet: CSV as it is read, XLSX in the workshop."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime, tzinfo
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ringtree.company.prompt import Language
from ringtree.company.words import harmless
from ringtree.records.search import CallFilter, CallSearch
from ringtree.storage.database import Database

MOST_CSV = 1_000_000
MOST_XLSX = 50_000
#: So that spreadsheets know it is UTF-8.
BOM = "\ufeff"

COLUMNS: dict[str, dict[Language, str]] = {
    "started": {"ru": "Начало", "en": "Started"},
    "direction": {"ru": "Направление", "en": "Direction"},
    "caller": {"ru": "Кто звонил", "en": "Caller"},
    "caller_name": {"ru": "Имя", "en": "Name"},
    "called": {"ru": "Набранный номер", "en": "Dialled"},
    "number": {"ru": "Номер компании", "en": "Company's number"},
    "queue": {"ru": "Очередь", "en": "Queue"},
    "answered_by": {"ru": "Кто ответил", "en": "Answered by"},
    "outcome": {"ru": "Итог", "en": "Outcome"},
    "reason": {"ru": "Причина", "en": "Reason"},
    "waiting": {"ru": "Ожидание, с", "en": "Waiting, s"},
    "ringing": {"ru": "Вызов, с", "en": "Ringing, s"},
    "talking": {"ru": "Разговор, с", "en": "Conversation, s"},
    "last_node": {"ru": "Последний узел", "en": "Last node"},
    "trunk": {"ru": "Линия", "en": "Trunk"},
    "id": {"ru": "Звонок", "en": "Call"},
}


def headings(language: Language) -> list[str]:
    """The first row."""
    return [words[language] for words in COLUMNS.values()]


def cells(row: dict[str, Any], zone: tzinfo) -> list[Any]:
    """A call's row; times are the company's."""
    return [_cell(row.get(name), zone) for name in COLUMNS]


def _cell(value: Any, zone: tzinfo) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None, microsecond=0)
    if isinstance(value, float):
        return round(value, 1)
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else value


async def csv_of(
    rows: AsyncIterator[dict[str, Any]], language: Language, zone: tzinfo
) -> AsyncIterator[str]:
    """The table, portion by portion."""
    yield BOM + _lines([headings(language)])
    portion: list[list[Any]] = []
    async for row in rows:
        portion.append(cells(row, zone))
        if len(portion) == 100:
            yield _lines(portion)
            portion = []
    yield _lines(portion)


def _lines(rows: Iterable[Sequence[Any]]) -> str:
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def workbook(url: str, wanted: CallFilter, language: Language, zone: tzinfo) -> bytes:
    """The calls of a filter as a workbook: a piece of work for the workshop.

    It reads them itself: handing thousands of rows over would hold calls up.
    """
    return asyncio.run(_workbook(url, wanted, language, zone))


async def _workbook(url: str, wanted: CallFilter, language: Language, zone: tzinfo) -> bytes:
    database = Database(url)
    try:
        found = CallSearch(database).each(wanted, most=MOST_XLSX)
        return xlsx_of(headings(language), [cells(row, zone) async for row in found])
    finally:
        await database.stop()


def xlsx_of(heads: list[str], rows: list[list[Any]]) -> bytes:
    """The table as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Ringtree")
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, text) for text in heads])
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _bold(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell
