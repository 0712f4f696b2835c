"""Which part of a company's live state was changed last."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, String

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table; its ids are never given out twice."""
    op.create_table(
        "touches",
        Column("id", Integer, primary_key=True),
        Column("topic", String(40), nullable=False),
        Column("company", String(40), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("touches_of", "touches", ["topic", "company"], unique=True)
