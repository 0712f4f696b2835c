"""Prompts spoken by the real espeak-ng, measured as a caller's ear would."""

from __future__ import annotations

import asyncio
import shutil
import time
from array import array
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ringtree.company.prompt import Language, spoken
from ringtree.media.g711 import decode_a, encode_a
from ringtree.prompts.library import PromptLibrary, seconds
from ringtree.prompts.loudness import TARGET, active_level
from ringtree.prompts.phrases import SAYINGS, place_in_queue
from ringtree.prompts.tool import run_tool

pytestmark = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"
)

GREETINGS: list[tuple[str, Language]] = [
    ("Здравствуйте! Вы позвонили в компанию Ромашка. Для связи с отделом продаж нажмите 1.", "ru"),
    ("Hello! You have reached Romashka. To talk to our sales department, press one.", "en"),
]


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[PromptLibrary]:
    library = PromptLibrary(tmp_path)
    yield library
    await library.stop()


@pytest.mark.parametrize(("text", "language"), GREETINGS)
class TestGreeting:
    async def test_it_lasts_as_long_as_a_person_would_take(
        self, library: PromptLibrary, text: str, language: Language
    ) -> None:
        path = await library.prepare(spoken(text), language)
        assert 3.5 < seconds(path) < 10

    async def test_it_is_as_loud_as_every_prompt_and_nothing_is_clipped(
        self, library: PromptLibrary, text: str, language: Language
    ) -> None:
        samples = decode_a((await library.prepare(spoken(text), language)).read_bytes())
        assert abs(active_level(array("d", samples)) - TARGET) < 1.5
        assert max(map(abs, samples)) < 32_000
        assert abs(sum(samples) / len(samples)) < 30

    async def test_it_has_the_spectrum_of_a_voice(
        self, library: PromptLibrary, text: str, language: Language
    ) -> None:
        numpy = pytest.importorskip("numpy")
        samples = decode_a((await library.prepare(spoken(text), language)).read_bytes())
        power = numpy.abs(numpy.fft.rfft(numpy.array(samples, float))) ** 2
        hertz = numpy.fft.rfftfreq(len(samples), 1 / 8000)
        assert power[(hertz > 300) & (hertz < 3400)].sum() > 0.8 * power.sum()
        # Consonants are what makes words different, and they live up here.
        assert power[(hertz > 1500) & (hertz < 3400)].sum() > 0.02 * power.sum()
        assert 350 < (hertz * power).sum() / power.sum() < 1800

    async def test_the_second_time_it_is_there_at_once(
        self, library: PromptLibrary, text: str, language: Language
    ) -> None:
        path = await library.prepare(spoken(text), language)
        octets = path.read_bytes()
        started = time.process_time()
        assert await library.prepare(spoken(text), language) == path
        assert time.process_time() - started < 0.01
        assert path.read_bytes() == octets


async def test_a_lost_cache_is_spoken_anew_to_the_same_octets(library: PromptLibrary) -> None:
    """What a recording contains is found by comparing, so speech must not vary."""
    path = await library.prepare(place_in_queue(3), "ru")
    before = path.read_bytes()
    path.unlink()
    assert (await library.prepare(place_in_queue(3), "ru")).read_bytes() == before
    assert encode_a(decode_a(before)) == before


async def test_a_phrase_is_found_in_a_recording_and_another_is_not(
    library: PromptLibrary,
) -> None:
    numpy = pytest.importorskip("numpy")
    third, second = [
        numpy.array(
            decode_a((await library.prepare(place_in_queue(place), "ru")).read_bytes()), float
        )
        for place in (3, 2)
    ]
    recording = numpy.concatenate([numpy.zeros(8_000), third, numpy.zeros(8_000)])

    def likeness(sound: object) -> float:
        found = numpy.correlate(recording, sound, "valid").max()
        return float(found / (numpy.linalg.norm(sound) * numpy.linalg.norm(third)))

    assert likeness(third) > 0.99
    assert likeness(second) < 0.9


async def test_different_words_sound_different(library: PromptLibrary) -> None:
    sounds = [(await library.prepare(saying, "ru")).read_bytes() for saying in SAYINGS]
    assert len(set(sounds)) == len(SAYINGS)
    assert all(seconds_of > 0.7 for seconds_of in (len(sound) / 8_000 for sound in sounds))


async def test_markup_phonemes_and_options_are_not_obeyed(library: PromptLibrary) -> None:
    pause = await library.prepare(spoken('Hello <break time="9s"/> there'), "en")
    plain = await library.prepare(spoken("Hello there"), "en")
    assert pause == plain
    odd = await library.prepare(spoken("--help -f /etc/passwd [[h@l'oU]]"), "en")
    assert seconds(odd) > 1


async def test_thirty_requests_at_once_are_all_served(library: PromptLibrary) -> None:
    async with asyncio.TaskGroup() as callers:
        tasks = [
            callers.create_task(library.prepare(place_in_queue(1 + number % 6), "ru"))
            for number in range(30)
        ]
    assert len({task.result() for task in tasks}) == 6


async def test_a_long_text_costs_the_process_that_decides_calls_nearly_nothing(
    library: PromptLibrary,
) -> None:
    """A call must not stutter because somebody publishes a long greeting."""
    before = time.process_time()
    path = await library.prepare(spoken("Сегодня мы работаем без перерыва. " * 10), "ru")
    assert seconds(path) > 15
    assert time.process_time() - before < 0.2


async def test_every_usual_kind_of_upload_is_taken(library: PromptLibrary) -> None:
    if shutil.which("sox") is None:
        pytest.skip("sox is not installed")
    for number, options in enumerate(
        (["-r", "44100", "-b", "24", "-c", "2"], ["-r", "48000", "-e", "floating-point"],
         ["-r", "8000", "-e", "a-law"], ["-r", "11025", "-b", "8"])
    ):  # fmt: skip
        tone = ["synth", "1", "sine", "440", "gain", "-12"]
        wav = await run_tool(
            ["sox", "-n", *options, "-t", "wav", "-", *tone],
            b"",
            time_limit=20,
            output_limit=2_000_000,
        )
        path = await library.uploads.add("romashka", f"tone {number}", wav)
        assert abs(seconds(path) - 1) < 0.001
        assert abs(active_level(array("d", decode_a(path.read_bytes()))) - TARGET) < 0.5
