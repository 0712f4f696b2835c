"""Engines that speak text, and the one that is always there: espeak-ng."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Protocol

from ringtree.company.prompt import Language
from ringtree.prompts.tool import ToolError, ToolMissing, run_tool


class SpeechError(Exception):
    """A text that could not be turned into speech."""


class SpeechUnavailable(SpeechError):
    """The engine is not on this machine."""

    def __init__(self, engine: str, remedy: str) -> None:
        super().__init__(f"{engine} is not installed: {remedy}")
        self.engine = engine
        self.remedy = remedy


class SpeechFailed(SpeechError):
    """The engine ran and did not deliver."""

    def __init__(self, engine: str, why: str) -> None:
        super().__init__(f"{engine} could not speak: {why}")
        self.engine = engine


class SpeechEngine(Protocol):
    """Something that speaks. Its `identity` changes whenever its sound does."""

    @property
    def identity(self) -> str:
        """Name and every setting that is heard: part of the cache's key."""

    def voice(self, language: Language) -> str:
        """The voice used for a language: part of the cache's key."""

    async def speak(self, text: str, language: Language) -> bytes:
        """The text as a WAV file.

        Raises:
            SpeechUnavailable: the engine is not installed.
            SpeechFailed: it did not deliver.
        """


# Slower than the default 175 words a minute, with a gap between words: on a telephone line the
# synthesiser's consonants need the time.
_RATE = 145  # words a minute
_GAP = 1  # × 10 ms between words
_PITCH = 42  # of 0–99
_VOICES: Mapping[Language, str] = {"ru": "ru", "en": "en-us"}
_BYTES_PER_SECOND = 2 * 22_050
_LONGEST = 600  # seconds of speech


class EspeakEngine:
    """espeak-ng as a subprocess per text; at most `parallel` run at once.

    The text goes through standard input and markup stays off (no `-m`), so that no text can be
    taken for an option or a command. `time_limit` is in seconds; five minutes of speech take
    about one.
    """

    __slots__ = ("_free", "_program", "_time_limit")

    def __init__(
        self, program: str = "espeak-ng", *, time_limit: float = 15.0, parallel: int = 3
    ) -> None:
        self._program = program
        self._time_limit = time_limit
        self._free = asyncio.Semaphore(parallel)

    @property
    def identity(self) -> str:
        """Everything that is heard but the voice."""
        return f"espeak-ng s{_RATE} p{_PITCH} g{_GAP}"

    def voice(self, language: Language) -> str:
        """espeak-ng's voice for a language."""
        return _VOICES[language]

    async def speak(self, text: str, language: Language) -> bytes:
        """The text as a WAV file, 22,050 Hz mono."""
        try:
            async with self._free:
                return await run_tool(
                    self._command(language),
                    text.encode(),
                    time_limit=self._time_limit,
                    output_limit=_LONGEST * _BYTES_PER_SECOND,
                )
        except ToolMissing:
            raise SpeechUnavailable("espeak-ng", "apt-get install espeak-ng") from None
        except ToolError as error:
            raise SpeechFailed("espeak-ng", str(error)) from error

    def _command(self, language: Language) -> tuple[str, ...]:
        settings = ("-s", str(_RATE), "-p", str(_PITCH), "-g", str(_GAP))
        return (
            self._program, "--stdin", "--stdout", "-b", "1",
            "-v", self.voice(language), *settings,
        )  # fmt: skip
