"""A request that is sent again because its answer was lost is not done again.

The client puts a name of its choice into `Idempotency-Key`; the first answer is kept for a day and
given to whoever repeats the request with the same credentials, a restart of the server included.
Answers with a secret in them, a new password or key, are not kept: the repetition learns that it
was done.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ringtree.api.problem import ApiProblem, Words
from ringtree.storage.database import Database
from ringtree.storage.tables_accounts import idempotency

HEADER = "Idempotency-Key"
KEPT = timedelta(days=1)
#: After which a request that never came to an end is taken to have died with its server.
LOST = timedelta(minutes=2)


class KeyReused(ApiProblem):
    """The key was used for another request."""

    status = 422
    name = "idempotency-key-reused"
    title: ClassVar[Words] = {"ru": "Ключ уже использован", "en": "Key used before"}
    detail: ClassVar[Words] = {
        "ru": "С этим Idempotency-Key уже был другой запрос. Возьмите новый ключ.",
        "en": "There was another request with this Idempotency-Key. Take a new one.",
    }


class StillUnderWay(ApiProblem):
    """The first request with this key has not been answered yet."""

    status = 409
    name = "request-under-way"
    title: ClassVar[Words] = {"ru": "Запрос выполняется", "en": "Request under way"}
    detail: ClassVar[Words] = {
        "ru": "Такой же запрос ещё выполняется. Повторите через несколько секунд.",
        "en": "The same request is still being done. Try again in some seconds.",
    }


class DoneBefore(ApiProblem):
    """It was done, and the answer held a secret that is shown once."""

    status = 409
    name = "done-before"
    title: ClassVar[Words] = {"ru": "Уже сделано", "en": "Done before"}
    detail: ClassVar[Words] = {
        "ru": "Запрос уже выполнен. Его ответ содержал секрет, который показывают один раз.",
        "en": "This was done. The answer held a secret, which is shown once.",
    }


@dataclass(frozen=True, slots=True)
class Answer:
    """What is given to a repetition."""

    status: int
    headers: dict[str, str]
    body: bytes


class Idempotency:
    """The answers that are kept. `owner` stands for the credentials of the request."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(
        self, owner: str, key: str, fingerprint: str, now: datetime | None = None
    ) -> Answer | None:
        """Reserve the key for this request: None, or the answer that was given before.

        Raises:
            KeyReused, StillUnderWay, DoneBefore: as they say.
        """
        now = now or datetime.now(UTC)
        row = {"owner": owner, "key": key, "fingerprint": fingerprint, "created": now}
        try:
            async with self._database.write() as connection:
                over = (idempotency.c.created < now - KEPT) | (
                    idempotency.c.status.is_(None) & (idempotency.c.created < now - LOST)
                )
                await connection.execute(delete(idempotency).where(over))
                await connection.execute(insert(idempotency).values(**row))
        except IntegrityError:
            return await self._given(owner, key, fingerprint)
        return None

    async def keep(self, owner: str, key: str, answer: Answer, *, is_secret: bool) -> None:
        """Keep the answer for who repeats the request."""
        body = None if is_secret else answer.body.decode("utf-8", "replace")
        values: dict[str, Any] = {"status": answer.status, "headers": answer.headers, "body": body}
        async with self._database.write() as connection:
            await connection.execute(update(idempotency).where(_of(owner, key)).values(**values))

    async def forget(self, owner: str, key: str) -> None:
        """Nothing was done: the request may be repeated in earnest."""
        async with self._database.write() as connection:
            await connection.execute(delete(idempotency).where(_of(owner, key)))

    async def _given(self, owner: str, key: str, fingerprint: str) -> Answer | None:
        query = select(idempotency).where(_of(owner, key))
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        if row is None or row["status"] is None:
            raise StillUnderWay
        if row["fingerprint"] != fingerprint:
            raise KeyReused
        if row["body"] is None:
            raise DoneBefore
        return Answer(row["status"], row["headers"], row["body"].encode())


def fingerprint(method: str, url: str, body: bytes) -> str:
    """What makes two requests the same."""
    return hashlib.sha256(f"{method} {url}\n".encode() + body).hexdigest()


def _of(owner: str, key: str) -> Any:
    return (idempotency.c.owner == owner) & (idempotency.c.key == key)
