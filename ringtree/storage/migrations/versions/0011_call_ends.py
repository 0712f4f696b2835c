"""Where each caller was at the end, so that the journal can be asked for it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, String

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Two columns; calls of before have neither."""
    op.add_column("calls", Column("last_node", String(130)))
    op.add_column("calls", Column("last_exit", String(60)))
