"""Published companies: immutable revisions, and which of them is live.

Publishing stores the text as its author wrote it, comments included. Rolling back is publishing
an old text again.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from ringtree.company import text
from ringtree.company.gate import CasesRun, Gate, without_cases
from ringtree.company.lint import errors
from ringtree.company.live_number import live_number
from ringtree.company.model import Company
from ringtree.company.problem import DocumentError
from ringtree.company.publishing import Head, write_revision
from ringtree.company.revision import Revision, RevisionConflict, RevisionNote, UnknownRevision
from ringtree.storage.database import Database
from ringtree.storage.tables import companies, publications, revisions

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
            NumberNotGiven, TrunkNotGiven, TooManyPeople: not `by_operator`, and the company was
                not given it.
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
            RevisionConflict, NumberTaken, NumberNotGiven, TrunkNotGiven, TooManyPeople: as
                `publish`.
        """
        head = Head(author, cases.note(note), by_operator)
        for _ in range(_ATTEMPTS):
            try:
                async with self._database.write() as connection:
                    return await write_revision(
                        connection, company, document, head, expected_revision
                    )
            except IntegrityError:
                continue  # somebody published meanwhile: see how things stand now
        raise RevisionConflict(company.code, expected_revision, None)

    async def live(self, code: str) -> Revision:
        """The live revision.

        Raises:
            UnknownRevision: the company has none.
        """
        async with self._database.read() as connection:
            number = await live_number(connection, code)
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
