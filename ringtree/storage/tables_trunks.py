"""The tables of trunks: their passwords, and how a running server finds them."""

from __future__ import annotations

from sqlalchemy import JSON, Column, String, Table, Text

from ringtree.storage.tables import UtcDateTime, metadata

trunk_secrets = Table(
    "trunk_secrets",
    metadata,
    Column("company", String(40), primary_key=True),
    Column("trunk", String(60), primary_key=True),
    Column("sealed", Text, nullable=False),  # encrypted, see storage/vault.py
    Column("changed", UtcDateTime, nullable=False),
)

#: What a server last saw, for commands in other processes.
trunk_states = Table(
    "trunk_states",
    metadata,
    Column("company", String(40), primary_key=True),
    Column("trunk", String(60), primary_key=True),
    Column("state", JSON, nullable=False),
    Column("seen", UtcDateTime, nullable=False),
)
