"""Everything a caller can be played, by what it says: the front door of this package."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog

from ringtree.company.model import Company
from ringtree.company.prompt import Language, Prompt
from ringtree.prompts.cache import DEFAULT_LIMIT, CacheUnwritable, PromptCache, cache_key
from ringtree.prompts.converter import Converter, ProcessConverter
from ringtree.prompts.music import music_file
from ringtree.prompts.phrases import Phrase
from ringtree.prompts.speech import EspeakEngine, SpeechEngine, SpeechError, SpeechFailed
from ringtree.prompts.survey import Spoken, spoken_parts
from ringtree.prompts.telephone import Kind
from ringtree.prompts.text import NothingToSay, TextTooLong, clean
from ringtree.prompts.tones import ToneName, tone_file
from ringtree.prompts.uploads import Uploads
from ringtree.prompts.wav import BadSound

log = structlog.get_logger(__name__)

#: Part of every key: change it when the way from speech to A-law sounds different.
_CONVERSION = "1"
_PARALLEL = 2  # prompts prepared at once; callers who wait for one find a place beside them
DEFAULT_MUSIC = "default"


class PromptUnavailable(Exception):
    """A prompt that cannot be played: base of everything `prepare` raises."""


class UnknownRecording(PromptUnavailable):
    """A prompt names a file that nobody uploaded."""

    def __init__(self, company: str, name: str) -> None:
        super().__init__(f"there is no recording {name!r} of {company or 'no company'}")
        self.company = company
        self.name = name


class Unspoken(PromptUnavailable):
    """A text that could not be spoken; the cause says why."""

    def __init__(self, text: str, why: Exception) -> None:
        super().__init__(f"cannot speak {text[:60]!r}: {why}")
        self.text = text


@dataclass(frozen=True, slots=True)
class PromptProblem:
    """Why something a company's callers may hear is not ready."""

    where: str
    language: Language
    why: str


class PromptLibrary:
    """Prompts and phrases as A-law files, ready to be given to a media worker.

    Speech is kept in `data_dir`/prompts and can be lost without harm; uploads, in
    `data_dir`/uploads, cannot.
    """

    __slots__ = ("_cache", "_convert", "_engine", "uploads")

    def __init__(
        self,
        data_dir: Path,
        *,
        engine: SpeechEngine | None = None,
        converter: Converter | None = None,
        cache_limit: int = DEFAULT_LIMIT,
    ) -> None:
        self._engine: SpeechEngine = engine or EspeakEngine()
        self._convert: Converter = converter or ProcessConverter()
        self._cache = PromptCache(data_dir / "prompts", limit=cache_limit)
        self.uploads = Uploads(data_dir / "uploads", self._convert)

    async def stop(self) -> None:
        """Give up what is being prepared."""
        await self._cache.stop()

    def ready(
        self, prompt: Prompt | Phrase, language: Language, *, company: str = ""
    ) -> Path | None:
        """The prompt's file if it can be played at once."""
        if isinstance(prompt, Prompt) and prompt.file is not None:
            return self.uploads.find(company, prompt.file)
        try:
            return self._cache.find(self._key(*_words(prompt, language)))
        except (TextTooLong, NothingToSay):
            return None

    async def prepare(
        self, prompt: Prompt | Phrase, language: Language, *, company: str = ""
    ) -> Path:
        """The prompt's file, spoken first if it never was; `company` owns the uploaded files.

        Many may ask for one text at once: it is spoken once. A caller who gives up waiting
        disturbs nobody.

        Raises:
            PromptUnavailable: `UnknownRecording` or `Unspoken`.
        """
        if isinstance(prompt, Prompt) and prompt.file is not None:
            return self._recording(company, prompt.file)
        text, spoken_in = "", language
        try:
            text, spoken_in = _words(prompt, language)
            key = self._key(text, spoken_in)
            return await self._cache.fetch(key, partial(self._speak, text, spoken_in))
        except (SpeechError, CacheUnwritable, TextTooLong, NothingToSay) as error:
            raise Unspoken(text or str(prompt), error) from error

    def _recording(self, company: str, name: str) -> Path:
        path = self.uploads.find(company, name)
        if path is None:
            raise UnknownRecording(company, name)
        return path

    def _key(self, text: str, language: Language) -> str:
        engine = self._engine
        return cache_key(_CONVERSION, engine.identity, engine.voice(language), language, text)

    async def _speak(self, text: str, language: Language) -> bytes:
        wav = await self._engine.speak(text, language)
        try:
            return await self._convert(wav, Kind.SPEECH)
        except BadSound as error:
            raise SpeechFailed(self._engine.identity, str(error)) from error

    async def prepare_all(self, company: Company) -> tuple[PromptProblem, ...]:
        """Make everything ready that callers of `company` may hear; what is not, and why.

        Each text is tried, so that one list holds all that is to be put right.
        """
        work = spoken_parts(company)
        problems: list[PromptProblem] = []
        async with asyncio.TaskGroup() as workers:
            for _ in range(_PARALLEL):
                workers.create_task(self._prepare_each(work, company.code, problems))
        return tuple(sorted(problems, key=lambda problem: problem.where))

    async def _prepare_each(
        self, work: Iterator[Spoken], company: str, problems: list[PromptProblem]
    ) -> None:
        for item in work:
            try:
                await self.prepare(item.prompt, item.language, company=company)
            except PromptUnavailable as error:
                problems.append(PromptProblem(item.where, item.language, str(error)))

    def music(self, name: str = DEFAULT_MUSIC, *, company: str = "") -> tuple[Path, ...]:
        """What waiting callers hear: the shipped music, or a recording the company uploaded.

        A name that nobody uploaded falls back to the shipped music: nobody waits in silence.
        """
        if name == DEFAULT_MUSIC:
            return (music_file(),)
        path = self.uploads.find(company, name)
        if path is None:
            log.warning("no such music, playing the default", company=company, music=name)
        return (path or music_file(),)

    def tone(self, name: ToneName) -> Path:
        """A tone of the network; "ringback" and "busy" are made to be looped."""
        return tone_file(name)


def _words(prompt: Prompt | Phrase, language: Language) -> tuple[str, Language]:
    """The text to speak and its language.

    Raises:
        TextTooLong, NothingToSay: as `ringtree.prompts.text.clean` does.
    """
    if isinstance(prompt, Phrase):
        return clean(prompt.text(language)), language
    return clean(prompt.text or ""), prompt.language or language


def seconds(path: Path) -> float:
    """How long an A-law file plays."""
    return path.stat().st_size / 8_000
