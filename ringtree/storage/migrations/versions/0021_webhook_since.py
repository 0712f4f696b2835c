"""Since when a mailbox's webhook waits: a message that is sent again or on begins anew."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, DateTime

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the column; what waits already has waited since it was left."""
    op.add_column("voicemail_messages", Column("webhook_since", DateTime(timezone=True)))
