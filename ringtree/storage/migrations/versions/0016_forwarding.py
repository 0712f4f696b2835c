"""What people have said about their own calls."""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, Column, DateTime, String

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "forwardings",
        Column("company", String(40), primary_key=True),
        Column("extension", String(6), primary_key=True),
        Column("wishes", JSON, nullable=False),
        Column("author", String(200), nullable=False),
        Column("changed", DateTime(timezone=True), nullable=False),
    )
