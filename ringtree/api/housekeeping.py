"""Forgets what is over: sessions, one-time links. A task of the server."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import structlog

from ringtree.api.services import Services
from ringtree.storage.database import DatabaseFailure

log = structlog.get_logger(__name__)

#: Seconds between two rounds.
PAUSE = 3600.0


async def keep_house(services: Services) -> None:
    """Tidy up every hour, for ever."""
    while True:
        try:
            await tidy(services, datetime.now(UTC))
        except DatabaseFailure as error:
            log.warning("sessions and links can't be tidied up", error=str(error))
        await asyncio.sleep(PAUSE)


async def tidy(services: Services, now: datetime) -> None:
    """One round, at `now`, aware.

    Raises:
        DatabaseFailure: not now.
    """
    await services.sessions.sweep(now)
    await services.links.sweep(now)
