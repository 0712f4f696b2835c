"""Drafts: what was drawn and not published yet, one for each company, kept with each change.

Several people draw on the same draft. Each change says which version it starts from, so that
nobody overwrites what he has not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ringtree.storage.database import Database
from ringtree.storage.tables_accounts import drafts
from ringtree.storage.values import storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A company's draft. It may be any text: half a change is one as well.

    `base_revision` is the revision it was begun from; None: there was none.
    """

    company: str
    version: int
    text: str
    base_revision: int | None
    changed: datetime
    changed_by: str


class DraftConflict(Exception):
    """The draft has another version than the change starts from. `current` None: there is none."""

    def __init__(self, current: Draft | None) -> None:
        super().__init__("the draft was changed meanwhile")
        self.current = current


class Drafts:
    """The stored drafts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, company: str) -> Draft | None:
        """A company's draft, if there is one."""
        async with self._database.read() as connection:
            query = select(drafts).where(drafts.c.company == company)
            row = (await connection.execute(query)).mappings().one_or_none()
        return Draft(**row) if row is not None else None

    async def put(
        self,
        company: str,
        text: str,
        *,
        author: str,
        base_revision: int | None,
        version: int | None,
    ) -> Draft:
        """Keep a text as the draft. `version` is the one it starts from; None: there is none yet.

        Raises:
            DraftConflict: there is another one.
        """
        made = Draft(
            company=company,
            version=(version or 0) + 1,
            text=text,
            base_revision=base_revision,
            changed=datetime.now(UTC),
            changed_by=storable(author, 200),
        )
        row: dict[str, Any] = {name: getattr(made, name) for name in Draft.__dataclass_fields__}
        if not await self._write(row, version):
            raise DraftConflict(await self.get(company))
        return made

    async def remove(self, company: str, *, version: int | None = None) -> None:
        """Throw the draft away; with a `version` only that one.

        Raises:
            DraftConflict: it was changed meanwhile.
        """
        wanted = drafts.c.company == company
        if version is not None:
            wanted &= drafts.c.version == version
        async with self._database.write() as connection:
            gone = await connection.execute(delete(drafts).where(wanted))
        if version is not None and not gone.rowcount:
            raise DraftConflict(await self.get(company))

    async def _write(self, row: dict[str, Any], version: int | None) -> bool:
        this = (drafts.c.company == row["company"]) & (drafts.c.version == version)
        try:
            async with self._database.write() as connection:
                if version is None:
                    await connection.execute(insert(drafts).values(**row))
                    return True
                done = await connection.execute(update(drafts).where(this).values(**row))
                return done.rowcount == 1
        except IntegrityError:
            return False
