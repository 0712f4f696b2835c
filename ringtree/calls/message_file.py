"""Where callers' messages are kept: one WAV file each, below the data directory."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import structlog

from ringtree.calls.call import Call
from ringtree.calls.message import MessageResult

log = structlog.get_logger(__name__)

#: Bytes that must be left on the disk: journals and database come before messages.
RESERVE = 100 * 2**20
#: Seconds of speech that make a message: less is a cough, or a phone being put down.
SHORTEST = 0.5
_TRIES = 1000


@dataclass(frozen=True, slots=True)
class MessageFile:
    """One message's file. `name` is its path below the data directory, for the record."""

    name: str
    path: Path

    @classmethod
    def of(cls, call: Call, *, room: int) -> MessageFile | None:
        """A file for a call's next message of `room` bytes; None if the disk can't take it."""
        data_dir = call.exchange.data_dir
        folder = Path("messages", call.snapshot.code)
        try:
            (data_dir / folder).mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(data_dir).free < RESERVE + room:
                log.error("no room for messages", directory=str(data_dir))
                return None
        except OSError as error:
            log.error("messages can't be kept", directory=str(data_dir), error=str(error))
            return None
        names = (str(folder / f"{call.id}-{number}.wav") for number in range(1, _TRIES))
        free = next((name for name in names if not (data_dir / name).exists()), None)
        return cls(free, data_dir / free) if free else None

    def keep(self, call: Call | None, result: MessageResult, *, shortest: float = SHORTEST) -> bool:
        """Put the message into the call's record, if one is given; without speech it goes."""
        if result.speech < shortest:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
            return False
        if call is not None:
            call.timeline.recording = self.name
        return True
