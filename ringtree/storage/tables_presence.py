"""The tables of people's presence."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, String, Table

from ringtree.storage.tables import UtcDateTime, metadata

#: What was said of each person's presence, when and by whom: the last one holds, and all of them
#: tell who was on duty when.
presence_changes = Table(
    "presence_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("company", String(40), nullable=False),
    Column("extension", String(6), nullable=False),
    Column("presence", String(16), nullable=False),
    Column("reason", String(60)),
    Column("by", String(120), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("presence_of", "company", "extension", "id"),
    Index("presence_by_time", "company", "at"),
    sqlite_autoincrement=True,
)

#: Wrap-ups to be ended or extended by a running server: asked for by commands, and of no use once
#: it has heard of them.
wrap_up_orders = Table(
    "wrap_up_orders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("company", String(40), nullable=False),
    Column("extension", String(20), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("by", String(120), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("wrap_up_orders_of", "company", "id"),
    sqlite_autoincrement=True,
)
