"""The tables of mailboxes: messages, greetings recorded by phone, and what was done."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, Index, Integer, String, Table, Text

from ringtree.storage.tables import UtcDateTime, metadata

voicemail_messages = Table(
    "voicemail_messages",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("company", String(40), nullable=False),
    Column("mailbox", String(60), nullable=False),
    Column("call", String(64), nullable=False),
    Column("caller", String(128), nullable=False),
    Column("caller_name", String(200), nullable=False),
    Column("called", String(128), nullable=False),
    Column("started", UtcDateTime, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("speech", Float, nullable=False),
    Column("path", JSON, nullable=False),
    Column("file", String(255), nullable=False),  # below the data directory
    Column("size", Integer, nullable=False),  # bytes of all its files
    Column("state", String(8), nullable=False),
    Column("is_urgent", Boolean, nullable=False),
    Column("removed", UtcDateTime),  # since when it is in the bin
    Column("forwarded_by", String(64), nullable=False),  # "" for a caller's own
    Column("transcript", Text, nullable=False),
    Column("webhook", String(16), nullable=False),  # "" for none, else as a mail's states
    Column("webhook_attempts", Integer, nullable=False),
    Column("webhook_next", UtcDateTime),
    Column("webhook_answer", Text, nullable=False),
    Column("webhook_since", UtcDateTime),  # since when it waits; null: since it was left
    Index("voicemail_messages_of_mailbox", "company", "mailbox"),
    Index("voicemail_messages_webhooks", "webhook", "webhook_next"),
)

#: What was done to whose messages, by whom.
voicemail_events = Table(
    "voicemail_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("company", String(40), nullable=False),
    Column("mailbox", String(60), nullable=False),
    Column("message", String(80), nullable=False),
    Column("action", String(40), nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("detail", Text, nullable=False),
    Index("voicemail_events_of_mailbox", "company", "mailbox"),
    sqlite_autoincrement=True,
)

voicemail_greetings = Table(
    "voicemail_greetings",
    metadata,
    Column("company", String(40), primary_key=True),
    Column("mailbox", String(60), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("file", String(255), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("until", UtcDateTime),
    Column("changed", UtcDateTime, nullable=False),
)
