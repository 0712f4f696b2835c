"""A file that is valid at any moment."""

from __future__ import annotations

import errno
import os
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


def test_a_disk_that_fills_keeps_what_it_took_and_the_header_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = 44 + 1_003  # amid a sample
    pwrite = os.pwrite

    def take_what_fits(descriptor: int, data: bytes, offset: int) -> int:
        if offset >= room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return pwrite(descriptor, data[: room - offset], offset)

    path = tmp_path / "a.wav"
    file = WavFile(str(path), channels=1)
    monkeypatch.setattr(os, "pwrite", take_what_fits)
    file.append(bytes(600))
    with pytest.raises(OSError, match="No space left"):
        file.append(b"\x01\x02" * 300)
    file.close()
    assert read(path) == (1, 8_000, 501, bytes(600) + b"\x01\x02" * 201)
    assert file.seconds == 501 / 8_000


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(bytes(10_000))
    WavFile(str(path), channels=1).close()
    assert path.stat().st_size == 44


def test_a_directory_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        WavFile(str(tmp_path / "none" / "a.wav"), channels=1)
