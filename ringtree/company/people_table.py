"""The people of a company as a table: CSV out, and CSV into the document's data. Pure.

A table may be a part: people who are not in it stay. Columns that are not in it change nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from ringtree.company.both import Both
from ringtree.company.model import Company
from ringtree.company.words import as_written, harmless

COLUMNS = ("extension", "name", "number", "groups", "queues")
#: How else people call the columns.
_ALSO = {
    "внутренний номер": "extension",
    "внутренний": "extension",
    "ext": "extension",
    "имя": "name",
    "фио": "name",
    "номер": "number",
    "городской номер": "number",
    "группы": "groups",
    "очереди": "queues",
}
MOST_ROWS = 10_000
TOO_MANY = Both(f"more than {MOST_ROWS} rows", f"строк больше {MOST_ROWS}")
NO_COLUMN = Both("there is no column extension", "нет столбца «внутренний номер» (extension)")
_AMONG = {"groups": "групп", "queues": "очередей"}
_LISTED = re.compile(r"[;|]")
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A line of the table that can't be taken over; lines count from 1, with the heading."""

    line: int
    message: Both


@dataclass(slots=True)
class Imported:
    """The document's data with the table in it, and what that changed, by internal number."""

    data: dict[str, Any]
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def people_csv(company: Company) -> str:
    """Everybody, as a table that `import_people` takes back."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for person in company.people:
        one = person.extension
        groups = [name for name, group in company.groups.items() if one in group.extensions]
        queues = [name for name, queue in company.queues.items() if one in queue.agents]
        row = (one, harmless(person.name), person.number or "", ";".join(groups), ";".join(queues))
        writer.writerow(row)
    return BOM + out.getvalue()


def import_people(data: Mapping[str, Any], table: str) -> Imported:
    """Take a table over into a document's data, which is left as it is."""
    made = Imported({**data})
    if (wrong := _misshapen(data)) is not None:
        first = Both(f"correct {wrong} of the text first", f"сначала исправьте в тексте {wrong}")
        made.problems.append(RowProblem(1, first))
        return made
    made.data["people"] = [{**one} for one in data.get("people") or ()]
    seen: set[str] = set()
    for line, row in _rows(table, made):
        extension = row.get("extension", "")
        if not re.fullmatch("[0-9]{2,6}", extension):
            no_number = Both(
                f"{extension!r} is no internal number", f"«{extension}» — не внутренний номер"
            )
            made.problems.append(RowProblem(line, no_number))
        elif extension in seen:
            twice = Both(f"{extension} is in the table twice", f"{extension} есть в таблице дважды")
            made.problems.append(RowProblem(line, twice))
        else:
            seen.add(extension)
            _take(made, line, extension, row)
    return made


def _misshapen(data: Mapping[str, Any]) -> str | None:
    """What of a text, which may be anybody's draft, nothing can be put into."""
    people = data.get("people") or []
    if not isinstance(people, list) or not all(isinstance(one, Mapping) for one in people):
        return "people"
    for kind in ("groups", "queues"):
        parts = data.get(kind) or {}
        if not isinstance(parts, Mapping) or not all(
            isinstance(one, Mapping) for one in parts.values()
        ):
            return kind
    return None


def _rows(table: str, made: Imported) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line by its columns' names."""
    lines = table.removeprefix(BOM).splitlines()
    if not lines:
        made.problems.append(RowProblem(1, Both("the table is empty", "таблица пуста")))
        return
    separator = max(",;\t", key=lines[0].count)
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error as error:
        # All that a lenient reader refuses is a cell without end.
        russian = f"это не таблица: ячейка длиннее {csv.field_size_limit()} знаков"
        unclosed = Both(f"not a table: {error}", f"{russian}; возможно, не закрыта кавычка")
        made.problems.append(RowProblem(1, unclosed))
        return
    heads = [_ALSO.get(cell.strip().lower(), cell.strip().lower()) for cell in rows[0]]
    if "extension" not in heads:
        made.problems.append(RowProblem(1, NO_COLUMN))
        return
    if len(rows) > MOST_ROWS:
        made.problems.append(RowProblem(MOST_ROWS, TOO_MANY))
        return
    for line, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            yield line, {k: as_written(v.strip()) for k, v in zip(heads, cells, strict=False)}


def _take(made: Imported, line: int, extension: str, row: dict[str, str]) -> None:
    people: list[dict[str, Any]] = made.data["people"]
    before = next((one for one in people if str(one.get("extension")) == extension), None)
    person = before if before is not None else {"extension": extension, "name": ""}
    changes = {name: row[name] for name in ("name", "number") if row.get(name)}
    has_changed = any(person.get(name) != value for name, value in changes.items())
    person.update(changes)
    if not person["name"]:
        nameless = Both(f"{extension} has no name", f"у номера {extension} нет имени")
        made.problems.append(RowProblem(line, nameless))
        return
    for kind, members in (("groups", "extensions"), ("queues", "agents")):
        if kind in row:
            has_changed |= _belong(made, line, kind, members, extension, row[kind])
    if before is None:
        people.append(person)
        made.added.append(extension)
    elif has_changed:
        made.changed.append(extension)


def _belong(made: Imported, line: int, kind: str, members: str, extension: str, cell: str) -> bool:
    """Let somebody be in exactly these groups or queues; whether that changed anything."""
    wanted = {name.strip() for name in _LISTED.split(cell) if name.strip()}
    known: dict[str, Any] = {**(made.data.get(kind) or {})}
    for name in sorted(wanted - known.keys()):
        unknown = Both(
            f"there is nothing called {name!r} among the {kind}",
            f"среди {_AMONG[kind]} нет «{name}»",
        )
        made.problems.append(RowProblem(line, unknown))
    has_changed = False
    for name, one in known.items():
        listed = [str(member) for member in _as_list(one.get(members))]
        if (extension in listed) == (name in wanted):
            continue
        has_changed = True
        kept = [member for member in listed if member != extension]
        known[name] = {**one, members: [*kept, extension] if name in wanted else kept}
    made.data[kind] = known
    if not known:
        del made.data[kind]
    return has_changed


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]
