"""The tables of what people have said about their own calls."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table

from ringtree.storage.tables import UtcDateTime, metadata

forwardings = Table(
    "forwardings",
    metadata,
    Column("company", String(40), primary_key=True),
    Column("extension", String(6), primary_key=True),
    Column("wishes", JSON, nullable=False),
    Column("author", String(200), nullable=False),
    Column("changed", UtcDateTime, nullable=False),
)

#: When who began and ceased to want to be left alone: figures of past days ask for it.
quiet_changes = Table(
    "quiet_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("company", String(40), nullable=False),
    Column("extension", String(6), nullable=False),
    Column("is_quiet", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("quiet_of", "company", "extension", "id"),
    Index("quiet_by_time", "company", "at"),
    sqlite_autoincrement=True,
)
