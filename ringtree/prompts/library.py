"""Everything a caller can be played, by what it says: the front door of this package."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog

from ringtree.company.model import Company, Speech
from ringtree.company.prompt import Language, Prompt
from ringtree.prompts.cache import DEFAULT_LIMIT, CacheUnwritable, PromptCache
from ringtree.prompts.converter import Converter, ProcessConverter
from ringtree.prompts.expand import expand
from ringtree.prompts.music import music_file
from ringtree.prompts.phrases import Phrase
from ringtree.prompts.speakers import Speaker, Speakers
from ringtree.prompts.speech import EspeakEngine, SpeechEngine, SpeechError, SpeechFailed
from ringtree.prompts.survey import Spoken, spoken_parts
from ringtree.prompts.telephone import Kind
from ringtree.prompts.text import NothingToSay, TextTooLong, clean
from ringtree.prompts.tones import ToneName, tone_file
from ringtree.prompts.uploads import Uploads
from ringtree.prompts.wav import BadSound

log = structlog.get_logger(__name__)

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
    `data_dir`/uploads, cannot. `engines` stand in for each other in this order, unless a company
    chooses who comes first.
    """

    __slots__ = ("_cache", "_choices", "_convert", "_speakers", "uploads")

    def __init__(
        self,
        data_dir: Path,
        *,
        engines: Sequence[SpeechEngine] = (),
        converter: Converter | None = None,
        cache_limit: int = DEFAULT_LIMIT,
    ) -> None:
        self._speakers = Speakers(engines or (EspeakEngine(),))
        self._choices: dict[str, Mapping[Language, Speech]] = {}  # by company
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
            text, spoken_in = _words(prompt, language)
        except (TextTooLong, NothingToSay):
            return None
        for speaker in self._speakers.chain(spoken_in, self._choice(company, spoken_in)):
            key = speaker.key(text)
            if (path := self._cache.find(key)) is not None:
                return path
            if not self._speakers.rests(speaker, key):
                return None
        return None

    def _choice(self, company: str, language: Language) -> Speech | None:
        return self._choices.get(company, {}).get(language)

    async def prepare(
        self, prompt: Prompt | Phrase, language: Language, *, company: str = ""
    ) -> Path:
        """The prompt's file, spoken first if it never was; `company` owns the uploaded files.

        Many may ask for one text at once: it is spoken once. A caller who gives up waiting
        disturbs nobody.

        Raises:
            PromptUnavailable: `UnknownRecording` or `Unspoken`.
        """
        return await self._prepare(prompt, language, company, self._choices.get(company, {}))

    async def _prepare(
        self,
        prompt: Prompt | Phrase,
        language: Language,
        company: str,
        choices: Mapping[Language, Speech],
    ) -> Path:
        if isinstance(prompt, Prompt) and prompt.file is not None:
            return self._recording(company, prompt.file)
        text, spoken_in = "", language
        try:
            text, spoken_in = _words(prompt, language)
            return await self._spoken(text, spoken_in, choices.get(spoken_in))
        except (SpeechError, CacheUnwritable, TextTooLong, NothingToSay) as error:
            raise Unspoken(text or str(prompt), error) from error

    def _recording(self, company: str, name: str) -> Path:
        path = self.uploads.find(company, name)
        if path is None:
            raise UnknownRecording(company, name)
        return path

    async def _spoken(self, text: str, language: Language, choice: Speech | None) -> Path:
        """The text by the first who can speak it; who rests is asked when nobody else is left."""
        chain = self._speakers.chain(language, choice)
        failures: list[SpeechError] = []
        resting = []
        for speaker in chain:
            key = speaker.key(text)
            if self._speakers.rests(speaker, key) and self._cache.find(key) is None:
                resting.append(speaker)
            elif path := await self._try(speaker, text, failures):
                return path
        for speaker in resting:
            if path := await self._try(speaker, text, failures):
                return path
        if len(failures) == 1:
            raise failures[0]
        raise SpeechError("; ".join(map(str, failures)) or f"no engine speaks {language}")

    async def _try(self, speaker: Speaker, text: str, failures: list[SpeechError]) -> Path | None:
        try:
            return await self._cache.fetch(speaker.key(text), partial(self._speak, speaker, text))
        except SpeechError as error:
            failures.append(error)
            return None

    async def _speak(self, speaker: Speaker, text: str) -> bytes:
        """Runs once however many wait for it, so that a failure counts once."""
        try:
            octets = await self._sound_of(speaker, text)
        except SpeechError as error:
            self._speakers.failed(speaker, speaker.key(text), error)
            raise
        self._speakers.spoke(speaker)
        return octets

    async def _sound_of(self, speaker: Speaker, text: str) -> bytes:
        wav = await speaker.engine.speak(text, speaker.language, speaker.voice)
        try:
            return await self._convert(wav, Kind.SPEECH)
        except BadSound as error:
            raise SpeechFailed(speaker.engine.name, str(error)) from error

    async def prepare_all(self, company: Company) -> tuple[PromptProblem, ...]:
        """Make everything ready that callers of `company` may hear; what is not, and why.

        Each text is tried, so that one list holds all that is to be put right. Callers hear the
        voices that the company had before until those it has now have said everything.
        """
        self._choices.setdefault(company.code, company.speech)
        self._speakers.wake()
        work = spoken_parts(company)
        problems = list(self._objections(company))
        async with asyncio.TaskGroup() as workers:
            for _ in range(_PARALLEL):
                workers.create_task(self._prepare_each(work, company, problems))
        self._choices[company.code] = company.speech
        return tuple(sorted(problems, key=lambda problem: problem.where))

    def _objections(self, company: Company) -> Iterator[PromptProblem]:
        for language, choice in company.speech.items():
            if why := self._speakers.objection(language, choice):
                yield PromptProblem("speech", language, why)

    async def _prepare_each(
        self, work: Iterator[Spoken], company: Company, problems: list[PromptProblem]
    ) -> None:
        for item in work:
            try:
                await self._prepare(item.prompt, item.language, company.code, company.speech)
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
        return expand(clean(prompt.text(language)), language), language
    spoken_in = prompt.language or language
    return expand(clean(prompt.text or ""), spoken_in), spoken_in


def seconds(path: Path) -> float:
    """How long an A-law file plays."""
    return path.stat().st_size / 8_000
