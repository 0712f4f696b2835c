"""Which revision of a company is live."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.storage.tables import companies


async def live_number(connection: AsyncConnection, code: str) -> int | None:
    """The number of the live revision, which stays so while one writes; None before the first."""
    query = select(companies.c.live_revision).where(companies.c.code == code)
    return (await connection.execute(query)).scalar()
