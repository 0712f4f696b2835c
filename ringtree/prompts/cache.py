"""Ready-made sound on disk, bounded, made once however many ask for it."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path

from ringtree.tasks import TaskOwner

DEFAULT_LIMIT = 512 * 1024 * 1024  # octets: some eighteen hours
_SUFFIX = ".alaw"
_TOUCH_AFTER = 3_600.0  # seconds; recency need not be finer, and reading stays cheap
_YOUNG = 120.0  # seconds; what was just made is about to be played
_TRIM_TO = 0.9  # of the limit, so that not every new prompt trims


class CacheUnwritable(Exception):
    """The disk is full or the folder may not be written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(f"cannot write prompts to {folder}: {error.strerror or error}")
        self.folder = folder


@lru_cache(maxsize=4096)
def cache_key(*parts: str) -> str:
    """A name for what the parts describe together."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class PromptCache:
    """A-law files in `folder`/xx/, named by key; the least recently used go when it is full.

    Losing files, or all of them, loses time only: they are made again when asked for.
    """

    __slots__ = ("_folder", "_limit", "_making", "_now", "_owner", "_size")

    def __init__(
        self,
        folder: Path,
        *,
        limit: int = DEFAULT_LIMIT,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._limit = limit
        self._now = now
        self._size: int | None = None  # octets; not known before the first trim looked
        self._making: dict[str, asyncio.Future[Path]] = {}
        self._owner = TaskOwner("prompts")

    def path(self, key: str) -> Path:
        """Where the sound of `key` is or will be."""
        return self._folder / key[:2] / f"{key}{_SUFFIX}"

    def find(self, key: str) -> Path | None:
        """The finished sound, marked as used; None if it has to be made."""
        path = self.path(key)
        try:
            status = path.stat()
        except OSError:
            return None
        if status.st_size == 0:
            return None
        now = self._now()
        if now - status.st_mtime > _TOUCH_AFTER:
            with suppress(OSError):
                os.utime(path, (now, now))
        return path

    async def fetch(self, key: str, make: Callable[[], Awaitable[bytes]]) -> Path:
        """The sound of `key`, made by `make` unless it exists or is being made.

        A caller who hangs up while waiting does not stop the making: others may wait for it.

        Raises:
            CacheUnwritable: it was made but cannot be stored.
            Exception: whatever `make` raises, for everybody who waits.
        """
        if (path := self.find(key)) is not None:
            return path
        pending = self._making.get(key)
        if pending is None:
            pending = asyncio.get_running_loop().create_future()
            self._making[key] = pending
            making = self._owner.start(self._make(key, make, pending), name=key[:12])
            making.add_done_callback(partial(self._made, key, pending))
        return await asyncio.shield(pending)

    async def _make(
        self, key: str, make: Callable[[], Awaitable[bytes]], pending: asyncio.Future[Path]
    ) -> None:
        try:
            pending.set_result(await asyncio.to_thread(self._store, key, await make()))
        except Exception as error:
            pending.set_exception(error)
            pending.exception()  # whoever waited may be gone: then nobody is to be told

    def _made(self, key: str, pending: asyncio.Future[Path], _: asyncio.Task[None]) -> None:
        # A task that is cancelled before its first step never runs at all: tell those who wait.
        pending.cancel()
        del self._making[key]

    def _store(self, key: str, octets: bytes) -> Path:
        """Write the file so that nobody ever sees a part of it. Runs in a thread."""
        path = self.path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, octets)
            self._grow(len(octets))
        except OSError as error:
            raise CacheUnwritable(self._folder, error) from error
        return path

    def _grow(self, octets: int) -> None:
        self._size = None if self._size is None else self._size + octets
        if self._size is None or self._size > self._limit:
            self._size = self._trim()

    def _trim(self) -> int:
        """Remove the files longest unused until there is room again; the octets that remain."""
        files = self._files()
        total = sum(size for _, size, _ in files)
        if total <= self._limit:
            return total
        newest = self._now() - _YOUNG
        for used, size, path in sorted(files, key=lambda entry: entry[0]):
            if total <= self._limit * _TRIM_TO or used > newest:
                break
            path.unlink(missing_ok=True)
            total -= size
        return total

    def _files(self) -> list[tuple[float, int, Path]]:
        """Every finished file as (time of use, octets, path); leftovers of a crash are removed."""
        found = []
        for path in self._folder.glob("??/*"):
            with suppress(FileNotFoundError):
                status = path.stat()
                if path.suffix == _SUFFIX:
                    found.append((status.st_mtime, status.st_size, path))
                elif self._now() - status.st_mtime > _YOUNG:
                    path.unlink()
        return found

    async def stop(self) -> None:
        """Give up what is being made."""
        await self._owner.stop()


def write_whole(path: Path, octets: bytes) -> None:
    """Write a file in one step: a reader, or a crash, finds the old one or the new one.

    Raises:
        OSError: it could not be written; nothing is left behind.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem[:16], suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(octets)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
