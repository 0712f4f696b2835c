from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from ringtree.company.model import Company
from ringtree.company.prompt import Prompt, spoken
from ringtree.prompts.library import (
    PromptLibrary,
    UnknownRecording,
    Unspoken,
    seconds,
)
from ringtree.prompts.music import music_file
from ringtree.prompts.phrases import APOLOGY, SAYINGS, place_in_queue
from ringtree.prompts.speech import SpeechFailed, SpeechUnavailable
from tests.unit.prompts.sounds import FakeEngine, convert_here, sine, wav
from tests.unit.prompts.test_survey import company

HELLO = spoken("Здравствуйте")


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def library(tmp_path: Path, engine: FakeEngine) -> PromptLibrary:
    return PromptLibrary(tmp_path, engines=[engine], converter=convert_here)


class TestSpeech:
    async def test_a_text_is_spoken_once_and_then_ready(
        self, library: PromptLibrary, engine: FakeEngine
    ) -> None:
        assert library.ready(HELLO, "ru") is None
        path = await library.prepare(HELLO, "ru")
        assert library.ready(HELLO, "ru") == path == await library.prepare(HELLO, "ru")
        assert engine.spoken == [("Здравствуйте", "ru")]
        assert 0.1 < seconds(path) < 0.4

    async def test_a_prompts_own_language_comes_before_the_callers(
        self, library: PromptLibrary, engine: FakeEngine
    ) -> None:
        await library.prepare(spoken("Hello", "en"), "ru")
        assert engine.spoken == [("Hello", "en")]

    async def test_phrases_are_spoken_in_the_callers_language(
        self, library: PromptLibrary, engine: FakeEngine
    ) -> None:
        first = await library.prepare(place_in_queue(3), "ru")
        second = await library.prepare(place_in_queue(3), "en")
        assert first != second
        assert engine.spoken == [
            ("Вы третий в очереди.", "ru"),
            ("You are third in the queue.", "en"),
        ]

    async def test_an_engine_that_sounds_different_speaks_anew(
        self, library: PromptLibrary, engine: FakeEngine
    ) -> None:
        await library.prepare(HELLO, "ru")
        engine.version = "fake 2"
        assert library.ready(HELLO, "ru") is None

    async def test_texts_that_sound_alike_share_a_file(self, library: PromptLibrary) -> None:
        path = await library.prepare(spoken("Hello   there"), "en")
        assert library.ready(spoken("Hello there\n"), "en") == path

    async def test_markup_never_reaches_the_engine(
        self, library: PromptLibrary, engine: FakeEngine
    ) -> None:
        await library.prepare(spoken('<audio src="/etc/passwd"/>Hello [[x]]'), "en")
        assert engine.spoken == [("Hello x", "en")]

    async def test_many_callers_at_once_are_spoken_to_once(
        self, library: PromptLibrary, engine: FakeEngine
    ) -> None:
        async with asyncio.TaskGroup() as callers:
            for _ in range(30):
                callers.create_task(library.prepare(APOLOGY, "ru"))
        assert len(engine.spoken) == 1


