"""The table of what people have said about their own calls."""

from __future__ import annotations

from sqlalchemy import JSON, Column, String, Table

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
