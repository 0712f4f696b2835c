"""Ways in for somebody whose authenticator app is gone."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, String

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "recovery_codes",
        Column("user", String(32), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
        Column("code", String(64), primary_key=True),
    )
