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
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.company import text
from ringtree.company.gate import CasesRun, Gate, without_cases
from ringtree.company.lint import errors
from ringtree.company.model import Company
from ringtree.company.problem import DocumentError
from ringtree.storage.database import Database
from ringtree.storage.tables import companies, numbers, publications, revisions
from ringtree.storage.values import storable


class RevisionConflict(Exception):
    """Somebody else published since the author looked."""

    def __init__(self, company: str, expected: int | None, live: int | None) -> None:
        shown = f"revision {live} of {company} is live"
        super().__init__(f"{shown}, not {expected}, on which your change was made")
        self.company = company
        self.expected = expected
        self.live = live


class NumberTaken(Exception):
    """A number belongs to one company only."""

    def __init__(self, number: str, company: str) -> None:
        super().__init__(f"the number {number} belongs to the company {company!r}")
        self.number = number
        self.company = company


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
    ) -> int:
        """Make a document its company's live revision; returns the revision's number.

        `expected_revision` is the live one the author started from (0: a new company); None
        publishes over whatever is live. A text that is live already keeps its number.
        `force_cases` publishes although cases fail; the history will say so.

        Raises:
            DocumentError: it cannot be read, or lint found errors.
            CasesNotRun, or what the gate raises: its cases do not go as expected.
            RevisionConflict: another revision is live than expected.
            NumberTaken: one of its numbers is another company's.
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
        )

    async def publish_checked(
        self,
        company: Company,
        document: str,
        cases: CasesRun,
        *,
        author: str,
        note: str = "",
        expected_revision: int | None = None,
    ) -> int:
        """As `publish`, for a company that was read from `document`, linted and tried elsewhere.

        Raises:
            RevisionConflict, NumberTaken: as `publish`.
        """
        note = cases.note(note)
        for _ in range(_ATTEMPTS):
            try:
                return await self._publish(company, document, author, note, expected_revision)
            except IntegrityError:
                continue  # somebody published meanwhile: see how things stand now
        raise RevisionConflict(company.code, expected_revision, None)

    async def _publish(
        self, company: Company, document: str, author: str, note: str, expected: int | None
    ) -> int:
        async with self._database.write() as connection:
            live = await _locked_live_number(connection, company.code)
            if live is not None and await _same(connection, company.code, live, document):
                return live
            if expected is not None and (live or 0) != expected:
                raise RevisionConflict(company.code, expected, live)
            await _claim_numbers(connection, company, is_new=live is None)
            number = await _next_number(connection, company.code)
            await _store(connection, company, number, document, author, note)
            await _announce(connection, company.code, number, author)
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


async def _taken(connection: AsyncConnection, company: Company) -> NumberTaken | None:
    wanted = [number.number for number in company.numbers]
    query = select(numbers.c.number, numbers.c.company).where(
        numbers.c.number.in_(wanted), numbers.c.company != company.code
    )
    row = (await connection.execute(query.order_by(numbers.c.number))).first()
    return NumberTaken(*row) if row is not None else None


async def _claim_numbers(connection: AsyncConnection, company: Company, *, is_new: bool) -> None:
    if (taken := await _taken(connection, company)) is not None:
        raise taken
    if is_new:
        row = {"code": company.code, "name": company.name, "live_revision": 0}
        await connection.execute(insert(companies).values(created=datetime.now(UTC), **row))
    await connection.execute(delete(numbers).where(numbers.c.company == company.code))
    # In one order for everybody: two publishers that want the same two must not deadlock.
    for number in sorted({one.number for one in company.numbers}):
        await connection.execute(insert(numbers).values(number=number, company=company.code))


async def _store(
    connection: AsyncConnection,
    company: Company,
    number: int,
    document: str,
    author: str,
    note: str,
) -> None:
    head = {"name": company.name, "live_revision": number}
    await connection.execute(
        update(companies).where(companies.c.code == company.code).values(**head)
    )
    await connection.execute(
        insert(revisions).values(
            company=company.code,
            number=number,
            text=document,
            document=company.model_dump_json(exclude_unset=True),
            sha256=_digest(document),
            author=storable(author, 200),
            note=storable(note),
            created=datetime.now(UTC),
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
