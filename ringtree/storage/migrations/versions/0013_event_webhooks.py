"""Servers of companies that are told of events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Text

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """The servers, and what is on its way to them."""
    op.create_table(
        "event_webhooks",
        Column("id", String(32), primary_key=True),
        Column("company", String(40), ForeignKey("companies.code"), nullable=False),
        Column("url", String(2000), nullable=False),
        Column("kinds", sa.JSON, nullable=False),
        Column("secret", Text, nullable=False),
        Column("enabled", sa.Boolean, nullable=False),
        Column("created", DateTime(timezone=True), nullable=False),
        Column("created_by", String(200), nullable=False),
        Column("delivered", DateTime(timezone=True)),
        Column("failure", String(300), nullable=False),
    )
    op.create_index("ix_event_webhooks_company", "event_webhooks", ["company"])
    webhook = ForeignKey("event_webhooks.id", ondelete="CASCADE")
    op.create_table(
        "event_deliveries",
        Column("id", Integer, primary_key=True),
        Column("webhook", String(32), webhook, nullable=False),
        Column("kind", String(60), nullable=False),
        Column("body", Text, nullable=False),
        Column("created", DateTime(timezone=True), nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("due", DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("event_deliveries_of_webhook", "event_deliveries", ["webhook", "id"])
    op.create_index("event_deliveries_due", "event_deliveries", ["due"])
