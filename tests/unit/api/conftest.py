"""The panel that most tests of the API talk to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.unit.api.leaving import MAILBOXES, leave
from tests.unit.api.panel import DAISY, Panel, panel


@pytest.fixture(name="panel")
async def panel_fixture(tmp_path: Path) -> AsyncIterator[Panel]:
    """A fresh one for each test."""
    async with panel(tmp_path) as one:
        yield one


@pytest.fixture
async def message(panel: Panel) -> str:
    """One in a mailbox of the company; its id."""
    await panel.publish(DAISY + MAILBOXES)
    return await leave(panel)
