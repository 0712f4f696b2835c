"""The database: SQLite in the data directory, or PostgreSQL by its URL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from ringtree.storage.migrate import migrate
from ringtree.storage.values import storable_json

#: Failures of a database that is away, full or broken, as opposed to a mistake of ours.
DatabaseFailure = (SQLAlchemyError, OSError)

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # readers and the writer do not wait for each other
    "PRAGMA synchronous=NORMAL",
    "PRAGMA busy_timeout=5000",  # ms; the command line may be publishing meanwhile
    "PRAGMA foreign_keys=ON",
)


class Database:
    """An engine with its tables in place after `start`."""

    def __init__(self, url: str) -> None:
        """`url` is `sqlite:///file` or `postgresql://user@host/name`, any driver."""
        self.url = _with_async_driver(url)
        self._engine = _engine(self.url)
        self._writing = self._engine.execution_options(ringtree_writes=True)

    async def start(self) -> None:
        """Create or migrate the tables.

        Raises:
            SQLAlchemyError, OSError: the database cannot be reached or written.
            UnknownSchema: a newer Ringtree has been here.
        """
        if (file := make_url(self.url).database) and self.url.startswith("sqlite"):
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        async with self.write() as connection:
            await connection.run_sync(migrate)

    async def stop(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection with one consistent view."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that will write; committed at the end, rolled back on an exception.

        SQLite takes its write lock here and not at the first INSERT, where two transactions that
        have both read could only fail.
        """
        async with self._writing.begin() as connection:
            yield connection


def _with_async_driver(url: str) -> str:
    parsed = make_url(url)
    driver = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    name = driver.get(parsed.get_backend_name(), parsed.drivername)
    return parsed.set(drivername=name).render_as_string(hide_password=False)


def _engine(url: str) -> AsyncEngine:
    engine = create_async_engine(url, json_serializer=storable_json, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _set_pragmas)
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    # The driver must not open transactions of its own: see _begin.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("ringtree_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
