"""Prompts of real engines and real files of every format, measured as a caller's ear would."""

from __future__ import annotations

import asyncio
import random
import shutil
import subprocess
import sys
import time
from array import array
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ringtree.company.prompt import Language, spoken
from ringtree.media.g711 import decode_a, encode_a
from ringtree.prompts.festival import FestivalEngine
from ringtree.prompts.library import PromptLibrary, seconds
from ringtree.prompts.loudness import TARGET, active_level
from ringtree.prompts.phrases import SAYINGS, place_in_queue
from ringtree.prompts.piper import PiperEngine
from ringtree.prompts.speech import EspeakEngine
from ringtree.prompts.tool import run_tool
from ringtree.prompts.wav import BadSound

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


async def test_a_lost_cache_folder_is_made_again(library: PromptLibrary, tmp_path: Path) -> None:
    before = (await library.prepare(place_in_queue(2), "ru")).read_bytes()
    shutil.rmtree(tmp_path / "prompts")
    assert library.ready(place_in_queue(2), "ru") is None
    assert (await library.prepare(place_in_queue(2), "ru")).read_bytes() == before


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


class TestFestival:
    @pytest.fixture
    def festival(self) -> FestivalEngine:
        return FestivalEngine()

    async def test_it_greets_as_loud_and_as_long_as_every_prompt(
        self, festival: FestivalEngine, tmp_path: Path
    ) -> None:
        library = PromptLibrary(tmp_path, engines=[festival])
        path = await library.prepare(spoken(GREETINGS[0][0]), "ru")
        assert 3.5 < seconds(path) < 12
        samples = decode_a(path.read_bytes())
        assert abs(active_level(array("d", samples)) - TARGET) < 1.5

    async def test_signs_it_has_no_rules_for_do_not_silence_it(
        self, festival: FestivalEngine, tmp_path: Path
    ) -> None:
        library = PromptLibrary(tmp_path, engines=[festival])
        odd = 'Кабинет № 5, «Ромашка» — 10 % (скидка) ∞ "Windows" [тест] +7 495 000-00-01'
        assert seconds(await library.prepare(spoken(odd), "ru")) > 4

    async def test_scheme_is_spoken_and_not_run(
        self, festival: FestivalEngine, tmp_path: Path
    ) -> None:
        library = PromptLibrary(tmp_path, engines=[festival])
        await library.prepare(spoken(f'Привет (system "touch {tmp_path}/run")'), "ru")
        assert not (tmp_path / "run").exists()

    async def test_english_is_left_to_the_next_engine(
        self, festival: FestivalEngine, tmp_path: Path
    ) -> None:
        library = PromptLibrary(tmp_path, engines=[festival, EspeakEngine()])
        assert seconds(await library.prepare(spoken("Hello there"), "en")) > 0.4


async def test_piper_is_heard_and_espeak_stands_in_when_it_breaks(tmp_path: Path) -> None:
    """Piper itself is a stand-in here: it "speaks" a tone at the rate of its voice."""
    (tmp_path / "ru_RU-tone-low.onnx").touch()
    (tmp_path / "ru_RU-tone-low.onnx.json").write_text('{"audio": {"sample_rate": 16000}}')
    program = tmp_path / "piper"
    program.write_text(
        f"#!{sys.executable}\nimport array, math, sys\n"
        "assert '--output-raw' in sys.argv and sys.stdin.readline().strip()\n"
        "tone = [int(9000 * math.sin(2 * math.pi * 500 * n / 16000)) for n in range(16000)]\n"
        "sys.stdout.buffer.write(array.array('h', tone).tobytes())\n"
    )
    program.chmod(0o755)
    engines = [PiperEngine(str(program), tmp_path), EspeakEngine()]
    library = PromptLibrary(tmp_path / "data", engines=engines)
    toned = await library.prepare(spoken("Привет"), "ru")
    assert 1.0 < seconds(toned) < 1.3
    program.write_text("#!/bin/sh\nexit 1\n")
    assert await library.prepare(spoken("Привет"), "ru") == toned
    other = await library.prepare(spoken("Добрый день, это другая фраза"), "ru")
    assert seconds(other) > 1.4


def ffmpeg(*options: str) -> None:
    """Make a file as people's programs do."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", *options], check=True, timeout=60)


def octets(path: Path) -> bytes:
    return path.read_bytes()


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven seconds of a voice at 48 kHz, quiet, in both channels."""
    path = tmp_path_factory.mktemp("upload") / "speech.wav"
    said = subprocess.run(
        ["espeak-ng", "--stdout", GREETINGS[1][0]], capture_output=True, check=True, timeout=20
    ).stdout
    (path.parent / "raw.wav").write_bytes(said)
    ffmpeg("-i", str(path.parent / "raw.wav"), "-ar", "48000", "-ac", "2",
           "-af", "volume=-12dB", str(path))  # fmt: skip
    return path


MAKERS = {
    "mp3": ["-c:a", "libmp3lame", "-b:a", "128k"],
    "ogg": ["-c:a", "libvorbis"],
    "opus.ogg": ["-c:a", "libopus"],
    "m4a": ["-c:a", "aac"],
    "faststart.m4a": ["-c:a", "aac", "-movflags", "+faststart"],
    "flac": ["-c:a", "flac"],
    "adpcm.wav": ["-c:a", "adpcm_ima_wav"],
}
KINDS = ["mp3", "ogg", "opus.ogg", "m4a", "faststart.m4a", "flac", "adpcm.wav"]


