"""Files in memory, and playlists."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.media.worker.sounds import Playback, SoundCache


def frames(playback: Playback, limit: int = 50) -> list[bytes]:
    played = []
    while len(played) < limit and (frame := playback.frame()) is not None:
        assert len(frame) == 160
        played.append(frame)
    return played


def sound(length: int, value: int = 1) -> bytes:
    return bytes((value,)) * length


def test_a_sound_is_cut_into_frames_and_its_end_filled_with_silence() -> None:
    playback = Playback(1, [sound(400)], loop=False, start=0)
    assert frames(playback) == [sound(160), sound(160), sound(80) + sound(80, 0xD5)]
    assert playback.position == 400 / 8_000


def test_sounds_follow_each_other_without_a_gap() -> None:
    playback = Playback(1, [sound(240), sound(80, 2), b"", sound(160, 3)], loop=False, start=0)
    assert frames(playback) == [sound(160), sound(80) + sound(80, 2), sound(160, 3)]


def test_a_loop_wraps_in_the_middle_of_a_frame() -> None:
    played = b"".join(frames(Playback(1, [sound(200, 1), sound(40, 2)], loop=True, start=0), 6))
    assert played == (sound(200, 1) + sound(40, 2)) * 4


def test_sounds_shorter_than_a_frame_loop_too() -> None:
    assert frames(Playback(1, [sound(7)], loop=True, start=0), 2) == [sound(160)] * 2


def test_a_playlist_goes_on_where_it_was_left() -> None:
    files = [bytes(range(200)) * 4, sound(800, 9)]
    whole = b"".join(frames(Playback(1, files, loop=False, start=0)))
    first = Playback(1, files, loop=False, start=0)
    heard = b"".join(frames(first, 6))
    rest = b"".join(frames(Playback(2, files, loop=False, start=first.position)))
    assert heard + rest == whole


def test_a_loop_starts_anywhere_in_its_length() -> None:
    files = [sound(800, 1), sound(800, 2)]
    assert frames(Playback(1, files, loop=True, start=0.15 + 7 * 0.2), 1) == [sound(160, 2)]


def test_a_start_beyond_the_end_or_nothing_to_play_ends_at_once() -> None:
    assert frames(Playback(1, [sound(800)], loop=False, start=9)) == []
    assert frames(Playback(1, [], loop=True, start=0)) == []
    assert frames(Playback(1, [b""], loop=True, start=3)) == []


def test_a_file_is_read_once_and_again_when_it_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.alaw"
    path.write_bytes(b"one")
    cache = SoundCache()
    first = cache.get(str(path))
    assert cache.get(str(path)) is first
    path.write_bytes(b"another")
    assert cache.get(str(path)) == b"another"


def test_a_missing_file_is_an_error_to_the_caller(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        SoundCache().get(str(tmp_path / "none.alaw"))


def test_the_cache_forgets_what_was_not_played_for_longest(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in "abc"]
    for path in paths:
        Path(path).write_bytes(bytes(100))
    cache = SoundCache(limit=250)
    kept = cache.get(paths[0])
    cache.get(paths[1])
    cache.get(paths[0])
    cache.get(paths[2])
    assert cache.get(paths[0]) is kept
    assert set(cache._sounds) == {paths[0], paths[2]}
