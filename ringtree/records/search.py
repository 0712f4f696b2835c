"""Finding calls: filters that answer real questions, in pages that lose and repeat nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, Text, cast, func, or_, select

from ringtree.records.outcome import Outcome
from ringtree.records.record import Direction
from ringtree.storage.database import Database
from ringtree.storage.tables import calls

#: Rows that are read at once when all are wanted; calls are served in between.
PORTION = 200

_C = calls.c
_COLUMNS = (
    _C.id,
    _C.direction,
    _C.caller,
    _C.caller_name,
    _C.called,
    _C.number,
    _C.trunk,
    _C.revision,
    _C.queue,
    _C.answered_by,
    _C.started,
    _C.answered,
    _C.ended,
    _C.ringing,
    _C.waiting,
    _C.talking,
    _C.outcome,
    _C.reason,
    _C.last_node,
    _C.last_exit,
    cast(_C.legs, Text).like('%"recording":"%').label("has_recording"),
)

#: Where a page ended: the instant and the id of its last call.
Place = tuple[datetime, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFilter:
    """Which calls of one company. What is left out does not matter; times are seconds.

    `since` counts, `until` does not. `person` is an internal number that called, answered or was
    rung. `left_in` is the node a caller was in at the end, as tree/node or node; `left` says
    whether the caller hung up there. `text` is looked for in numbers and names.
    """

    company: str
    since: datetime | None = None
    until: datetime | None = None
    outcomes: tuple[Outcome, ...] = ()
    direction: Direction | None = None
    number: str | None = None
    caller: str | None = None
    called: str | None = None
    person: str | None = None
    answered_by: str | None = None
    queue: str | None = None
    trunk: str | None = None
    passed: str | None = None
    left_in: str | None = None
    left: bool | None = None
    recorded: bool | None = None
    waited_from: float | None = None
    waited_to: float | None = None
    talked_from: float | None = None
    talked_to: float | None = None
    rang_from: float | None = None
    rang_to: float | None = None
    text: str | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """As SQL, all of which must hold; the first binds to the company."""
        yield _C.company == self.company
        yield from self._when()
        yield from self._who()
        yield from self._where()
        yield from self._how_long()

    def _when(self) -> Iterator[ColumnElement[bool]]:
        if self.since is not None:
            yield _C.started >= self.since
        if self.until is not None:
            yield _C.started < self.until
        if self.outcomes:
            yield _C.outcome.in_([one.value for one in self.outcomes])
        if self.direction is not None:
            yield _C.direction == self.direction.value

    def _who(self) -> Iterator[ColumnElement[bool]]:
        exact = {_C.number: self.number, _C.queue: self.queue, _C.trunk: self.trunk}
        exact |= {_C.answered_by: self.answered_by}
        yield from (column == value for column, value in exact.items() if value is not None)
        if self.caller is not None:
            yield _contains(_C.caller, self.caller)
        if self.called is not None:
            yield _contains(_C.called, self.called)
        if self.person is not None:
            party = f'"party":"{self.person}"'
            yield or_(
                _C.caller == self.person,
                _C.answered_by == self.person,
                _contains(cast(_C.legs, Text), party),
            )
        if self.text is not None:
            columns = (_C.caller, _C.caller_name, _C.called, _C.answered_by, _C.id)
            yield or_(*(_contains(column, self.text) for column in columns))

    def _where(self) -> Iterator[ColumnElement[bool]]:
        if self.passed is not None:
            yield _contains(cast(_C.trace, Text), _in_trace(self.passed))
        if self.left_in is not None:
            if "/" in self.left_in:
                yield _C.last_node == self.left_in
            else:
                yield _C.last_node.like(f"%/{_escaped(self.left_in)}", escape="\\")
        if self.left is not None:
            left = func.coalesce(_C.last_exit, "") == "caller_left"
            yield left if self.left else ~left
        if self.recorded is not None:
            recorded = cast(_C.legs, Text).like('%"recording":"%')
            yield recorded if self.recorded else ~recorded

    def _how_long(self) -> Iterator[ColumnElement[bool]]:
        bounds = (
            (_C.waiting, self.waited_from, self.waited_to),
            (_C.talking, self.talked_from, self.talked_to),
            (_C.ringing, self.rang_from, self.rang_to),
        )
        for column, least, most in bounds:
            if least is not None:
                yield column >= least
            if most is not None:
                yield column < most


@dataclass(frozen=True, slots=True)
class Found:
    """A page of calls without their traces, newest first; `last` leads on, None at the end."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    last: Place | None = None


class CallSearch:
    """Looks calls up; those of the last half second may still be under way to the table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, wanted: CallFilter, *, limit: int, after: Place | None = None) -> Found:
        """The next calls after a place, newest first."""
        query = select(*_COLUMNS).where(*wanted.conditions())
        if after is not None:
            started, record_id = after
            later = (_C.started == started) & (_C.id > record_id)
            query = query.where((_C.started < started) | later)
        query = query.order_by(_C.started.desc(), _C.id).limit(limit + 1)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        plain = [{str(name): value for name, value in row.items()} for row in rows[:limit]]
        last = (plain[-1]["started"], plain[-1]["id"]) if len(rows) > limit else None
        return Found(plain, last)

    async def each(self, wanted: CallFilter, *, most: int) -> AsyncIterator[dict[str, Any]]:
        """Every call, newest first, at most so many; read in portions."""
        place: Place | None = None
        while most > 0:
            found = await self.page(wanted, limit=min(PORTION, most), after=place)
            for row in found.rows:
                yield row
            most -= len(found.rows)
            place = found.last
            if place is None:
                return

    async def last_hops(self, company: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The last entry of each call's trace, by the call's id; of calls without one nothing."""
        found: dict[str, dict[str, Any]] = {}
        for some in _portions(ids):
            query = select(_C.id, _C.trace).where(_C.company == company, _C.id.in_(some))
            async with self._database.read() as connection:
                rows = (await connection.execute(query)).all()
            found |= {call: trace[-1] for call, trace in rows if trace}
        return found

    async def count(self, wanted: CallFilter) -> dict[str, int]:
        """How many calls there are, by outcome."""
        query = select(_C.outcome, func.count()).where(*wanted.conditions()).group_by(_C.outcome)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return {outcome: number for outcome, number in rows}


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + PORTION] for at in range(0, len(ids), PORTION))


def _contains(column: Any, text: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = cast(column, String).ilike(f"%{_escaped(text)}%", escape="\\")
    return found


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _in_trace(place: str) -> str:
    """How a node stands in the stored trace: `TraceEntry.to_dict` gives tree, then node."""
    tree, slash, node = place.rpartition("/")
    return f'"tree":"{tree}","node":"{node}"' if slash else f'"node":"{node}"'
