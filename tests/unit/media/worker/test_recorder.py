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
TICK = 0.02
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
        recorder.tick(number * TICK)
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
        recorder.tick(number * TICK)
    assert len(channel(path, 0)) == 2 * 8_000
    recorder.finish()
    assert len(channel(path, 0)) == 120 * FRAME


def test_a_recording_stops_at_its_limit(tmp_path: Path) -> None:
    recorder = Recorder(str(tmp_path / "a.wav"), 1, limit=0.1)
    assert [recorder.tick(number * TICK) for number in range(5)] == [True] * 4 + [False]
    assert recorder.finish() == pytest.approx(0.1)


def test_what_waited_while_the_worker_was_held_up_is_in_its_place(tmp_path: Path) -> None:
    """Three stalls of half a second: later than a recording waits, together more than it holds."""
    path = tmp_path / "a.wav"
    recorder = Recorder(str(path), 1, limit=60)
    said = 0
    for now in range(300):
        if now % 100 not in range(40, 65):
            while said <= now:
                recorder.said(7, said * FRAME, LOUD if said % 3 else QUIET, False)
                said += 1
            recorder.tick(now * TICK)
    assert recorder.finish() == pytest.approx(6.0)
    assert loudness(channel(path, 0)) == ".LL" * 100


def test_who_hangs_up_while_it_makes_up_for_a_stall_is_recorded_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    recorder = Recorder(str(path), 1, limit=60)
    for now in [*range(40), *range(65, 70)]:
        recorder.tick(now * TICK)
    for said in range(70):
        recorder.said(7, said * FRAME, LOUD, False)
    assert recorder.finish() == pytest.approx(1.4)


def test_an_hour_asleep_is_not_made_up_for(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    recorder = Recorder(str(path), 1, limit=7200)
    for now in [*range(50), *range(180_000, 180_200)]:
        recorder.tick(now * TICK)
    assert recorder.finish() < 8


def test_the_limit_holds_while_it_makes_up_for_a_stall(tmp_path: Path) -> None:
    recorder = Recorder(str(tmp_path / "a.wav"), 1, limit=1)
    assert recorder.tick(0.0) and recorder.tick(1.2)
    assert recorder.finish() == pytest.approx(1.0)


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
            recorder.tick(number * TICK)
    with pytest.raises(OSError):
        recorder.finish()
    assert loudness(channel(path, 0)) == "L" * 70 + "." * 5
    assert recorder.seconds == 1.5
