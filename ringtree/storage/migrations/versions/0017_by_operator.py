"""Which revisions have the operator's authority: what companies had before, they were given."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, true

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the column."""
    op.add_column(
        "revisions", Column("by_operator", Boolean(), nullable=False, server_default=true())
    )
