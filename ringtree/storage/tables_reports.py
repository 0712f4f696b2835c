"""Who gets which report by mail."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table

from ringtree.storage.tables import UtcDateTime, metadata

mailed_reports = Table(
    "mailed_reports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("company", ForeignKey("companies.code"), nullable=False, index=True),
    Column("period", String(10), nullable=False),
    Column("hour", Integer, nullable=False),
    Column("to", JSON, nullable=False),
    Column("language", String(2), nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("sent", String(10)),  # the first day of the period that was mailed last
)
