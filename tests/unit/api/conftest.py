"""The panel that most tests of the API talk to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.unit.api.panel import Panel, panel


@pytest.fixture(name="panel")
async def panel_fixture(tmp_path: Path) -> AsyncIterator[Panel]:
    """A fresh one for each test."""
    async with panel(tmp_path) as one:
        yield one
