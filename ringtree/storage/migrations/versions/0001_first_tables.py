"""The first tables.

Written out in full and not taken from `tables.py`: a migration says what was true on its day.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, DateTime, Float, ForeignKey, Integer, String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    _documents()
    _accounts()
    _calls()


def _instant(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _documents() -> None:
    op.create_table(
        "companies",
        Column("code", String(40), primary_key=True),
        Column("name", String(200), nullable=False),
        Column("live_revision", Integer, nullable=False),
        _instant("created"),
    )
    op.create_table(
        "revisions",
        Column("company", String(40), ForeignKey("companies.code"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("text", Text, nullable=False),
        Column("document", Text, nullable=False),
        Column("sha256", String(64), nullable=False),
        Column("author", String(200), nullable=False),
        Column("note", Text, nullable=False),
        _instant("created"),
    )
    op.create_table(
        "publications",
        Column("id", Integer, primary_key=True),
        Column("company", String(40), ForeignKey("companies.code"), nullable=False),
        Column("revision", Integer, nullable=False),
        Column("author", String(200), nullable=False),
        _instant("created"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "numbers",
        Column("number", String(16), primary_key=True),
        Column("company", String(40), ForeignKey("companies.code"), nullable=False, index=True),
    )


def _accounts() -> None:
    op.create_table(
        "credentials",
        Column("account", String(60), primary_key=True),
        Column("realm", String(255), primary_key=True),
        Column("ha1_md5", String(32), nullable=False),
        Column("ha1_sha256", String(64), nullable=False),
        _instant("changed"),
    )
    op.create_table(
        "registrations",
        Column("account", String(60), primary_key=True),
        Column("contact", String(512), primary_key=True),
        Column("expires", Float, nullable=False),
        Column("call_id", String(512), nullable=False),
        Column("cseq", Integer, nullable=False),
        Column("q", Float, nullable=False),
        Column("path", sa.JSON, nullable=False),
        Column("transport", String(8), nullable=False),
        Column("host", String(64), nullable=False),
        Column("port", Integer, nullable=False),
        Column("user_agent", String(255), nullable=False),
    )


def _calls() -> None:
    op.create_table(
        "calls",
        Column("id", String(64), primary_key=True),
        Column("company", String(40), nullable=False),
        Column("direction", String(16), nullable=False),
        Column("caller", String(128), nullable=False),
        Column("caller_name", String(200), nullable=False),
        Column("called", String(128), nullable=False),
        Column("number", String(16)),
        Column("trunk", String(60)),
        Column("revision", Integer),
        Column("queue", String(60)),
        Column("answered_by", String(128)),
        _instant("started"),
        _instant("answered", nullable=True),
        _instant("ended", nullable=True),
        Column("ringing", Float, nullable=False),
        Column("waiting", Float, nullable=False),
        Column("talking", Float, nullable=False),
        Column("outcome", String(32), nullable=False),
        Column("result", String(16), nullable=False),
        Column("reason", String(255), nullable=False),
        Column("q850", Integer, nullable=False),
        Column("legs", sa.JSON, nullable=False),
        Column("trace", sa.JSON, nullable=False),
        Column("quality", sa.JSON, nullable=False),
    )
    op.create_index("calls_of_company", "calls", ["company", "started"])
    op.create_index("calls_by_time", "calls", ["started"])
