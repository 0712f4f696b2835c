"""Bans are read in pages, the newest first."""

from __future__ import annotations

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the index."""
    op.create_index("bans_by_time", "bans", ["since"])
