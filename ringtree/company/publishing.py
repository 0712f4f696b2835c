"""What is written when a company is published: all of it, or nothing, in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.company.holdings import give_what_is_named, refuse_what_was_not_given
from ringtree.company.live_number import live_number
from ringtree.company.model import Company
from ringtree.company.revision import RevisionConflict
from ringtree.storage.tables import companies, publications, revisions
from ringtree.storage.values import storable


@dataclass(frozen=True, slots=True)
class Head:
    """Who publishes, what is said of it, and with whose authority."""

    author: str
    note: str
    by_operator: bool


async def write_revision(
    connection: AsyncConnection, company: Company, document: str, head: Head, expected: int | None
) -> int:
    """Make a document live; returns the number, the same if it is live already.

    Raises:
        RevisionConflict: another revision is live than `expected`.
        NumberTaken, NumberNotGiven, TrunkNotGiven, TooManyPeople: the company was not given what
            its document names.
        IntegrityError: somebody publishes at the same moment.
    """
    live = await live_number(connection, company.code)
    if live is not None and await _same(connection, company.code, live, document):
        return live
    if expected is not None and (live or 0) != expected:
        raise RevisionConflict(company.code, expected, live)
    await _claim(connection, company, is_new=live is None, by_operator=head.by_operator)
    number = await _next_number(connection, company.code)
    await _store(connection, company, number, document, head)
    await _announce(connection, company.code, number, head.author)
    return number


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
        NumberTaken, NumberNotGiven, TrunkNotGiven, TooManyPeople: it has not, and can't.
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
    head: Head,
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
