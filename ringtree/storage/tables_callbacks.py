"""The table of callbacks."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, String, Table

from ringtree.storage.tables import UtcDateTime, metadata

#: Who asked to be called back, and what became of it. A row is never deleted by a call.
callbacks = Table(
    "callbacks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("company", String(40), nullable=False),
    Column("queue", String(60), nullable=False),
    Column("number", String(16), nullable=False),
    Column("name", String(200), nullable=False),
    Column("language", String(8), nullable=False),
    Column("source", String(16), nullable=False),
    Column("by", String(120), nullable=False),  # the call that asked, or who did
    Column("requested", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("again_at", UtcDateTime),
    Column("ended", UtcDateTime),
    Column("said", String(255), nullable=False),  # why the last attempt failed
    Column("needs", JSON),  # priority and skills; null: those of anybody
    Index("callbacks_of_company", "company", "requested"),
    Index("callbacks_by_state", "state", "company"),
)
