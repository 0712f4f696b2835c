"""Overrides that are kept nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime

from ringtree.flows.overrides import MemoryOverrides
from ringtree.schedules.override import Override, OverrideKind


async def test_they_are_set_asked_for_and_revoked() -> None:
    book = MemoryOverrides()
    closed = Override(OverrideKind.CLOSED, datetime(2026, 11, 23, tzinfo=UTC))
    await book.set("acme", "office", closed)
    assert book.get("acme", "office") == closed
    assert book.get("aster", "office") is None
    assert await book.revoke("acme", "office") and not await book.revoke("acme", "office")
    assert book.get("acme", "office") is None
