"""Passwords of trunks, and how a running server finds each."""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, Column, DateTime, String, Text

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "trunk_secrets",
        Column("company", String(40), primary_key=True),
        Column("trunk", String(60), primary_key=True),
        Column("sealed", Text, nullable=False),
        Column("changed", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "trunk_states",
        Column("company", String(40), primary_key=True),
        Column("trunk", String(60), primary_key=True),
        Column("state", JSON, nullable=False),
        Column("seen", DateTime(timezone=True), nullable=False),
    )