class TestRefusals:
    async def test_a_missing_engine_is_said_with_its_remedy(
        self, library: PromptLibrary, engine: FakeEngine
    ) -> None:
        engine.failure = SpeechUnavailable("espeak-ng", "apt-get install espeak-ng")
        with pytest.raises(Unspoken, match="apt-get install espeak-ng") as refusal:
            await library.prepare(HELLO, "ru")
        assert isinstance(refusal.value.__cause__, SpeechUnavailable)

    async def test_an_engine_that_delivers_no_sound_is_said(
        self, library: PromptLibrary, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def nonsense(*_: object) -> bytes:
            return b"Segmentation fault"

        monkeypatch.setattr(engine, "speak", nonsense)
        with pytest.raises(Unspoken, match="not a WAV file"):
            await library.prepare(HELLO, "ru")

    async def test_nothing_to_say_is_said(self, library: PromptLibrary) -> None:
        with pytest.raises(Unspoken, match="no word"):
            await library.prepare(spoken("..."), "ru")
        assert library.ready(spoken("..."), "ru") is None

    async def test_an_unknown_recording_is_named(self, library: PromptLibrary) -> None:
        with pytest.raises(UnknownRecording, match=r"'logo.wav' of romashka"):
            await library.prepare(Prompt(file="logo.wav"), "ru", company="romashka")


class TestRecordings:
    async def test_a_company_hears_its_own_recording(self, library: PromptLibrary) -> None:
        path = await library.uploads.add("romashka", "logo.wav", wav(sine(500)))
        logo = Prompt(file="logo.wav")
        assert await library.prepare(logo, "ru", company="romashka") == path
        assert library.ready(logo, "ru", company="romashka") == path
        assert library.ready(logo, "ru", company="vasilek") is None

    async def test_music_is_the_projects_own_or_an_upload(self, library: PromptLibrary) -> None:
        assert library.music() == library.music("default") == (music_file(),)
        path = await library.uploads.add("romashka", "jazz", wav(sine(500)))
        assert library.music("jazz", company="romashka") == (path,)

    def test_unknown_music_falls_back_instead_of_silence(self, library: PromptLibrary) -> None:
        assert library.music("gone", company="romashka") == (music_file(),)

    def test_tones_are_there(self, library: PromptLibrary) -> None:
        assert seconds(library.tone("ringback")) == 5.0
        assert all(library.tone(name).is_file() for name in ("ringback", "busy", "beep"))


class TestPublication:
    async def test_everything_callers_hear_is_made_ready(self, library: PromptLibrary) -> None:
        await library.uploads.add("romashka", "logo.wav", wav(sine(500)))
        romashka = company(queues={"sales": {"title": "Продажи", "agents": []}})
        assert await library.prepare_all(romashka) == ()
        assert library.ready(spoken("Привет"), "ru")
        assert all(library.ready(saying, "ru") for saying in SAYINGS)
        assert all(library.ready(place_in_queue(place), "ru") for place in range(1, 40))

    async def test_all_problems_are_told_at_once(
        self, library: PromptLibrary, engine: FakeEngine
    ) -> None:
        engine.failure = SpeechUnavailable("espeak-ng", "apt-get install espeak-ng")
        problems = await library.prepare_all(company())
        assert len(problems) == 2 + len(SAYINGS)
        recording = [p for p in problems if "no recording 'logo.wav'" in p.why]
        assert [p.where for p in recording] == ["tree main, node hello"]


async def test_stopping_gives_up_what_is_being_spoken(
    library: PromptLibrary, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asyncio.Event()

    async def never(*_: object) -> bytes:
        asked.set()
        await asyncio.Event().wait()
        return b""

    monkeypatch.setattr(engine, "speak", never)
    async with asyncio.TaskGroup() as callers:
        waiting = callers.create_task(library.prepare(HELLO, "ru"))
        await asked.wait()
        await library.stop()
    assert waiting.cancelled()


class TestVoices:
    """Engines stand in for each other; a company chooses who comes first."""

    @pytest.fixture
    def engines(self) -> tuple[FakeEngine, FakeEngine]:
        return FakeEngine(), FakeEngine("piper")

    @pytest.fixture
    def both(self, tmp_path: Path, engines: tuple[FakeEngine, FakeEngine]) -> PromptLibrary:
        return PromptLibrary(tmp_path, engines=engines, converter=convert_here)

    def piped(self, voice: str | None = None) -> Company:
        return company(speech={"ru": {"engine": "piper", "voice": voice}})

    async def test_a_companys_choice_is_heard_by_its_callers_alone(
        self, both: PromptLibrary, engines: tuple[FakeEngine, FakeEngine]
    ) -> None:
        await both.uploads.add("romashka", "logo.wav", wav(sine(500)))
        assert await both.prepare_all(self.piped("ru-two")) == ()
        assert set(engines[1].voiced) == {"ru-two"} and not engines[0].spoken
        chosen = both.ready(HELLO, "ru", company="romashka") or await both.prepare(
            HELLO, "ru", company="romashka"
        )
        assert await both.prepare(HELLO, "ru", company="vasilek") != chosen
        assert engines[0].spoken == [("Здравствуйте", "ru")]

    async def test_another_stands_in_for_one_that_fails(
        self, both: PromptLibrary, engines: tuple[FakeEngine, FakeEngine]
    ) -> None:
        engines[0].failure = SpeechFailed("espeak-ng", "out of breath")
        path = await both.prepare(HELLO, "ru")
        assert engines[1].spoken == [("Здравствуйте", "ru")]
        assert both.ready(HELLO, "ru") == path == await both.prepare(HELLO, "ru")
        assert len(engines[0].spoken) == 1

    async def test_who_is_well_again_is_heard_after_the_next_publication(
        self, both: PromptLibrary, engines: tuple[FakeEngine, FakeEngine]
    ) -> None:
        engines[0].failure = SpeechUnavailable("espeak-ng", "install it")
        stand_in = await both.prepare(APOLOGY, "ru")
        engines[0].failure = None
        assert await both.prepare(APOLOGY, "ru") == stand_in
        await both.prepare_all(company())
        assert await both.prepare(APOLOGY, "ru") != stand_in

    async def test_all_who_failed_are_named(
        self, both: PromptLibrary, engines: tuple[FakeEngine, FakeEngine]
    ) -> None:
        for engine in engines:
            engine.failure = SpeechFailed(engine.name, "out of breath")
        for _ in range(2):  # resting or not
            with pytest.raises(Unspoken, match=r"espeak-ng could not .*; piper could not"):
                await both.prepare(HELLO, "ru")

    async def test_a_choice_that_cannot_be_followed_is_a_problem_of_the_publication(
        self, both: PromptLibrary
    ) -> None:
        problems = await both.prepare_all(self.piped("irina"))
        assert ("speech", "ru") in {(one.where, one.language) for one in problems}
        assert both.ready(APOLOGY, "ru", company="romashka") is not None

    async def test_until_a_new_voice_has_said_everything_the_old_one_is_heard(
        self, both: PromptLibrary, engines: tuple[FakeEngine, FakeEngine]
    ) -> None:
        await both.prepare_all(company())
        heard = both.ready(APOLOGY, "ru", company="romashka")
        meanwhile = []

        async def watched(text: str, language: str, voice: str) -> bytes:
            meanwhile.append(both.ready(APOLOGY, "ru", company="romashka"))
            return wav(sine(900, seconds=0.1))

        engines[1].speak = watched  # type: ignore[assignment,method-assign]
        await both.prepare_all(self.piped())
        assert set(meanwhile) == {heard}
        assert both.ready(APOLOGY, "ru", company="romashka") != heard

    async def test_no_engine_for_a_language_is_said(self, tmp_path: Path) -> None:
        only = PromptLibrary(tmp_path, engines=[FakeEngine(only="en")], converter=convert_here)
        with pytest.raises(Unspoken, match="no engine speaks ru"):
            await only.prepare(HELLO, "ru")
        assert only.ready(HELLO, "ru") is None


async def test_numbers_reach_the_engine_as_words(
    library: PromptLibrary, engine: FakeEngine
) -> None:
    path = await library.prepare(spoken("Работаем с 9:00 до 18:00"), "ru")
    assert engine.spoken == [("Работаем с девяти до восемнадцати", "ru")]
    assert library.ready(spoken("Работаем с девяти до восемнадцати"), "ru") == path


async def test_a_full_cache_stays_bounded_and_what_was_lost_is_spoken_again(
    tmp_path: Path, engine: FakeEngine
) -> None:
    small = PromptLibrary(tmp_path, engines=[engine], converter=convert_here, cache_limit=5_000)
    for number in range(12):
        path = await small.prepare(spoken(f"Текст {number}"), "ru")
        os.utime(path, (number, number))
    kept = list((tmp_path / "prompts").glob("??/*.alaw"))
    assert sum(path.stat().st_size for path in kept) <= 5_000 + path.stat().st_size
    asked = len(engine.spoken)
    assert (await small.prepare(spoken("Текст 0"), "ru")).exists()
    assert len(engine.spoken) == asked + 1
