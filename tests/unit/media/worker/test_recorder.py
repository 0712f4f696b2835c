"""Recordings keep every packet at its place in time."""

from __future__ import annotations

import errno
import os
import wave
from array import array
from pathlib import Path

import pytest

from ringtree.media.g711 import A_TO_U, decode_a
from ringtree.media.worker.recorder import DELAY, Recorder, Track

FRAME = 160
LATE = DELAY // FRAME
LOUD = bytes((0x2A,)) * FRAME
QUIET = bytes((0xD5,)) * FRAME


def channel(path: Path, index: int) -> array[int]:
    with wave.open(str(path)) as file:
        samples = array("h", file.readframes(file.getnframes()))
        return samples[index :: file.getnchannels()]


def loudness(samples: array[int]) -> str:
    """One letter per 20 ms: L where the loud tone is."""
    return "".join(
        "L" if abs(samples[begin]) > 1_000 else "." for begin in range(0, len(samples), FRAME)
    )


def record(path: Path, channels: int, frames: list[str]) -> float:
    """`S`: the leg says something, `H`: it hears something, `B`: both, `.`: silence."""
    recorder = Recorder(str(path), channels, limit=60)
    for number, frame in enumerate(frames):
        if frame in "SB":
            recorder.said(7, number * FRAME, LOUD, False)
        if frame in "HB":
            recorder.heard(9, 50_000 + number * FRAME, LOUD.translate(A_TO_U), True)
        recorder.tick()
    return recorder.finish()


def test_two_channels_keep_both_sides_apart_and_in_step(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    seconds = record(path, 2, list("BBSS..HH"))
    assert seconds == pytest.approx(8 * 0.02, abs=0.001)
    assert loudness(channel(path, 0)) == "LLLL...."
    assert loudness(channel(path, 1)) == "LL....LL"


def test_one_channel_holds_what_the_leg_says(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    record(path, 1, list("SHSH"))
    assert loudness(channel(path, 0)) == "L.L."


def test_more_than_a_second_is_written_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    recorder = Recorder(str(path), 1, limit=60)
    for number in range(120):
        recorder.said(7, number * FRAME, LOUD, False)
        recorder.tick()
    assert len(channel(path, 0)) == 2 * 8_000
    recorder.finish()
    assert len(channel(path, 0)) == 120 * FRAME


def test_a_recording_stops_at_its_limit(tmp_path: Path) -> None:
    recorder = Recorder(str(tmp_path / "a.wav"), 1, limit=0.1)
    ticks = 1
    while recorder.tick():
        ticks += 1
    assert ticks * 0.02 == pytest.approx(0.1)
    assert recorder.finish() == pytest.approx(0.1)


def test_a_full_disk_is_an_error_to_the_caller(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Recorder(str(tmp_path), 1, limit=1)


def play_out(track: Track, frames: int) -> str:
    return loudness(decode_a(track.take(frames * FRAME)))


def test_a_lost_packet_is_silence_of_its_length_and_disorder_is_put_right() -> None:
    track = Track()
    for number in (0, 1, 4, 3):
        track.place(7, number * FRAME, LOUD)
    assert play_out(track, LATE + 7) == "." * LATE + "LL.LL" + ".."


def test_a_source_that_begins_anew_is_placed_by_its_arrival() -> None:
    track = Track()
    track.place(7, 0, LOUD)
    track.take(2 * FRAME)
    track.place(8, 3_000_000_000, LOUD)
    assert play_out(track, LATE + 3) == "." * (LATE - 2) + "L.L.."


def test_one_very_late_packet_is_dropped_and_a_clock_that_drifted_is_followed() -> None:
    track = Track()
    track.place(7, 100_000, LOUD)
    track.take((LATE + 15) * FRAME)
    track.place(7, 100_000 + FRAME, LOUD)
    assert play_out(track, 10) == "." * 10
    for _ in range(5):
        track.place(7, 100_000 + 2 * FRAME, LOUD)
    assert play_out(track, LATE + 1) == "." * LATE + "L"


def test_an_absurd_payload_is_left_out() -> None:
    track = Track()
    track.place(7, 0, LOUD * 100)
    assert len(track.take(FRAME)) == FRAME


def test_a_disk_that_fills_up_leaves_what_was_said_till_then_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = 44 + 2 * 12_000  # a second and a half
    real = os.pwrite

    def pwrite(descriptor: int, content: bytes, position: int) -> int:
        if position >= room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor, content[: room - position], position)

    monkeypatch.setattr(os, "pwrite", pwrite)
    path = tmp_path / "a.wav"
    recorder = Recorder(str(path), 1, limit=60)
    with pytest.raises(OSError):
        for number in range(120):
            if number < 70:
                recorder.said(7, number * FRAME, LOUD, False)
            recorder.tick()
    with pytest.raises(OSError):
        recorder.finish()
    assert loudness(channel(path, 0)) == "L" * 70 + "." * 5
    assert recorder.seconds == 1.5
