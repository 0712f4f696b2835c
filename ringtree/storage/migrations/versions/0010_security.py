"""Who is locked out, and from where accounts have been used."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime, Float, Integer, String

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "bans",
        Column("kind", String(10), primary_key=True),
        Column("subject", String(160), primary_key=True),
        Column("until", Float, nullable=False),
        Column("why", String(200), nullable=False),
        Column("times", Integer, nullable=False),
        Column("since", DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "places",
        Column("account", String(60), primary_key=True),
        Column("place", String(60), primary_key=True),
        Column("first_seen", DateTime(timezone=True), nullable=False),
    )
