"""What operators let companies use."""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, Column, DateTime, String

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the table; every company may use everything."""
    op.create_table(
        "allowances",
        Column("company", String(40), primary_key=True),
        Column("bounds", JSON, nullable=False),
        Column("changed", DateTime(timezone=True), nullable=False),
    )
