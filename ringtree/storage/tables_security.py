"""The tables of who is locked out, and from where accounts have been used."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, String, Table

from ringtree.storage.tables import UtcDateTime, metadata

bans = Table(
    "bans",
    metadata,
    Column("kind", String(10), primary_key=True),
    Column("subject", String(160), primary_key=True),
    Column("until", Float, nullable=False),  # seconds since 1970
    Column("why", String(200), nullable=False),
    Column("times", Integer, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Index("bans_by_time", "since"),
)

places = Table(
    "places",
    metadata,
    Column("account", String(60), primary_key=True),
    Column("place", String(60), primary_key=True),  # a country's code, or a network
    Column("first_seen", UtcDateTime, nullable=False),
)
