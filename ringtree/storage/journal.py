"""An append-only file between an event and the database, so that what was said is never unsaid.

`append` is one system call: when it has returned, the entry is in the kernel and survives the
death of this process, however sudden. (It is not on the disk: a power failure may take the last
seconds. That is the price of microseconds, and the BYE of a call is not a bank transfer.)

Entries are lines, each with its checksum, in numbered segments. A line cut short by a crash is
skipped at the replay; a new process never appends to an old segment, so a torn tail stays a
tail. Once the database has everything up to a position, `checkpoint` removes the segments below.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from pydantic_core import PydanticSerializationError, to_json

SEGMENT_LIMIT = 4 * 1024 * 1024  # bytes; then a new segment begins
WORTH_EMPTYING = 256 * 1024  # bytes; a smaller segment is not worth a truncation each batch


class JournalError(Exception):
    """An entry could not be written, or the journal not be opened."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"the journal {path} cannot be written: {why}")
        self.path = path
        self.why = why


class Entry(NamedTuple):
    """What `append` was given."""

    kind: str
    data: dict[str, Any]


class Journal:
    """The journal in one directory, which it holds locked against other processes."""

    __slots__ = (
        "_closed_segments",
        "_descriptor",
        "_directory",
        "_lock",
        "_segment",
        "_segment_limit",
        "_size",
        "_torn",
        "position",
        "skipped",
    )

    def __init__(self, directory: Path, *, segment_limit: int = SEGMENT_LIMIT) -> None:
        """Open the directory, creating it if need be.

        Raises:
            JournalError: another process has it, or it cannot be written.
        """
        self._directory = directory
        self._segment_limit = segment_limit
        self._descriptor = -1
        self._size = 0
        self._torn = False
        #: How many entries were appended by this process; what `checkpoint` is told.
        self.position = 0
        #: Lines that the last replay could not read.
        self.skipped = 0
        self._lock = self._locked()
        #: Older segments and the position of the last entry in each; 0 for inherited ones.
        self._closed_segments = [(path, 0) for path in self._segments()]
        self._segment = 1 + max((int(path.stem) for path, _ in self._closed_segments), default=0)

    def append(self, kind: str, data: dict[str, Any]) -> int:
        """Write one entry and return its position. `data` must be plain JSON values.

        Raises:
            JournalError: it is not written, and nothing of it will be replayed.
        """
        body = _encode([kind, data])
        line = b"%08x %b\n" % (crc32(body), body)
        try:
            if self._descriptor < 0:
                self._open_segment()
            self._write(line)
        except OSError as error:
            raise JournalError(self._path(), _words(error)) from error
        self.position += 1
        if self._size >= self._segment_limit:
            self._close_segment()
        return self.position

    def replay(self) -> Iterator[Entry]:
        """Every readable entry not checkpointed, oldest first; an entry may come again."""
        self.skipped = 0
        current = [self._path()] if self._descriptor >= 0 else []
        for path in [*(path for path, _ in self._closed_segments), *current]:
            with path.open("rb") as lines:
                for line in lines:
                    entry = _read(line)
                    if entry is not None:
                        yield entry
                    elif line != b"\n":
                        self.skipped += 1

    def checkpoint(self, position: int) -> None:
        """Everything up to `position` is safe elsewhere: forget what can be forgotten."""
        kept = []
        for path, last in self._closed_segments:
            if last <= position:
                path.unlink(missing_ok=True)
            else:
                kept.append((path, last))
        self._closed_segments = kept
        if position >= self.position and self._size >= WORTH_EMPTYING:
            self._empty()

    def close(self) -> None:
        """Let go of the directory. An emptied journal leaves no segment behind."""
        if self._descriptor >= 0:
            self._close_segment()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def checkpoint_all(self) -> None:
        """Nothing in the journal is needed any more."""
        if self._descriptor >= 0:
            self._empty()
        self.checkpoint(self.position)

    @property
    def holds_entries(self) -> bool:
        """Whether a replay would find anything."""
        return bool(self._closed_segments or self._size)

    def _segments(self) -> list[Path]:
        return sorted(self._directory.glob("[0-9]*.log"))

    def _path(self) -> Path:
        return self._directory / f"{self._segment:08d}.log"

    def _locked(self) -> int:
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._directory / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
        except OSError as error:
            raise JournalError(self._directory, _words(error)) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise JournalError(self._directory, "another process is using it") from None
        return descriptor

    def _open_segment(self) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        self._descriptor = os.open(self._path(), flags, 0o600)
        self._size = os.fstat(self._descriptor).st_size

    def _close_segment(self) -> None:
        os.close(self._descriptor)
        self._descriptor = -1
        if self._size:
            self._closed_segments.append((self._path(), self.position))
        else:
            self._path().unlink(missing_ok=True)
        self._segment += 1
        self._size = 0

    def _write(self, line: bytes) -> None:
        if self._torn:
            self._mend()
        written = os.write(self._descriptor, line)
        if written < len(line):
            self._torn = True
            self._mend()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._size += written

    def _mend(self) -> None:
        """Cut a half-written line off, so that the next one does not continue it."""
        os.ftruncate(self._descriptor, self._size)
        self._torn = False

    def _empty(self) -> None:
        os.ftruncate(self._descriptor, 0)
        self._size = 0


def _encode(value: Any) -> bytes:
    """JSON; by pydantic's encoder, in a seventh of the standard library's time."""
    try:
        return to_json(value)
    except PydanticSerializationError:  # bytes of a header that were not UTF-8
        return json.dumps(value).encode()


def _words(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full"
    return error.strerror or str(error)


def _read(line: bytes) -> Entry | None:
    checksum, _, body = line.removesuffix(b"\n").partition(b" ")
    if not line.endswith(b"\n") or checksum != b"%08x" % crc32(body):
        return None
    try:
        kind, data = json.loads(body)
    except ValueError:
        return None
    return Entry(kind, data)