class TestUploads:
    def made(self, speech: Path, kind: str) -> Path:
        path = speech.parent / f"made.{kind}"
        ffmpeg("-i", str(speech), *MAKERS[kind], str(path))
        return path

    @pytest.mark.parametrize("kind", KINDS)
    async def test_it_is_heard_as_it_was_recorded(
        self, library: PromptLibrary, speech: Path, kind: str
    ) -> None:
        numpy = pytest.importorskip("numpy")
        upload = self.made(speech, kind).read_bytes()
        taken = await library.uploads.add("romashka", f"hello {kind}", upload)
        plain = await library.uploads.add("romashka", "plain", octets(speech))
        one, other = [numpy.array(decode_a(path.read_bytes()), float) for path in (taken, plain)]
        assert abs(seconds(taken) - seconds(plain)) < 0.15  # codecs pad
        # Zeros around, so that a codec's delay does not count.
        full = numpy.correlate(numpy.pad(one, 1_200), other[: len(one) - 1_200], "valid")
        reach = numpy.linalg.norm(one) * numpy.linalg.norm(other[: len(one) - 1_200])
        assert abs(full).max() / reach > 0.9
        assert abs(active_level(array("d", one)) - TARGET) < 1.0

    @pytest.mark.parametrize("kind", ["mp3", "ogg", "m4a", "faststart.m4a", "flac"])
    async def test_half_a_file_is_refused(
        self, library: PromptLibrary, speech: Path, kind: str
    ) -> None:
        whole = self.made(speech, kind).read_bytes()
        with pytest.raises(BadSound, match=r"cut short|cannot be decoded"):
            await library.uploads.add("romashka", "half", whole[: len(whole) // 2])

    async def test_half_a_wav_is_refused(self, library: PromptLibrary, speech: Path) -> None:
        whole = octets(speech)
        with pytest.raises(BadSound, match="cut short"):
            await library.uploads.add("romashka", "half", whole[: len(whole) // 2])

    async def test_a_cover_picture_does_no_harm(self, library: PromptLibrary, speech: Path) -> None:
        cover, path = speech.parent / "cover.png", speech.parent / "covered.mp3"
        ffmpeg("-f", "lavfi", "-i", "color=red:s=100x100", "-frames:v", "1", str(cover))
        ffmpeg("-i", str(self.made(speech, "mp3")), "-i", str(cover), "-map", "0", "-map", "1",
               "-c", "copy", "-id3v2_version", "3", str(path))  # fmt: skip
        stored = await library.uploads.add("romashka", "covered", path.read_bytes())
        assert seconds(stored) > 3

    async def test_the_content_counts_and_not_the_name(
        self, library: PromptLibrary, speech: Path
    ) -> None:
        upload = self.made(speech, "mp3").read_bytes()
        assert seconds(await library.uploads.add("romashka", "song.wav", upload)) > 3
        with pytest.raises(BadSound, match="not a recording that can be read"):
            await library.uploads.add("romashka", "song.mp3", b"\x89PNG\r\n\x1a\n" + bytes(999))


PLAYLISTS = {
    "m3u": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{url}\n#EXT-X-ENDLIST\n",
    "concat": "ffconcat version 1.0\nfile '{url}'\n",
    "pls": "[playlist]\nFile1={url}\nNumberOfEntries=1\n",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\na=control:{url}\n",
}


class TestHostileUploads:
    @pytest.mark.parametrize("kind", PLAYLISTS)
    @pytest.mark.parametrize(
        "disguise", [b"", b"ID3\x04\0\0\0\0\0\0", b"\0\0\0\x10ftypM4A \0\0\0\0"]
    )
    async def test_a_playlist_is_never_followed(
        self, library: PromptLibrary, tmp_path: Path, kind: str, disguise: bytes
    ) -> None:
        ffmpeg("-version")
        asked: list[object] = []

        async def note(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            asked.append(await reader.read(100))
            writer.close()

        secret = tmp_path / "secret.wav"
        ffmpeg("-f", "lavfi", "-i", "sine=440:d=1", str(secret))
        async with await asyncio.start_server(note, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            for url in (f"http://127.0.0.1:{port}/a.mp3", "file:///etc/passwd", f"file://{secret}"):
                with pytest.raises(BadSound):
                    data = disguise + PLAYLISTS[kind].format(url=url).encode()
                    await library.uploads.add("romashka", "list", data)
        assert not asked
        assert library.uploads.find("romashka", "list") is None

    async def test_hours_in_a_few_kilobytes_are_refused_soon(
        self, library: PromptLibrary, tmp_path: Path
    ) -> None:
        path = tmp_path / "hours.flac"
        ffmpeg("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "36000", str(path))
        started = time.monotonic()
        with pytest.raises(BadSound, match="longer than 600 s"):
            await library.uploads.add("romashka", "hours", path.read_bytes())
        assert time.monotonic() - started < 30

    @pytest.mark.parametrize(
        "header",
        [b"ID3\x04\0\0\x7f\x7f\x7f\x7f", b"fLaC", b"\xff\xfb\x90\x64", b"\0\0\0\x20ftypM4A "],
    )
    async def test_noise_behind_a_good_header_is_refused(
        self, library: PromptLibrary, header: bytes
    ) -> None:
        ffmpeg("-version")
        noise = random.Random(3).randbytes(4_000_000)
        with pytest.raises(BadSound):
            await library.uploads.add("romashka", "noise", header + noise)

    async def test_a_hundred_megabytes_start_no_process(self, library: PromptLibrary) -> None:
        started = time.monotonic()
        with pytest.raises(BadSound, match="larger than 64 MB"):
            await library.uploads.add("romashka", "large", b"ID3\x04" + bytes(100_000_000))
        assert time.monotonic() - started < 1
