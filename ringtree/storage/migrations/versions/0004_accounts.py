"""Users and what they do: sessions, API keys, one-time links, audit log, drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create everything."""
    op.create_table(
        "users",
        Column("id", String(32), primary_key=True),
        Column("email", String(254), nullable=False, unique=True),
        Column("name", String(200), nullable=False),
        Column("role", String(20), nullable=False),
        Column("company", String(40), ForeignKey("companies.code")),
        Column("extension", String(6)),
        Column("language", String(2), nullable=False),
        Column("password", String(200)),
        Column("totp", Text),
        Column("totp_used", Integer, nullable=False),
        Column("disabled", sa.Boolean, nullable=False),
        Column("created", DateTime(timezone=True), nullable=False),
        Column("signed_in", DateTime(timezone=True)),
    )
    op.create_index("ix_users_company", "users", ["company"])
    op.create_table(
        "sessions",
        Column("id", String(32), primary_key=True),
        Column("token", String(64), nullable=False, unique=True),
        Column("csrf", String(64), nullable=False),
        Column("user", String(32), ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        Column("company", String(40)),
        Column("created", DateTime(timezone=True), nullable=False),
        Column("seen", DateTime(timezone=True), nullable=False),
        Column("address", String(64), nullable=False),
        Column("user_agent", String(255), nullable=False),
    )
    op.create_index("ix_sessions_user", "sessions", ["user"])
    op.create_table(
        "api_keys",
        Column("id", String(16), primary_key=True),
        Column("secret", String(64), nullable=False),
        Column("company", String(40), ForeignKey("companies.code")),
        Column("name", String(200), nullable=False),
        Column("scopes", sa.JSON, nullable=False),
        Column("created", DateTime(timezone=True), nullable=False),
        Column("created_by", String(200), nullable=False),
        Column("expires", DateTime(timezone=True)),
        Column("used", DateTime(timezone=True)),
    )
    op.create_index("ix_api_keys_company", "api_keys", ["company"])
    op.create_table(
        "one_time_links",
        Column("token", String(64), primary_key=True),
        Column("purpose", String(20), nullable=False),
        Column("user", String(32), ForeignKey("users.id", ondelete="CASCADE")),
        Column("expires", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "audit_log",
        Column("id", Integer, primary_key=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("company", String(40)),
        Column("actor", String(32), nullable=False),
        Column("actor_name", String(200), nullable=False),
        Column("acting", String(200)),
        Column("address", String(64), nullable=False),
        Column("action", String(40), nullable=False),
        Column("noun", String(40), nullable=False),
        Column("key", String(200), nullable=False),
        Column("before", sa.JSON),
        Column("after", sa.JSON),
        sqlite_autoincrement=True,
    )
    op.create_index("audit_log_of_company", "audit_log", ["company", "id"])
    op.create_table(
        "idempotency",
        Column("owner", String(64), primary_key=True),
        Column("key", String(200), primary_key=True),
        Column("fingerprint", String(64), nullable=False),
        Column("created", DateTime(timezone=True), nullable=False),
        Column("status", Integer),
        Column("headers", sa.JSON),
        Column("body", Text),
    )
    op.create_index("idempotency_by_time", "idempotency", ["created"])
    op.create_table(
        "drafts",
        Column("company", String(40), ForeignKey("companies.code"), primary_key=True),
        Column("version", Integer, nullable=False),
        Column("text", Text, nullable=False),
        Column("base_revision", Integer),
        Column("changed", DateTime(timezone=True), nullable=False),
        Column("changed_by", String(200), nullable=False),
    )
