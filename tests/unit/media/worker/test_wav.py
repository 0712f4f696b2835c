"""A file that is valid at any moment."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from ringtree.media.worker.wav import WavFile


def read(path: Path) -> tuple[int, int, int, bytes]:
    with wave.open(str(path)) as file:
        frames = file.readframes(file.getnframes())
        return file.getnchannels(), file.getframerate(), file.getnframes(), frames


def test_the_file_is_valid_before_and_after_every_append(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    file = WavFile(str(path), channels=2)
    assert read(path) == (2, 8_000, 0, b"")
    file.append(bytes(range(8)))
    assert read(path) == (2, 8_000, 2, bytes(range(8)))  # not closed: as after kill -9
    file.append(bytes(32_000 - 8))
    file.close()
    assert read(path)[2] == 8_000
    assert file.seconds == 1.0


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(bytes(10_000))
    WavFile(str(path), channels=1).close()
    assert path.stat().st_size == 44


def test_a_directory_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        WavFile(str(tmp_path / "none" / "a.wav"), channels=1)


def test_a_header_that_finds_no_room_is_an_error_and_leaves_nothing_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = len(os.listdir("/proc/self/fd"))
    monkeypatch.setattr(os, "pwrite", lambda _descriptor, _content, _position: 20)
    with pytest.raises(OSError, match="No space left"):
        WavFile(str(tmp_path / "a.wav"), channels=1)
    assert len(os.listdir("/proc/self/fd")) == opened


class Disk:
    """A disk with room for so many bytes of a file, which takes at most `at_once` of them."""

    def __init__(self, room: int, at_once: int = 2**20) -> None:
        self.room = room
        self._at_once = at_once
        self._pwrite = os.pwrite

    def write(self, descriptor: int, content: bytes, position: int) -> int:
        room = max(0, self.room - position)
        if content and not room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self._pwrite(descriptor, content[: min(room, self._at_once)], position)


class TestFullDisk:
    """What could be written is in the file, and the header counts nothing else."""

    @pytest.mark.parametrize("room", [44 + 5_000, 44 + 5_001, 44 + 8_000])
    def test_a_write_that_falls_short_counts_as_long_as_it_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
    ) -> None:
        monkeypatch.setattr(os, "pwrite", Disk(room).write)
        path = tmp_path / "a.wav"
        file = WavFile(str(path), channels=1)
        file.append(b"ab" * 2_000)
        with pytest.raises(OSError) as raised:
            file.append(b"cd" * 4_000)
        assert raised.value.errno == errno.ENOSPC
        samples = (room - 44) // 2
        assert read(path)[2:] == (samples, b"ab" * 2_000 + b"cd" * (samples - 2_000))
        assert path.stat().st_size == 44 + 2 * samples
        assert file.seconds == samples / 8_000

    def test_half_a_frame_of_two_channels_is_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "pwrite", Disk(44 + 6).write)
        path = tmp_path / "a.wav"
        file = WavFile(str(path), channels=2)
        with pytest.raises(OSError):
            file.append(b"abcdefgh")
        assert read(path)[2:] == (1, b"abcd") and path.stat().st_size == 48

    def test_what_comes_after_the_gap_is_refused_though_there_be_room_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        disk = Disk(44 + 4)
        monkeypatch.setattr(os, "pwrite", disk.write)
        path = tmp_path / "a.wav"
        file = WavFile(str(path), channels=1)
        for _ in range(2):
            with pytest.raises(OSError):
                file.append(b"abcdef")
            disk.room = 2**20
        assert read(path)[2:] == (2, b"abcd")

    def test_a_disk_that_takes_little_at_a_time_gets_everything(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "pwrite", Disk(2**20, at_once=100).write)
        path = tmp_path / "a.wav"
        file = WavFile(str(path), channels=1)
        file.append(bytes(range(250)))
        assert read(path)[2:] == (125, bytes(range(250)))

    def test_a_kernel_that_takes_nothing_has_no_room(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "a.wav"
        file = WavFile(str(path), channels=1)
        real = os.pwrite
        monkeypatch.setattr(
            os, "pwrite", lambda fd, content, at: 0 if at >= 44 else real(fd, content, at)
        )
        with pytest.raises(OSError, match="No space left"):
            file.append(b"ab")
        assert file.seconds == 0

    def test_the_largest_file_a_process_may_write_is_such_a_disk(self, tmp_path: Path) -> None:
        path = tmp_path / "a.wav"
        program = (
            "import resource, sys\n"
            "from ringtree.media.worker.wav import WavFile\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (44 + 40_000, 44 + 40_000))\n"
            "file = WavFile(sys.argv[1], channels=1)\n"
            "file.append(b'ab' * 8_000)\n"
            "file.append(b'ab' * 8_000)\n"
            "try: file.append(b'ab' * 8_000)\n"
            "except OSError: print(file.seconds)\n"
        )
        command = [sys.executable, "-c", program, str(path)]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
        assert told.stdout.strip() == "2.5"
        assert read(path)[2] == 20_000
