"""Converting recordings to telephone sound in a process of its own."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Protocol

from ringtree.prompts.decoder import LONGEST
from ringtree.prompts.telephone import LARGEST_FILE, Kind, refusal_of
from ringtree.prompts.tool import ToolError, ToolFailed, run_tool
from ringtree.prompts.wav import BadSound

_ROOT = Path(__file__).resolve().parents[2]  # what `import ringtree` needs on its path
_TIME_LIMIT = 180.0  # seconds; ten minutes of stereo at 48 kHz take about forty


class Converter(Protocol):
    """Turns speech (WAV), or a recording of any usual format, into A-law octets.

    Raises:
        BadSound: the file is to blame, in words for who gave it.
    """

    async def __call__(self, sound: bytes, kind: Kind) -> bytes: ...


class ProcessConverter:
    """Runs `ringtree.prompts.telephone`, at most `parallel` at once."""

    __slots__ = ("_free",)

    def __init__(self, *, parallel: int = 2) -> None:
        self._free = asyncio.Semaphore(parallel)

    async def __call__(self, sound: bytes, kind: Kind) -> bytes:
        """A-law octets at 8000 Hz."""
        if len(sound) > LARGEST_FILE:
            raise BadSound(
                f"the file is larger than {LARGEST_FILE // 1024**2} MB",
                f"файл больше {LARGEST_FILE // 1024**2} МБ",
            )
        try:
            async with self._free:
                return await run_tool(
                    (sys.executable, "-S", "-m", "ringtree.prompts.telephone", kind.value),
                    sound,
                    time_limit=_TIME_LIMIT,
                    output_limit=int(LONGEST + 1) * 8_000,
                    environment={"PYTHONPATH": str(_ROOT)},
                )
        except ToolFailed as failure:
            raise refusal_of(str(failure).splitlines()[-1]) from failure
        except ToolError as error:
            raise BadSound(
                f"the file could not be converted: {error}", "файл не удалось преобразовать"
            ) from error
