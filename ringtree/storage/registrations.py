"""Where phones can be reached, kept so that they can still be after a restart [RFC 3261 §10.3]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import and_, delete, or_, select

from ringtree.storage.batched import BatchedStore
from ringtree.storage.database import Database
from ringtree.storage.journal import Entry
from ringtree.storage.tables import registrations
from ringtree.storage.upsert import insert_or_replace
from ringtree.storage.values import fitted

_DELETED_AT_ONCE = 100  # rows; each takes two parameters of a statement


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBinding:
    """One contact of one account.

    `expires` is seconds since 1970. `transport`, `host` and `port` are where the REGISTER came
    from: behind a NAT, the only way back [RFC 3581].
    """

    account: str
    contact: str
    expires: float
    call_id: str
    cseq: int
    q: float = 1.0
    path: tuple[str, ...] = ()
    transport: str
    host: str
    port: int
    user_agent: str = ""


class Registrations(BatchedStore):
    """Bindings that survive this process."""

    def __init__(self, database: Database, directory: Path) -> None:
        """`directory` is for the journal, and ours alone."""
        super().__init__("registrations", database, directory)

    def save(self, binding: StoredBinding) -> None:
        """Keep a binding, new or refreshed."""
        # Spelled out, because asdict() takes thirty times as long and this is each REGISTER's.
        self._batches.put(
            "save",
            {
                "account": binding.account,
                "contact": binding.contact,
                "expires": binding.expires,
                "call_id": binding.call_id,
                "cseq": binding.cseq,
                "q": binding.q,
                "path": binding.path,
                "transport": binding.transport,
                "host": binding.host,
                "port": binding.port,
                "user_agent": binding.user_agent,
            },
        )

    def remove(self, account: str, contact: str) -> None:
        """Forget a binding."""
        self._batches.put("remove", {"account": account, "contact": contact})

    async def load_all(self, *, now: float = 0.0) -> list[StoredBinding]:
        """Every binding that expires after `now` (seconds since 1970)."""
        query = select(registrations).where(registrations.c.expires > now)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [StoredBinding(**{**row, "path": tuple(row["path"])}) for row in rows]

    async def _apply(self, entries: Sequence[Entry]) -> None:
        latest: dict[tuple[str, str], dict[str, Any] | None] = {}
        for kind, data in entries:
            row = fitted(registrations, data)
            key = row["account"], row["contact"]
            latest[key] = row if kind == "save" else None
        saved = [{**row, "path": list(row["path"])} for row in latest.values() if row]
        removed = [key for key, row in latest.items() if row is None]
        async with self._database.write() as connection:
            await insert_or_replace(connection, registrations, saved)
            for start in range(0, len(removed), _DELETED_AT_ONCE):
                some = removed[start : start + _DELETED_AT_ONCE]
                await connection.execute(delete(registrations).where(_one_of(some)))


def _one_of(keys: Sequence[tuple[str, str]]) -> Any:
    account, contact = registrations.c.account, registrations.c.contact
    return or_(*(and_(account == wanted, contact == uri) for wanted, uri in keys))
