"""Recordings a company brought along: converted once, then played by name."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

from ringtree.prompts.cache import CacheUnwritable, write_whole
from ringtree.prompts.converter import Converter
from ringtree.prompts.telephone import Kind

_NAME = re.compile(r"[\w][\w .-]{0,99}")  # as `Prompt.file` in a document
_CODE = re.compile(r"[a-z0-9-]{1,40}")
_SUFFIX = ".alaw"
#: Octets of a name: with what is put behind it, file systems take 255.
LONGEST_NAME = 220
#: Recordings of one company; of the longest, they take 5 GB.
MOST_RECORDINGS = 1000


class BadUploadName(ValueError):
    """A name no document could refer to."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} is not a name for a recording: letters, digits, spaces, '.', '_' and '-',"
            " at most 100"
        )
        self.name = name


class TooManyRecordings(Exception):
    """The company has as many recordings as it may."""

    def __init__(self, most: int) -> None:
        super().__init__(f"there are {most} recordings already: remove some that nothing plays")
        self.most = most


class Uploads:
    """The recordings of every company, in `folder`/<company code>/<name>.alaw."""

    __slots__ = ("_convert", "_folder")

    def __init__(self, folder: Path, convert: Converter) -> None:
        self._folder = folder
        self._convert = convert

    async def add(self, company: str, name: str, data: bytes) -> Path:
        """Convert a recording of any usual format and keep it; an earlier one is replaced.

        Raises:
            BadUploadName: the name could not stand in a document.
            BadSound: the file cannot be read, or is too long or too large.
            CacheUnwritable: it cannot be stored.
            TooManyRecordings: the company has as many as it may.
        """
        path = self.path(company, name)
        if not path.exists() and sum(1 for _ in self.names(company)) >= MOST_RECORDINGS:
            raise TooManyRecordings(MOST_RECORDINGS)
        octets = await self.convert(data)
        await asyncio.to_thread(self._store, path, octets)
        return path

    async def convert(self, data: bytes) -> bytes:
        """A recording of any usual format as A-law; a few are converted at once, others wait.

        Raises:
            BadSound: the file cannot be read, or is too long or too large.
        """
        return await self._convert(data, Kind.RECORDING)

    def _store(self, path: Path, octets: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, octets)
        except OSError as error:
            raise CacheUnwritable(path.parent, error) from error

    def path(self, company: str, name: str) -> Path:
        """Where a recording of that name is or would be.

        Raises:
            BadUploadName: the name, or the company's code, could lead elsewhere.
        """
        if not _NAME.fullmatch(name) or len(name.encode()) > LONGEST_NAME:
            raise BadUploadName(name)
        if not _CODE.fullmatch(company):
            raise BadUploadName(company)
        return self._folder / company / f"{name}{_SUFFIX}"

    def find(self, company: str, name: str) -> Path | None:
        """The recording, or None if there is none of that name."""
        try:
            path = self.path(company, name)
        except BadUploadName:
            return None
        return path if path.is_file() else None

    def names(self, company: str) -> Iterator[str]:
        """The names of a company's recordings."""
        if _CODE.fullmatch(company):
            for path in sorted((self._folder / company).glob(f"*{_SUFFIX}")):
                yield path.name.removesuffix(_SUFFIX)

    def remove(self, company: str, name: str) -> None:
        """Forget a recording; who hears it now hears it to the end."""
        self.path(company, name).unlink(missing_ok=True)
