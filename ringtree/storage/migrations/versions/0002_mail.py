"""The mail outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of mails and of their deliveries."""
    op.create_table(
        "mails",
        Column("id", String(100), primary_key=True),
        Column("company", String(40), nullable=False),
        Column("kind", String(40), nullable=False),
        Column("reference", String(100), nullable=False),
        Column("message_id", String(200), nullable=False),
        Column("sender", String(320), nullable=False),
        Column("language", String(8), nullable=False),
        Column("subject", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("html", Text, nullable=False),
        Column("attachments", sa.JSON, nullable=False),
        Column("is_gatherable", sa.Boolean, nullable=False),
        Column("created", DateTime(timezone=True), nullable=False),
        sa.Index("mails_of_company", "company", "created"),
        sa.Index("mails_by_reference", "reference"),
    )
    op.create_table(
        "mail_deliveries",
        Column("mail", String(100), ForeignKey("mails.id"), primary_key=True),
        Column("address", String(320), primary_key=True),
        Column("state", String(16), nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("next_attempt", DateTime(timezone=True), nullable=False),
        Column("waiting_since", DateTime(timezone=True), nullable=False),
        Column("changed", DateTime(timezone=True), nullable=False),
        Column("answer", Text, nullable=False),
        Column("gathered_in", String(100)),
        sa.Index("mail_deliveries_due", "state", "next_attempt"),
        sa.Index("mail_deliveries_gathered", "gathered_in"),
    )
