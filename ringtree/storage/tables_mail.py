"""The tables of the mail outbox."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from ringtree.storage.tables import UtcDateTime, metadata

#: What is to be sent, and was. It never changes, but for its Message-ID when somebody wants it
#: sent once more.
mails = Table(
    "mails",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("company", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("reference", String(100), nullable=False),  # what it is about, "" for nothing
    Column("message_id", String(200), nullable=False),
    Column("sender", String(320), nullable=False),
    Column("language", String(8), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("attachments", JSON, nullable=False),
    Column("is_gatherable", Boolean, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Index("mails_of_company", "company", "created"),
    Index("mails_by_reference", "reference"),
)

#: One row for each address of a mail.
mail_deliveries = Table(
    "mail_deliveries",
    metadata,
    Column("mail", ForeignKey("mails.id"), primary_key=True),
    Column("address", String(320), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt", UtcDateTime, nullable=False),
    Column("waiting_since", UtcDateTime, nullable=False),
    Column("changed", UtcDateTime, nullable=False),
    Column("answer", Text, nullable=False),  # the server's last, or why there was none
    Column("gathered_in", String(100)),  # the mail that carries this one's content
    Index("mail_deliveries_due", "state", "next_attempt"),
    Index("mail_deliveries_gathered", "gathered_in"),
)
