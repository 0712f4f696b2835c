"""Recordings that are made by telephone: a take to listen to, then an upload like any other."""

from __future__ import annotations

import asyncio
import os
import secrets
from pathlib import Path

from ringtree.prompts.library import PromptLibrary

_FOLDER = "studio"


class Studio:
    """Where prompts are recorded. Nothing of a take stays once it is kept or dropped."""

    __slots__ = ("_data_dir", "_library")

    def __init__(self, library: PromptLibrary, data_dir: Path) -> None:
        self._library = library
        self._data_dir = data_dir

    async def new_take(self, company: str) -> str:
        """A file to record into, below the data directory.

        Raises:
            OSError: there can be none.
        """
        name = f"{_FOLDER}/{company}/{secrets.token_hex(8)}.wav"
        await asyncio.to_thread(self._make_folder, name)
        return name

    def _make_folder(self, name: str) -> None:
        (self._data_dir / name).parent.mkdir(parents=True, exist_ok=True)

    async def develop(self, company: str, take: str) -> str:
        """Bring a take to the level of a prompt; the name under which it can be played.

        Raises:
            BadSound, CacheUnwritable, OSError: it can't be read, or not be kept.
        """
        draft = f"take-{Path(take).stem}"
        data = await asyncio.to_thread((self._data_dir / take).read_bytes)
        await self._library.uploads.add(company, draft, data)
        return draft

    async def keep(self, company: str, draft: str, name: str) -> None:
        """Make a developed take the company's recording of this name, in an older one's place.

        Raises:
            OSError: it stays what it was.
        """
        uploads = self._library.uploads
        await asyncio.to_thread(
            os.replace, uploads.path(company, draft), uploads.path(company, name)
        )

    async def drop(self, company: str, take: str) -> None:
        """Forget a take, and what was developed of it."""
        await asyncio.to_thread((self._data_dir / take).unlink, missing_ok=True)
        await asyncio.to_thread(self._library.uploads.remove, company, f"take-{Path(take).stem}")
