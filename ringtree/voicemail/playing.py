"""Recordings as a media worker plays them: in the clear, for as long as somebody listens."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import shutil
from pathlib import Path

from ringtree.voicemail import audio
from ringtree.voicemail.draft import FOLDER
from ringtree.voicemail.files import MessageFiles


class Playing:
    """Copies of recordings, read by the server's user alone."""

    def __init__(self, files: MessageFiles) -> None:
        self._files = files
        self._folder = files.data_dir / FOLDER / ".playing"

    def clear(self) -> None:
        """Remove what an earlier process had in the clear."""
        shutil.rmtree(self._folder, ignore_errors=True)

    async def playable(self, name: str) -> Path:
        """A recording as A-law; give it back with `put_away`.

        Raises:
            OSError: it can't be read.
        """
        return await asyncio.to_thread(self._make, name)

    def _make(self, name: str) -> Path:
        content = audio.to_alaw(self._files.read(name))
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{secrets.token_hex(8)}.alaw"
        path.touch(mode=0o600)
        path.write_bytes(content)
        return path

    def put_away(self, path: Path) -> None:
        """The sound is no longer needed in the clear."""
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
