"""Published companies: immutable revisions, and which of them is live.

Publishing stores the text as its author wrote it, comments included. Rolling back is publishing
an old text again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.company import text
from ringtree.company.gate import CasesRun, Gate, without_cases
from ringtree.company.holdings import NumberTaken as NumberTaken
from ringtree.company.holdings import give_what_is_named, refuse_what_was_not_given
from ringtree.company.lint import errors
from ringtree.company.model import Company
from ringtree.company.problem import DocumentError
from ringtree.storage.database import Database
from ringtree.storage.tables import companies, publications, revisions
from ringtree.storage.values import storable


class RevisionConflict(Exception):
    """Somebody else published since the author looked."""

    def __init__(self, company: str, expected: int | None, live: int | None) -> None:
        shown = f"revision {live} of {company} is live"
        super().__init__(f"{shown}, not {expected}, on which your change was made")
        self.company = company
        self.expected = expected
        self.live = live


class UnknownRevision(Exception):
    """There is no such company, or it has no such revision."""

    def __init__(self, company: str, number: int | None) -> None:
        what = "no published revision" if number is None else f"no revision {number}"
        super().__init__(f"{company!r} has {what}")
        self.company = company
        self.number = number


@dataclass(frozen=True, slots=True)
class RevisionNote:
    """A line of a company's history. `created` is UTC."""

    company: str
    number: int
    author: str
    note: str
    created: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Revision(RevisionNote):
    """A revision with its text, and the same already parsed.

    A server takes publications over while it carries calls: reading YAML takes some 5 ms a kB,
    in which no call would be served; reading its own JSON takes a hundredth.
    """

    text: str
    document: str

    def load(self) -> Company:
        """The company in it.

        Raises:
            DocumentError: this version no longer knows something in it, a node type perhaps.
        """
        try:
            return Company.model_validate_json(self.document)
        except ValidationError:
            return text.load(self.text, f"{self.company} revision {self.number}")


@dataclass(frozen=True, slots=True)
class _Head:
    """Who publishes, what is said of it, and with whose authority."""

    author: str
    note: str
    by_operator: bool


_ATTEMPTS = 5  # publishers at the very same moment

_NOTE = (
    revisions.c.company,
    revisions.c.number,
    revisions.c.author,
    revisions.c.note,
    revisions.c.created,
    revisions.c.sha256,
)
_CONTENT = (revisions.c.text, revisions.c.document)


class Revisions:
    """The revisions in a database."""

    def __init__(
        self,
        database: Database,
        *,
        strategies: Sequence[str] | None = None,
        gate: Gate = without_cases,
    ) -> None:
        """`strategies` are the queue strategies a document may name; None: not checked.

        `gate` runs a company's cases; without one, no company that has any can be published.
        """
        self._database = database
        self._strategies = strategies
        self._gate = gate

    async def publish(
        self,
        document: str,
        *,
        author: str,
        note: str = "",
        expected_revision: int | None = None,
        filename: str = "",
        force_cases: bool = False,
        by_operator: bool = True,
    ) -> int:
        """Make a document its company's live revision; returns the revision's number.

        `expected_revision` is the live one the author started from (0: a new company); None
        publishes over whatever is live. A text that is live already keeps its number.
        `force_cases` publishes although cases fail; the history will say so. `by_operator` gives
        the company the numbers and trunks that the document names; else it must have them.

        Raises:
            DocumentError: it cannot be read, or lint found errors.
            CasesNotRun, or what the gate raises: its cases do not go as expected.
            RevisionConflict: another revision is live than expected.
            NumberTaken: one of its numbers is another company's.
            NumberNotGiven, TrunkNotGiven: not `by_operator`, and the company does not have it.
        """
        company, problems = text.check(document, filename, strategies=self._strategies)
        if refused := errors(problems):
            raise DocumentError(refused, filename)
        return await self.publish_checked(
            company,
            document,
            self._gate(company, force_cases),
            author=author,
            note=note,
            expected_revision=expected_revision,
            by_operator=by_operator,
        )

    async def publish_checked(
        self,
        company: Company,
        document: str,
        cases: CasesRun,
        *,
        author: str,
        by_operator: bool,
        note: str = "",
        expected_revision: int | None = None,
    ) -> int:
        """As `publish`, for a company that was read from `document`, linted and tried elsewhere.

        Raises:
            RevisionConflict, NumberTaken, NumberNotGiven, TrunkNotGiven: as `publish`.
        """
        head = _Head(author, cases.note(note), by_operator)
        for _ in range(_ATTEMPTS):
            try:
                return await self._publish(company, document, head, expected_revision)
            except IntegrityError:
                continue  # somebody published meanwhile: see how things stand now
        raise RevisionConflict(company.code, expected_revision, None)

    async def _publish(
        self, company: Company, document: str, head: _Head, expected: int | None
    ) -> int:
        async with self._database.write() as connection:
            live = await _locked_live_number(connection, company.code)
            if live is not None and await _same(connection, company.code, live, document):
                return live
            if expected is not None and (live or 0) != expected:
                raise RevisionConflict(company.code, expected, live)
            await _claim(connection, company, is_new=live is None, by_operator=head.by_operator)
            number = await _next_number(connection, company.code)
            await _store(connection, company, number, document, head)
            await _announce(connection, company.code, number, head.author)
        return number

    async def live(self, code: str) -> Revision:
        """The live revision.

        Raises:
            UnknownRevision: the company has none.
        """
        async with self._database.read() as connection:
            number = await _live_number(connection, code)
        if number is None:
            raise UnknownRevision(code, None)
        return await self.get(code, number)

    async def get(self, code: str, number: int) -> Revision:
        """Any revision.

        Raises:
            UnknownRevision: there is no such one.
        """
        query = select(*_NOTE, *_CONTENT).where(
            revisions.c.company == code, revisions.c.number == number
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise UnknownRevision(code, number)
        return Revision(*row)

    async def history(
        self, code: str, *, limit: int = 100, before: int | None = None
    ) -> list[RevisionNote]:
        """A company's revisions, newest first; those with a smaller number than `before`."""
        query = select(*_NOTE).where(revisions.c.company == code)
        if before is not None:
            query = query.where(revisions.c.number < before)
        query = query.order_by(revisions.c.number.desc()).limit(limit)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return [RevisionNote(*row) for row in rows]

    async def companies(self) -> dict[str, int]:
        """Every company's code and live revision."""
        query = select(companies.c.code, companies.c.live_revision).order_by(companies.c.code)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return {code: number for code, number in rows}

    async def all_live(self) -> list[Revision]:
        """Every company's live revision: what a server reads at its start."""
        query = select(*_NOTE, *_CONTENT).join(
            companies,
            (companies.c.code == revisions.c.company)
            & (companies.c.live_revision == revisions.c.number),
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query.order_by(companies.c.code))).all()
        return [Revision(*row) for row in rows]

    async def last_publication(self) -> int:
        """A number that grows with each publication; 0 before the first. Cheap to ask."""
        async with self._database.read() as connection:
            return (await connection.execute(select(func.max(publications.c.id)))).scalar() or 0

    async def changed_since(self, publication: int) -> tuple[int, list[Revision]]:
        """What became live after a publication: the last one's id, and the live revisions."""
        query = select(publications.c.id, publications.c.company)
        query = query.where(publications.c.id > publication).order_by(publications.c.id)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        changed = [await self.live(code) for code in dict.fromkeys(code for _, code in rows)]
        return (rows[-1][0] if rows else publication), changed


