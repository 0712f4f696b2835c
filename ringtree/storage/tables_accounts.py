"""The tables of users and of what they do: sessions, keys, links, audit log, drafts."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from ringtree.storage.tables import UtcDateTime, metadata

users = Table(
    "users",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),  # in small letters
    Column("name", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("company", ForeignKey("companies.code"), index=True),  # none: of the server
    Column("extension", String(6)),
    Column("language", String(2), nullable=False),
    Column("password", String(200)),  # argon2id; none until the invitation is taken up
    Column("totp", Text),  # the second factor's secret, encrypted
    Column("totp_used", Integer, nullable=False),  # the last code's time step: none works twice
    Column("disabled", Boolean, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("signed_in", UtcDateTime),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("token", String(64), nullable=False, unique=True),  # SHA-256 of what the cookie holds
    Column("csrf", String(64), nullable=False),
    Column("user", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("company", String(40)),  # an operator's, who has signed in as its administrator
    Column("created", UtcDateTime, nullable=False),
    Column("seen", UtcDateTime, nullable=False),
    Column("address", String(64), nullable=False),
    Column("user_agent", String(255), nullable=False),
)

#: What is left of a user's recovery codes.
recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("user", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("code", String(64), primary_key=True),  # SHA-256: the code is random, not a password
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("secret", String(64), nullable=False),  # SHA-256: the key is random, not a password
    Column("company", ForeignKey("companies.code"), index=True),  # none: the operator's
    Column("name", String(200), nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("expires", UtcDateTime),
    Column("used", UtcDateTime),
)

#: Links that work once: the first administrator's, an invitation, a new password.
one_time_links = Table(
    "one_time_links",
    metadata,
    Column("token", String(64), primary_key=True),  # SHA-256
    Column("purpose", String(20), nullable=False),
    Column("user", ForeignKey("users.id", ondelete="CASCADE")),
    Column("expires", UtcDateTime, nullable=False),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("company", String(40)),
    Column("actor", String(32), nullable=False),
    Column("actor_name", String(200), nullable=False),
    Column("acting", String(200)),
    Column("address", String(64), nullable=False),
    Column("action", String(40), nullable=False),
    Column("noun", String(40), nullable=False),
    Column("key", String(200), nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Index("audit_log_of_company", "company", "id"),
    sqlite_autoincrement=True,
)

#: What was answered to a request with an Idempotency-Key.
idempotency = Table(
    "idempotency",
    metadata,
    Column("owner", String(64), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("status", Integer),  # none: under way
    Column("headers", JSON),
    Column("body", Text),  # none: it held a secret, which is not kept
    Index("idempotency_by_time", "created"),
)

#: One draft for each company: what was drawn and not published yet.
drafts = Table(
    "drafts",
    metadata,
    Column("company", ForeignKey("companies.code"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("base_revision", Integer),
    Column("changed", UtcDateTime, nullable=False),
    Column("changed_by", String(200), nullable=False),
)
