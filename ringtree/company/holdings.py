"""What a company was given by the operator: its numbers, and its trunks as they were agreed on.

Publishing with the operator's authority gives a company what the document names. A company that
publishes by itself may use what it has, leave it unused, and take it up again; nothing more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, false, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.company.live_number import live_number
from ringtree.company.model import Company
from ringtree.storage.allowances import bounds_of
from ringtree.storage.database import Database
from ringtree.storage.tables import numbers, revisions

_NUMBER_PIECE = re.compile(r"[0-9\s+().-]*[0-9][0-9\s+().-]*")
_CODE_PIECE = re.compile(r"[A-Za-z0-9_-]+")


class NumberTaken(Exception):
    """A number belongs to one company only."""

    def __init__(self, number: str, company: str) -> None:
        super().__init__(f"the number {number} belongs to the company {company!r}")
        self.number = number
        self.company = company


class NumberNotGiven(Exception):
    """A company wants to use a number that the operator has not given it."""

    def __init__(self, number: str, company: str) -> None:
        super().__init__(
            f"the number {number} was not given to {company!r}: the operator of the server gives"
            f" it with `ringtree numbers give {company} {number}`"
        )
        self.number = number
        self.company = company


class TrunkNotGiven(Exception):
    """A company wants to use a trunk that the operator has not written."""

    def __init__(self, trunk: str, company: str) -> None:
        super().__init__(
            f"the trunk {trunk!r} of {company!r} is not as the operator of the server has written"
            " it: trunks are added and changed by the operator"
        )
        self.trunk = trunk
        self.company = company


class TooManyPeople(Exception):
    """A company wants more internal numbers than the operator lets it have."""

    def __init__(self, company: str, people: int, allowed: int) -> None:
        super().__init__(
            f"{company!r} has {people} people, and the operator of the server lets it have"
            f" {allowed}: more are allowed on the operator's page Companies"
        )
        self.company = company
        self.people = people
        self.allowed = allowed


class NumberInUse(Exception):
    """A number can't be taken from a company whose live revision uses it."""

    def __init__(self, number: str, company: str) -> None:
        super().__init__(
            f"{company!r} uses {number}: publish a revision without it first, and take it then"
        )
        self.number = number
        self.company = company


class UnknownHolder(Exception):
    """There is no such company to give a number to, or nobody has the number."""

    def __init__(self, what: str) -> None:
        super().__init__(what)


class Holdings:
    """The numbers that companies have, as the operator gives and takes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, company: str | None = None) -> list[tuple[str, str]]:
        """Every number and whose it is, in order; of one company, if it is named."""
        query = select(numbers.c.number, numbers.c.company).order_by(numbers.c.number)
        if company is not None:
            query = query.where(numbers.c.company == company)
        async with self._database.read() as connection:
            return [(number, code) for number, code in await connection.execute(query)]

    async def page(
        self, *, company: str | None = None, search: str = "", after: str | None, limit: int
    ) -> list[tuple[str, str]]:
        """Some of the numbers with whose they are, in order, from the one behind `after`; of one
        company, if it is named. `search` is a piece of a number as people write it, or of a
        company's code."""
        query = select(numbers.c.number, numbers.c.company).order_by(numbers.c.number)
        if company is not None:
            query = query.where(numbers.c.company == company)
        if search.strip():
            query = query.where(_matches(search.strip()))
        if after is not None:
            query = query.where(numbers.c.number > after)
        async with self._database.read() as connection:
            found = await connection.execute(query.limit(limit))
            return [(number, code) for number, code in found]

    async def give(self, company: str, given: Sequence[str]) -> None:
        """Give a company numbers, E.164; those it has already stay its own.

        Raises:
            UnknownHolder: there is no such company.
            NumberTaken: one of them is another company's; none is given.
        """
        async with self._database.write() as connection:
            if await live_number(connection, company) is None:
                raise UnknownHolder(f"there is no company {company!r}")
            await _refuse_taken(connection, company, given)
            await _add(connection, company, given)

    async def take(self, number: str) -> str:
        """Take a number from the company that has it; its code.

        Raises:
            UnknownHolder: nobody has it.
            NumberInUse: the live revision uses it.
        """
        async with self._database.write() as connection:
            query = select(numbers.c.company).where(numbers.c.number == number)
            holder: str | None = (await connection.execute(query)).scalar()
            if holder is None:
                raise UnknownHolder(f"no company has the number {number}")
            if number in await _numbers_in_use(connection, holder):
                raise NumberInUse(number, holder)
            await connection.execute(delete(numbers).where(numbers.c.number == number))
        return holder