async def _live_number(connection: AsyncConnection, code: str) -> int | None:
    query = select(companies.c.live_revision).where(companies.c.code == code)
    return (await connection.execute(query)).scalar()


async def _locked_live_number(connection: AsyncConnection, code: str) -> int | None:
    """The live revision, which nobody changes until this transaction ends.

    PostgreSQL would else let another publisher commit between our look and our write.
    """
    query = select(companies.c.live_revision).where(companies.c.code == code)
    return (await connection.execute(query.with_for_update())).scalar()


async def _next_number(connection: AsyncConnection, code: str) -> int:
    query = select(func.max(revisions.c.number)).where(revisions.c.company == code)
    return ((await connection.execute(query)).scalar() or 0) + 1


async def _same(connection: AsyncConnection, code: str, number: int, document: str) -> bool:
    query = select(revisions.c.sha256).where(
        revisions.c.company == code, revisions.c.number == number
    )
    return (await connection.execute(query)).scalar() == _digest(document)


def _digest(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


async def _claim(
    connection: AsyncConnection, company: Company, *, is_new: bool, by_operator: bool
) -> None:
    """See that the company has what its document names.

    Raises:
        NumberTaken, NumberNotGiven, TrunkNotGiven: it has not, and can't.
    """
    if is_new:
        row = {"code": company.code, "name": company.name, "live_revision": 0}
        await connection.execute(insert(companies).values(created=datetime.now(UTC), **row))
    if by_operator:
        await give_what_is_named(connection, company)
    else:
        await refuse_what_was_not_given(connection, company)


async def _store(
    connection: AsyncConnection,
    company: Company,
    number: int,
    document: str,
    head: _Head,
) -> None:
    live = {"name": company.name, "live_revision": number}
    await connection.execute(
        update(companies).where(companies.c.code == company.code).values(**live)
    )
    await connection.execute(
        insert(revisions).values(
            company=company.code,
            number=number,
            text=document,
            document=company.model_dump_json(exclude_unset=True),
            sha256=_digest(document),
            author=storable(head.author, 200),
            note=storable(head.note),
            created=datetime.now(UTC),
            by_operator=head.by_operator,
        )
    )


async def _announce(connection: AsyncConnection, code: str, number: int, author: str) -> None:
    """Note the publication under the next id.

    Not the database's own counter: PostgreSQL hands numbers out before the commit, so that a
    server could see 8, remember it, and never hear of the slower 7.
    """
    last = (await connection.execute(select(func.max(publications.c.id)))).scalar() or 0
    await connection.execute(
        insert(publications).values(
            id=last + 1,
            company=code,
            revision=number,
            author=storable(author, 200),
            created=datetime.now(UTC),
        )
    )
