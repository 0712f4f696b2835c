"""Wrap-ups that commands ask a running server to end or extend."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Float, Integer, String

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "wrap_up_orders",
        Column("id", Integer, primary_key=True),
        Column("company", String(40), nullable=False),
        Column("extension", String(20), nullable=False),
        Column("seconds", Float, nullable=False),
        Column("by", String(120), nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("wrap_up_orders_of", "wrap_up_orders", ["company", "id"])
