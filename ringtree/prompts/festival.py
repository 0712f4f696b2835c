"""Festival's Russian voice: slower than espeak-ng, and recorded from a person."""

from __future__ import annotations

import asyncio
import re

from ringtree.company.prompt import Language
from ringtree.prompts.speech import SpeechFailed, run_engine
from ringtree.prompts.wav import wav_of
from ringtree.settings import EngineName

_VOICE = "msu_ru_nsh_clunits"
_RATE = 16_000  # Hz
_LENGTH = 4  # octets between the name of the chunk and its samples
_LONGEST = 600  # seconds of speech
# The voice's letter rules stop at the first sign they do not know, and all is lost.
_UNKNOWN = re.compile(r"[^0-9A-Za-zА-Яа-яЁё .,!?:;-]+")
_STRESS = "\u0301"


class FestivalEngine:
    """festival's `text2wave` as a subprocess per text; at most `parallel` run at once.

    The text is read as text, never as Scheme. `time_limit` is in seconds; loading the voice takes
    about one, and a minute of speech another.
    """

    __slots__ = ("_free", "_program", "_time_limit")

    def __init__(
        self, program: str = "text2wave", *, time_limit: float = 30.0, parallel: int = 2
    ) -> None:
        self._program = program
        self._time_limit = time_limit
        self._free = asyncio.Semaphore(parallel)

    @property
    def name(self) -> EngineName:
        """The name of the program."""
        return "festival"

    def voices(self, language: Language) -> tuple[str, ...]:
        """The one Russian voice."""
        return (_VOICE,) if language == "ru" else ()

    def identity(self, voice: str) -> str:
        """Everything that is heard."""
        return f"festival {voice}"

    async def speak(self, text: str, language: Language, voice: str) -> bytes:
        """The text as a WAV file, 16,000 Hz mono."""
        async with self._free:
            wav = await run_engine(
                self.name,
                "apt-get install festival festvox-ru",
                (self._program, "-eval", f"(voice_{voice})"),
                _plain(text),
                time_limit=self._time_limit,
                output_limit=_LONGEST * 2 * _RATE,
            )
        # It cannot go back in a pipe to write how long the sound became: the header says 0.
        _, _, samples = wav.partition(b"data")
        if len(samples) <= _LENGTH:  # it ends with status 0 all the same
            raise SpeechFailed(self.name, "it gave no sound; is festvox-ru installed?")
        return wav_of(samples[_LENGTH:], _RATE)


def _plain(text: str) -> str:
    return " ".join(_UNKNOWN.sub(" ", text.replace(_STRESS, "")).split())
