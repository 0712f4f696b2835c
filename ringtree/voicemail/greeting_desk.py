"""Greetings put in their place and taken away: the file, the row, and who did it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ringtree.voicemail import audio
from ringtree.voicemail.draft import folder_of, new_id
from ringtree.voicemail.files import MessageFiles
from ringtree.voicemail.greetings import GreetingKind, Greetings, Recorded
from ringtree.voicemail.message import BoxKey
from ringtree.voicemail.store import MessageStore


class GreetingDesk:
    """For telephone, API and commands alike. Every method may raise `DatabaseFailure`."""

    def __init__(
        self,
        greetings: Greetings,
        files: MessageFiles,
        store: MessageStore,
        now: Callable[[], datetime],
    ) -> None:
        self._greetings = greetings
        self._files = files
        self._store = store
        self._now = now

    async def set(
        self,
        key: BoxKey,
        kind: GreetingKind,
        alaw: bytes,
        *,
        by: str,
        until: datetime | None = None,
    ) -> None:
        """Put a greeting in its place.

        Raises:
            OSError: it can't be written.
        """
        name = str(folder_of(key.company) / f"greeting-{new_id()}.alaw")
        await asyncio.to_thread(_write_private, self._files.data_dir / name, alaw)
        recorded = Recorded(name, len(alaw) / audio.RATE, until)
        previous = await self._greetings.set(key, kind, recorded, now=self._now())
        await self._store.note(key, f"greeting {kind.value} set", by=by, now=self._now())
        self._drop(previous)

    async def clear(self, key: BoxKey, kind: GreetingKind, *, by: str) -> bool:
        """Take a greeting away; whether there was one."""
        previous = await self._greetings.clear(key, kind)
        if previous is not None:
            await self._store.note(key, f"greeting {kind.value} removed", by=by, now=self._now())
        self._drop(previous)
        return previous is not None

    def _drop(self, previous: Recorded | None) -> None:
        if previous is not None:
            with contextlib.suppress(OSError):
                self._files.remove(previous.file)


def _write_private(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(content)
