"""Who speaks a text: the company's choice, and who stands in when that one fails."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from ringtree.company.model import Speech
from ringtree.company.prompt import Language
from ringtree.prompts.cache import cache_key
from ringtree.prompts.speech import SpeechEngine, SpeechError, SpeechUnavailable

log = structlog.get_logger(__name__)

#: Part of every key: change it when the way from speech to A-law sounds different.
_CONVERSION = "2"
_REST = 300.0  # seconds before a failed engine, or a failed text, is tried again
_PATIENCE = 3  # failures in a row after which it is the engine and not the texts
_REMEMBERED = 1_000  # failed texts


@dataclass(frozen=True, slots=True)
class Speaker:
    """An engine with one of its voices."""

    engine: SpeechEngine
    voice: str
    language: Language

    @property
    def name(self) -> str:
        """For people and for counting failures."""
        return f"{self.engine.name} {self.voice}"

    def key(self, text: str) -> str:
        """The name of the sound in the cache: another engine or voice is another sound."""
        return cache_key(_CONVERSION, self.engine.identity(self.voice), self.language, text)


class Speakers:
    """The engines of this server, in the order in which they stand in for each other.

    An engine that is missing, or fails several times, rests: callers are not to wait for it with
    each prompt. A text that failed rests for that engine alone. `clock` is monotonic seconds.
    """

    __slots__ = ("_clock", "_engines", "_failures", "_resting")

    def __init__(
        self, engines: Sequence[SpeechEngine], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._engines = tuple(engines)
        self._clock = clock
        self._failures: dict[str, int] = {}  # in a row, by speaker
        self._resting: dict[str, float] = {}  # until when, by speaker or key of a text

    def chain(self, language: Language, choice: Speech | None) -> tuple[Speaker, ...]:
        """Who may speak a language: the choice first, then each engine with its own voice."""
        chosen = [one for one in self._engines if choice and one.name == choice.engine]
        others = [one for one in self._engines if one not in chosen]
        found = []
        for engine in (*chosen, *others):
            voices = engine.voices(language)
            wanted = choice.voice if choice and engine in chosen else None
            if voices and (wanted is None or wanted in voices):
                found.append(Speaker(engine, wanted or voices[0], language))
        return tuple(found)

    def objection(self, language: Language, choice: Speech) -> str | None:
        """Why a company's choice cannot be followed, in words for who publishes it."""
        engine = next((one for one in self._engines if one.name == choice.engine), None)
        if engine is None:
            allowed = ", ".join(one.name for one in self._engines)
            return f"{choice.engine} is not allowed on this server, only: {allowed}"
        voices = engine.voices(language)
        if not voices:
            return f"{choice.engine} has no voice for this language on this server"
        if choice.voice is not None and choice.voice not in voices:
            return f"{choice.engine} has no voice {choice.voice!r}, only: {', '.join(voices)}"
        return None

    def rests(self, speaker: Speaker, key: str) -> bool:
        """Whether a speaker is not to be asked now, at all or for this text."""
        now = self._clock()
        return any(now < self._resting.get(name, now) for name in (speaker.name, key))

    def failed(self, speaker: Speaker, key: str, error: SpeechError) -> None:
        """Remember a failure; the first one since it last spoke is logged."""
        failures = self._failures[speaker.name] = self._failures.get(speaker.name, 0) + 1
        if failures == 1:
            log.warning("speech engine failed", speaker=speaker.name, error=str(error))
        until = self._clock() + _REST
        if failures >= _PATIENCE or isinstance(error, SpeechUnavailable):
            self._resting[speaker.name] = until
        else:
            self._resting[key] = until
        while len(self._resting) > _REMEMBERED:
            del self._resting[next(iter(self._resting))]

    def spoke(self, speaker: Speaker) -> None:
        """Remember that a speaker works."""
        if self._failures.pop(speaker.name, 0):
            log.info("speech engine works again", speaker=speaker.name)
        self._resting.pop(speaker.name, None)

    def wake(self) -> None:
        """Let everybody be tried anew: what failed may have been put right."""
        self._resting.clear()
