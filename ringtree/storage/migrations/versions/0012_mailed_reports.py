"""Who gets which report by mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """One table."""
    op.create_table(
        "mailed_reports",
        Column("id", String(32), primary_key=True),
        Column("company", String(40), ForeignKey("companies.code"), nullable=False),
        Column("period", String(10), nullable=False),
        Column("hour", Integer, nullable=False),
        Column("to", sa.JSON, nullable=False),
        Column("language", String(2), nullable=False),
        Column("created", DateTime(timezone=True), nullable=False),
        Column("created_by", String(200), nullable=False),
        Column("sent", String(10)),
    )
    op.create_index("ix_mailed_reports_company", "mailed_reports", ["company"])
