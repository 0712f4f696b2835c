"""What was called to the outside, for limits that survive a restart."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, Float, String

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "usage",
        Column("id", String(64), primary_key=True),
        Column("company", String(40), nullable=False),
        Column("extension", String(6)),
        Column("trunk", String(60), nullable=False),
        Column("number", String(16), nullable=False),
        Column("day", String(10), nullable=False),
        Column("night", Boolean, nullable=False),
        Column("begun", Float, nullable=False),
        Column("seconds", Float, nullable=False),
        Column("money", String(24), nullable=False),
        Column("ended", Boolean, nullable=False),
    )
    op.create_index("usage_by_day", "usage", ["day"])
    op.create_index("usage_of_company", "usage", ["company", "day"])
