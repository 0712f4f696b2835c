"""The tables. Whatever is here is changed by a migration, and only by one."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    true,
)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant; aware UTC in Python whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a naive datetime is somebody's mistake and raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone; it was UTC."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


metadata = MetaData()

companies = Table(
    "companies",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("live_revision", Integer, nullable=False),
    Column("created", UtcDateTime, nullable=False),
)

#: A revision is never changed once it is here.
revisions = Table(
    "revisions",
    metadata,
    Column("company", ForeignKey("companies.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),  # YAML as its author wrote it
    Column("document", Text, nullable=False),  # the same parsed, as JSON
    Column("sha256", String(64), nullable=False),
    Column("author", String(200), nullable=False),
    Column("note", Text, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    # Published with the operator's authority: the company was given its trunks and numbers.
    Column("by_operator", Boolean, nullable=False, server_default=true()),
)

#: Its highest id is all that a running server asks for, several times a second.
publications = Table(
    "publications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("company", ForeignKey("companies.code"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("author", String(200), nullable=False),
    Column("created", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)

#: The live numbers: the primary key is what keeps one number from two companies.
numbers = Table(
    "numbers",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("company", ForeignKey("companies.code"), nullable=False, index=True),
)

#: Which part of the state that people change was changed last, and for which company: one row
#: for each of the two together, whose id is new after every change. See `storage.changes`.
touches = Table(
    "touches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("topic", String(40), nullable=False),
    Column("company", String(40), nullable=False),
    Index("touches_of", "topic", "company", unique=True),
    sqlite_autoincrement=True,
)

credentials = Table(
    "credentials",
    metadata,
    Column("account", String(60), primary_key=True),
    Column("realm", String(255), primary_key=True),
    Column("ha1_md5", String(32), nullable=False),
    Column("ha1_sha256", String(64), nullable=False),
    Column("changed", UtcDateTime, nullable=False),
)

#: What people have set instead of a schedule's rules: the last for each schedule.
overrides = Table(
    "overrides",
    metadata,
    Column("company", String(40), primary_key=True),
    Column("schedule", String(60), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("exception", String(200)),
    Column("since", UtcDateTime, nullable=False),
    Column("until", String(16), nullable=False),
    Column("ends_at", UtcDateTime),
    Column("who", String(200), nullable=False),
    Column("why", Text, nullable=False),
)

#: PINs, of people by their internal number. `failures` are attempts since the last right one.
pins = Table(
    "pins",
    metadata,
    Column("company", String(40), primary_key=True),
    Column("holder", String(80), primary_key=True),
    Column("salt", String(32), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", UtcDateTime),
    Column("changed", UtcDateTime, nullable=False),
)

registrations = Table(
    "registrations",
    metadata,
    Column("account", String(60), primary_key=True),
    Column("contact", String(512), primary_key=True),
    Column("expires", Float, nullable=False),  # seconds since 1970
    Column("call_id", String(512), nullable=False),
    Column("cseq", Integer, nullable=False),
    Column("q", Float, nullable=False),
    Column("path", JSON, nullable=False),
    Column("transport", String(8), nullable=False),
    Column("host", String(64), nullable=False),
    Column("port", Integer, nullable=False),
    Column("user_agent", String(255), nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("company", String(40), nullable=False),
    Column("direction", String(16), nullable=False),
    Column("caller", String(128), nullable=False),
    Column("caller_name", String(200), nullable=False),
    Column("called", String(128), nullable=False),
    Column("number", String(16)),
    Column("trunk", String(60)),
    Column("revision", Integer),
    Column("queue", String(60)),
    Column("answered_by", String(128)),
    Column("started", UtcDateTime, nullable=False),
    Column("answered", UtcDateTime),
    Column("ended", UtcDateTime),
    Column("ringing", Float, nullable=False),
    Column("waiting", Float, nullable=False),
    Column("talking", Float, nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("result", String(16), nullable=False),
    Column("reason", String(255), nullable=False),
    Column("q850", Integer, nullable=False),
    Column("last_node", String(130)),  # where the caller was at the end: tree/node
    Column("last_exit", String(60)),  # how that node was left
    Column("legs", JSON, nullable=False),
    Column("trace", JSON, nullable=False),
    Column("quality", JSON, nullable=False),
    Index("calls_of_company", "company", "started"),
    Index("calls_by_time", "started"),
)
