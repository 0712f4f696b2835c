"""What was called to the outside, for limits that survive a restart, and operators' limits."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, Index, String, Table

from ringtree.storage.tables import UtcDateTime, metadata

usage = Table(
    "usage",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("company", String(40), nullable=False),
    Column("extension", String(6)),  # none: a tree's own call
    Column("trunk", String(60), nullable=False),
    Column("number", String(16), nullable=False),
    Column("day", String(10), nullable=False),  # the company's own date
    Column("night", Boolean, nullable=False),
    Column("begun", Float, nullable=False),  # seconds since 1970
    Column("seconds", Float, nullable=False),  # of conversation
    Column("money", String(24), nullable=False),  # exact, in the currency of the price lists
    Column("ended", Boolean, nullable=False),
    Index("usage_by_day", "day"),
    Index("usage_of_company", "company", "day"),
)

allowances = Table(
    "allowances",
    metadata,
    Column("company", String(40), primary_key=True),
    Column("bounds", JSON, nullable=False),
    Column("changed", UtcDateTime, nullable=False),
)
