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


#: On PostgreSQL, which lock a writer holds, and the most milliseconds anybody waits for it.
_WRITERS_LOCK = 7464
_LOCK_LIMIT = "30000"


class Database:
    """An engine with its tables in place after `start`."""

    def __init__(self, url: str) -> None:
        """`url` is `sqlite:///file` or `postgresql://user@host/name`, any driver."""
        self.url = _with_async_driver(url)
        self._engine = _engine(self.url)
        self._reading = _reading(self._engine)
        self._writing = self._engine.execution_options(ringtree_writes=True)

    async def start(self) -> None:
        """Create or migrate the tables.

        Raises:
            SQLAlchemyError, OSError: the database cannot be reached or written.
            UnknownSchema: a newer Ringtree has been here.
        """
        if (file := make_url(self.url).database) and is_sqlite(self.url):
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        async with self.write() as connection:
            await connection.run_sync(migrate)

    async def stop(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection with one consistent view, which writes nothing."""
        async with self._reading.begin() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that will write; committed at the end, rolled back on an exception.

        One writer at a time, from here on and not from its first INSERT: of two that have both
        read, SQLite would fail one, and PostgreSQL let both act on what no longer holds.
        """
        async with self._writing.begin() as connection:
            yield connection


def _with_async_driver(url: str) -> str:
    parsed = make_url(url)
    driver = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    name = driver.get(parsed.get_backend_name(), parsed.drivername)
    return parsed.set(drivername=name).render_as_string(hide_password=False)


def is_sqlite(url: str) -> bool:
    """Whether a URL is that of a file, any driver."""
    return make_url(url).get_backend_name() == "sqlite"


def _engine(url: str) -> AsyncEngine:
    engine = create_async_engine(
        url,
        json_serializer=storable_json,
        pool_pre_ping=True,
        connect_args={} if is_sqlite(url) else {"server_settings": {"lock_timeout": _LOCK_LIMIT}},
    )
    if is_sqlite(url):
        event.listen(engine.sync_engine, "connect", _set_pragmas)
        event.listen(engine.sync_engine, "begin", _begin)
    else:
        event.listen(engine.sync_engine, "begin", _wait_for_writers)
    return engine


def _reading(engine: AsyncEngine) -> AsyncEngine:
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _set_pragmas(connection: Any, _record: Any) -> None:
    # The driver must not open transactions of its own: see _begin.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _wait_for_writers(connection: Connection) -> None:
    if _writes(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("ringtree_writes"))
