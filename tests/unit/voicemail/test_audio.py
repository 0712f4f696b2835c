"""Sound of messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.voicemail import audio
from tests.unit.voicemail.house import wav


@pytest.mark.parametrize("keep", [0, 10, 44, 45, 1001, 9000])
def test_a_file_that_was_cut_off_anywhere_is_repaired(tmp_path: Path, keep: int) -> None:
    path, whole = tmp_path / "x.wav", wav(speech=0.5, silence=0)
    path.write_bytes(whole[:keep])
    audio.repair(path)
    kept = path.read_bytes()
    size = max(0, (min(keep, len(whole)) - 44) // 2 * 2)
    assert kept[:44] == audio.wav_header(size) and kept[44:] == whole[44:][:size]


def test_speech_is_measured_not_silence() -> None:
    measured = audio.measure(wav(speech=1.5, silence=3))
    assert measured.seconds == 4.5 and measured.speech == pytest.approx(1.5, abs=0.1)
    assert audio.measure(b"").seconds == 0


def test_for_the_worker_an_octet_a_sample() -> None:
    assert len(audio.to_alaw(wav(speech=1, silence=0) + b"x")) == 8000


def test_one_after_the_other() -> None:
    assert audio.measure(audio.joined(wav(1, 0), wav(2, 0))).seconds == 3


async def test_an_mp3_is_what_any_telephone_plays() -> None:
    content = await audio.to_mp3(wav())
    assert content[:2] in (b"\xff\xf3", b"\xff\xf2", b"\xff\xfb") and len(content) < 20_000


def test_a_greeting_comes_back_as_it_is_played() -> None:
    alaw = audio.to_alaw(wav(speech=1, silence=0))
    made = audio.of_alaw(alaw)
    assert audio.to_alaw(made) == alaw
    assert made[: audio.HEADER] == audio.wav_header(2 * len(alaw))
