"""What people have set instead of a schedule's rules."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, String, Text

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create the table: one row for each schedule that was ever overridden and not revoked."""
    op.create_table(
        "overrides",
        Column("company", String(40), primary_key=True),
        Column("schedule", String(60), primary_key=True),
        Column("kind", String(16), nullable=False),
        Column("exception", String(200)),
        Column("since", DateTime(timezone=True), nullable=False),
        Column("until", String(16), nullable=False),
        Column("ends_at", DateTime(timezone=True)),
        Column("who", String(200), nullable=False),
        Column("why", Text, nullable=False),
    )
