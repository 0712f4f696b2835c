"""Who asked to be called back."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Index, Integer, String

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "callbacks",
        Column("id", String(32), primary_key=True),
        Column("company", String(40), nullable=False),
        Column("queue", String(60), nullable=False),
        Column("number", String(16), nullable=False),
        Column("name", String(200), nullable=False),
        Column("language", String(8), nullable=False),
        Column("source", String(16), nullable=False),
        Column("by", String(120), nullable=False),
        Column("requested", DateTime(timezone=True), nullable=False),
        Column("state", String(16), nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("again_at", DateTime(timezone=True)),
        Column("ended", DateTime(timezone=True)),
        Column("said", String(255), nullable=False),
        Index("callbacks_of_company", "company", "requested"),
        Index("callbacks_by_state", "state", "company"),
    )
