"""What was said of people's presence."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Index, Integer, String

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the table of changes."""
    op.create_table(
        "presence_changes",
        Column("id", Integer, primary_key=True),
        Column("company", String(40), nullable=False),
        Column("extension", String(6), nullable=False),
        Column("presence", String(16), nullable=False),
        Column("reason", String(60)),
        Column("by", String(120), nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        Index("presence_of", "company", "extension", "id"),
        Index("presence_by_time", "company", "at"),
        sqlite_autoincrement=True,
    )
