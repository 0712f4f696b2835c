"""A database with two companies, for everything that belongs to one of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ringtree.storage.database import Database
from tests.unit.api.panel import panel


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """With daisy and rose in it."""
    async with panel(tmp_path) as one:
        yield one.app.database
