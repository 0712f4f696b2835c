"""Servers of companies that are told of events, and what is on its way to them."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from ringtree.storage.tables import UtcDateTime, metadata

event_webhooks = Table(
    "event_webhooks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("company", ForeignKey("companies.code"), nullable=False, index=True),
    Column("url", String(2000), nullable=False),
    Column("kinds", JSON, nullable=False),
    Column("secret", Text, nullable=False),  # sealed
    Column("enabled", Boolean, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("delivered", UtcDateTime),  # the last time it took one
    Column("failure", String(300), nullable=False),  # why the last one was not taken
)

event_deliveries = Table(
    "event_deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "webhook",
        ForeignKey("event_webhooks.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("kind", String(60), nullable=False),
    Column("body", Text, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Index("event_deliveries_of_webhook", "webhook", "id"),
    Index("event_deliveries_due", "due"),
    sqlite_autoincrement=True,
)
