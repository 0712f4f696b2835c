"""Mailboxes: messages, events, greetings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, DateTime, Float, Integer, String, Text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create the three tables."""
    _messages()
    _events()
    _state()


def _instant(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _messages() -> None:
    op.create_table(
        "voicemail_messages",
        Column("id", String(80), primary_key=True),
        Column("company", String(40), nullable=False),
        Column("mailbox", String(60), nullable=False),
        Column("call", String(64), nullable=False),
        Column("caller", String(128), nullable=False),
        Column("caller_name", String(200), nullable=False),
        Column("called", String(128), nullable=False),
        _instant("started"),
        Column("seconds", Float, nullable=False),
        Column("speech", Float, nullable=False),
        Column("path", sa.JSON, nullable=False),
        Column("file", String(255), nullable=False),
        Column("size", Integer, nullable=False),
        Column("state", String(8), nullable=False),
        Column("is_urgent", Boolean, nullable=False),
        _instant("removed", nullable=True),
        Column("forwarded_by", String(64), nullable=False),
        Column("transcript", Text, nullable=False),
        Column("webhook", String(16), nullable=False),
        Column("webhook_attempts", Integer, nullable=False),
        _instant("webhook_next", nullable=True),
        Column("webhook_answer", Text, nullable=False),
        sa.Index("voicemail_messages_of_mailbox", "company", "mailbox"),
        sa.Index("voicemail_messages_webhooks", "webhook", "webhook_next"),
    )


def _events() -> None:
    op.create_table(
        "voicemail_events",
        Column("id", Integer, primary_key=True),
        Column("company", String(40), nullable=False),
        Column("mailbox", String(60), nullable=False),
        Column("message", String(80), nullable=False),
        Column("action", String(40), nullable=False),
        Column("by", String(64), nullable=False),
        _instant("at"),
        Column("detail", Text, nullable=False),
        sa.Index("voicemail_events_of_mailbox", "company", "mailbox"),
        sqlite_autoincrement=True,
    )


def _state() -> None:
    op.create_table(
        "voicemail_greetings",
        Column("company", String(40), primary_key=True),
        Column("mailbox", String(60), primary_key=True),
        Column("kind", String(16), primary_key=True),
        Column("file", String(255), nullable=False),
        Column("seconds", Float, nullable=False),
        _instant("until", nullable=True),
        _instant("changed"),
    )
