"""PINs of people and of whatever else a telephone's keys unlock."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Integer, String

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "pins",
        Column("company", String(40), primary_key=True),
        Column("holder", String(80), primary_key=True),
        Column("salt", String(32), nullable=False),
        Column("hash", String(64), nullable=False),
        Column("failures", Integer, nullable=False),
        Column("locked_until", DateTime(timezone=True)),
        Column("changed", DateTime(timezone=True), nullable=False),
    )
