"""When who wanted to be left alone; who does now has done so since the last change known."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    insert,
    select,
)

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Create the table, and begin it."""
    changes = op.create_table(
        "quiet_changes",
        Column("id", Integer, primary_key=True),
        Column("company", String(40), nullable=False),
        Column("extension", String(6), nullable=False),
        Column("is_quiet", Boolean(), nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("quiet_of", "quiet_changes", ["company", "extension", "id"])
    op.create_index("quiet_by_time", "quiet_changes", ["company", "at"])
    forwardings = Table(
        "forwardings",
        MetaData(),
        Column("company", String(40)),
        Column("extension", String(6)),
        Column("wishes", JSON),
        Column("changed", DateTime(timezone=True)),
    )
    connection = op.get_bind()
    for row in connection.execute(select(forwardings)).mappings().all():
        if row["wishes"].get("do_not_disturb"):
            values = {"is_quiet": True, "at": row["changed"]}
            values |= {key: row[key] for key in ("company", "extension")}
            connection.execute(insert(changes).values(**values))
