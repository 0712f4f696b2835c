"""Piper, with the voice files that an operator put into a directory."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from ringtree.company.prompt import Language
from ringtree.prompts.speech import SpeechFailed, run_engine
from ringtree.prompts.wav import HIGHEST_RATE, LOWEST_RATE, wav_of
from ringtree.settings import EngineName

_LONGEST = 600  # seconds of speech
_SUFFIX = ".onnx"


class PiperEngine:
    """Piper as a subprocess per text; at most `parallel` run at once.

    A voice is two files of `folder`, `ru_RU-name-quality.onnx` and the same with `.json` after it;
    it is called by the name of the first and its language is the name's beginning. New files are
    seen at once. `time_limit` is in seconds; loading a voice takes one or two.
    """

    __slots__ = ("_folder", "_free", "_program", "_time_limit")

    def __init__(
        self, program: str, folder: Path | None, *, time_limit: float = 60.0, parallel: int = 1
    ) -> None:
        self._program = program
        self._folder = folder
        self._time_limit = time_limit
        self._free = asyncio.Semaphore(parallel)

    @property
    def name(self) -> EngineName:
        """The name of the program."""
        return "piper"

    def voices(self, language: Language) -> tuple[str, ...]:
        """The voice files of a language, by name."""
        if self._folder is None:
            return ()
        # As Piper's voices are named: language, underscore, country.
        found = self._folder.glob(f"{language}_*{_SUFFIX}")
        return tuple(sorted(path.name.removesuffix(_SUFFIX) for path in found))

    def identity(self, voice: str) -> str:
        """Everything that is heard; another file under the same name is another voice."""
        try:
            status = self._path(voice).stat()
        except OSError:
            return f"piper {voice}"
        return f"piper {voice} {status.st_size} {status.st_mtime_ns}"

    async def speak(self, text: str, language: Language, voice: str) -> bytes:
        """The text as a WAV file, at the rate of the voice.

        Raw samples are asked for: "WAV to standard output" is an option that Piper's
        implementations do not agree upon.
        """
        rate = self._rate(voice)
        async with self._free:
            samples = await run_engine(
                self.name,
                f"there is no program {self._program}; see piper_program in the settings",
                (self._program, "--model", str(self._path(voice)), "--output-raw"),
                " ".join(text.split()) + "\n",  # a line is a sound of its own
                time_limit=self._time_limit,
                output_limit=_LONGEST * 2 * rate,
            )
        if not samples:
            raise SpeechFailed(self.name, "it gave no sound")
        return wav_of(samples, rate)

    def _path(self, voice: str) -> Path:
        return (self._folder or Path()).resolve() / f"{voice}{_SUFFIX}"

    def _rate(self, voice: str) -> int:
        """The voice's sample rate, Hz, which only its description tells."""
        path = self._path(voice).with_suffix(f"{_SUFFIX}.json")
        try:
            rate = json.loads(path.read_bytes())["audio"]["sample_rate"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SpeechFailed(self.name, f"{path.name} tells no sample rate: {error}") from error
        if not isinstance(rate, int) or not LOWEST_RATE <= rate <= HIGHEST_RATE:
            raise SpeechFailed(self.name, f"{path.name} tells a sample rate of {rate!r}")
        return rate
