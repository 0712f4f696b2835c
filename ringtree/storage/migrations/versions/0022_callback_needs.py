"""What goes with somebody who is called back: the priority, and what an agent must know."""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, Column

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the column; who waits to be called back already is like anybody."""
    op.add_column("callbacks", Column("needs", JSON))