async def give_what_is_named(connection: AsyncConnection, company: Company) -> None:
    """Give a company the numbers of a document that the operator publishes.

    What the revision before used and this one does not is free for others; what was given and
    never used stays the company's.

    Raises:
        NumberTaken: one of the numbers is another company's.
    """
    wanted = [one.number for one in company.numbers]
    await _refuse_taken(connection, company.code, wanted)
    dropped = await _numbers_in_use(connection, company.code) - set(wanted)
    await connection.execute(delete(numbers).where(numbers.c.number.in_(sorted(dropped))))
    await _add(connection, company.code, wanted)


async def refuse_what_was_not_given(connection: AsyncConnection, company: Company) -> None:
    """Let a company publish only what it has.

    Raises:
        NumberNotGiven: a number is free, or somebody else's; which of both is not told.
        TrunkNotGiven: a trunk is new, or differs from what the operator has written last.
        TooManyPeople: there are more than allowed, and more than before.
    """
    await _refuse_too_many_people(connection, company)
    query = select(numbers.c.number).where(numbers.c.company == company.code)
    own = set((await connection.execute(query)).scalars())
    for number in company.numbers:
        if number.number not in own:
            raise NumberNotGiven(number.number, company.code)
    given = await _trunks_given(connection, company.code)
    for name, trunk in company.trunks.items():
        if given is None or given.trunks.get(name) != trunk:
            raise TrunkNotGiven(name, company.code)


async def _refuse_too_many_people(connection: AsyncConnection, company: Company) -> None:
    """Who had more people before the operator allowed fewer may still change everything else."""
    allowed = (await bounds_of(connection, company.code)).get("people")
    people = len(company.people)
    if allowed is not None and people > allowed:
        live = await _live_document(connection, company.code)
        if people > len(live.get("people", ())):
            raise TooManyPeople(company.code, people, allowed)


async def _trunks_given(connection: AsyncConnection, code: str) -> Company | None:
    """The company with its trunks alone, as the operator has last published it."""
    query = select(revisions.c.document).where(
        revisions.c.company == code, revisions.c.by_operator.is_(True)
    )
    query = query.order_by(revisions.c.number.desc()).limit(1)
    document: str | None = (await connection.execute(query)).scalar()
    if document is None:
        return None
    whole: dict[str, Any] = json.loads(document)
    head = {name: whole[name] for name in ("code", "name", "timezone", "language") if name in whole}
    return Company.model_validate({**head, "trunks": whole.get("trunks", {})})


def _matches(search: str) -> ColumnElement[bool]:
    if _NUMBER_PIECE.fullmatch(search):
        return numbers.c.number.contains(re.sub(r"[^0-9]", "", search))
    if _CODE_PIECE.fullmatch(search):
        return numbers.c.company.contains(search.lower(), autoescape=True)
    return false()


async def _numbers_in_use(connection: AsyncConnection, code: str) -> set[str]:
    """Those of the live revision."""
    live = await _live_document(connection, code)
    return {one["number"] for one in live.get("numbers", ())}


async def _live_document(connection: AsyncConnection, code: str) -> dict[str, Any]:
    """The live revision; empty before the first."""
    live = await live_number(connection, code)
    query = select(revisions.c.document).where(
        revisions.c.company == code, revisions.c.number == (live or 0)
    )
    document: str | None = (await connection.execute(query)).scalar()
    whole: dict[str, Any] = json.loads(document) if document is not None else {}
    return whole


async def _refuse_taken(connection: AsyncConnection, company: str, wanted: Sequence[str]) -> None:
    query = select(numbers.c.number, numbers.c.company).where(
        numbers.c.number.in_(wanted), numbers.c.company != company
    )
    row = (await connection.execute(query.order_by(numbers.c.number))).first()
    if row is not None:
        raise NumberTaken(*row)


async def _add(connection: AsyncConnection, company: str, given: Sequence[str]) -> None:
    query = select(numbers.c.number).where(numbers.c.company == company)
    own = set((await connection.execute(query)).scalars())
    # In one order for everybody: two publishers that want the same two must not deadlock.
    for number in sorted(set(given) - own):
        await connection.execute(insert(numbers).values(number=number, company=company))
