"""A plugin with which tests use PostgreSQL wherever they ask for SQLite, and know nothing of it.

`pytest -p tests.on_postgresql tests/unit/storage`: whatever file a test names becomes a database of
its own, copied from one whose tables are in place.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from ringtree.storage import database as storage
from tests.postgresql import PostgreSQL

TEMPLATE = "ready"
DRIVER = "postgresql+asyncpg"


class _InsteadOfSQLite:
    """Answers for the files that tests name."""

    def __init__(self, server: PostgreSQL) -> None:
        self._server = server
        self._databases: dict[Path, str] = {}
        self._numbers = count()
        self._engine, self._copytree = storage._engine, shutil.copytree
        server.create(TEMPLATE)
        asyncio.run(_migrate(server.url(TEMPLATE)))

    def engine(self, url: str) -> AsyncEngine:
        """The engine for a URL: for a file's, that of the database in its place."""
        parsed = make_url(url)
        if parsed.get_backend_name() != "sqlite" or not _is_a_tests(parsed.database):
            return self._engine(url)
        name = self._in_place_of(Path(str(parsed.database)), TEMPLATE)
        return self._engine(make_url(self._server.url(name)).set(drivername=DRIVER))

    def copytree(self, source: Path, target: Path, **options: Any) -> Path:
        """A directory is copied with the databases in its files' place."""
        for file, name in tuple(self._databases.items()):
            if file.is_relative_to(source):
                self._in_place_of(Path(target) / file.relative_to(source), name)
        return Path(self._copytree(source, target, **options))

    def forget(self, directory: Path) -> None:
        """Remove the databases in place of a directory's files: each takes eight megabytes."""
        files = [file for file in self._databases if file.is_relative_to(directory)]
        if files:
            self._server.drop(*(self._databases.pop(file) for file in files))

    def _in_place_of(self, file: Path, template: str) -> str:
        if file not in self._databases:
            self._databases[file] = f"t{next(self._numbers)}"
            self._server.create(self._databases[file], template)
        return self._databases[file]


def _is_a_tests(file: str | None) -> bool:
    return file is not None and not file.startswith("/proc")


async def _migrate(url: str) -> None:
    database = storage.Database(url)
    await database.start()
    await database.stop()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to stand in for SQLite, in each process that runs tests."""
    if getattr(config.option, "numprocesses", None):
        return
    server = config.stash[_SERVER] = PostgreSQL()
    server.start()
    instead = config.stash[_INSTEAD] = _InsteadOfSQLite(server)
    storage._engine = lambda url: instead.engine(url)
    shutil.copytree = instead.copytree  # type: ignore[assignment]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown(item: pytest.Function) -> Iterator[None]:
    """What was in a test's own directory goes with it."""
    directory = item.funcargs.get("tmp_path")
    yield
    if directory is not None:
        item.config.stash[_INSTEAD].forget(directory)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the server."""
    if (server := config.stash.get(_SERVER, None)) is not None:
        server.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what is true of SQLite alone."""
    for item in items:
        if item.get_closest_marker("sqlite") is not None:
            item.add_marker(pytest.mark.skip(reason="about SQLite itself"))


_SERVER = pytest.StashKey[PostgreSQL]()
_INSTEAD = pytest.StashKey[_InsteadOfSQLite]()
