"""Engines that speak text, and the one that is always there: espeak-ng."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from ringtree.company.prompt import Language
from ringtree.prompts.tool import ToolError, ToolMissing, run_tool
from ringtree.settings import EngineName


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
    """Something that speaks."""

    @property
    def name(self) -> EngineName:
        """What documents and settings call it."""

    def voices(self, language: Language) -> tuple[str, ...]:
        """The voices it has for a language, its own choice first; none: it does not speak it."""

    def identity(self, voice: str) -> str:
        """Name and every setting that is heard: part of the cache's key. Changes with the sound."""

    async def speak(self, text: str, language: Language, voice: str) -> bytes:
        """The text as a WAV file, spoken by one of `voices(language)`.

        Raises:
            SpeechUnavailable: the engine is not installed.
            SpeechFailed: it did not deliver.
        """


async def run_engine(
    engine: str,
    remedy: str,
    command: Sequence[str],
    text: str,
    *,
    time_limit: float,
    output_limit: int,
) -> bytes:
    """What an engine answers to a text on its standard input. `time_limit` is in seconds.

    Raises:
        SpeechUnavailable: there is no such program; `remedy` says what to do.
        SpeechFailed: it failed, took too long or wrote too much.
    """
    try:
        return await run_tool(
            command, text.encode(), time_limit=time_limit, output_limit=output_limit
        )
    except ToolMissing:
        raise SpeechUnavailable(engine, remedy) from None
    except ToolError as error:
        raise SpeechFailed(engine, str(error)) from error


# Slower than the default 175 words a minute, with a gap between words: on a telephone line the
# synthesiser's consonants need the time.
_RATE = 145  # words a minute
_GAP = 1  # × 10 ms between words
_PITCH = 42  # of 0–99
# Each with the variants that change who speaks: "ru+f3" is a woman.
_ACCENTS: Mapping[Language, tuple[str, ...]] = {
    "ru": ("ru",),
    "en": ("en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp"),
}
_VARIANTS = ("", *(f"+f{number}" for number in range(1, 6)), *(f"+m{n}" for n in range(1, 9)))
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
    def name(self) -> EngineName:
        """The name of the program."""
        return "espeak-ng"

    def voices(self, language: Language) -> tuple[str, ...]:
        """espeak-ng's accents for a language, each with its variants."""
        return tuple(accent + one for accent in _ACCENTS[language] for one in _VARIANTS)

    def identity(self, voice: str) -> str:
        """Everything that is heard."""
        return f"espeak-ng s{_RATE} p{_PITCH} g{_GAP} {voice}"

    async def speak(self, text: str, language: Language, voice: str) -> bytes:
        """The text as a WAV file, 22,050 Hz mono."""
        async with self._free:
            return await run_engine(
                self.name,
                "apt-get install espeak-ng",
                self._command(voice),
                text,
                time_limit=self._time_limit,
                output_limit=_LONGEST * _BYTES_PER_SECOND,
            )

    def _command(self, voice: str) -> tuple[str, ...]:
        settings = ("-s", str(_RATE), "-p", str(_PITCH), "-g", str(_GAP))
        return (self._program, "--stdin", "--stdout", "-b", "1", "-v", voice, *settings)
