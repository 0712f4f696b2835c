"""Files of messages: private, whole or not at all, sealed under a key."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.voicemail.files import MessageFiles, Sealed


def test_without_a_key_files_are_plain_and_private(tmp_path: Path) -> None:
    files = MessageFiles(tmp_path)
    assert files.write("a/x.wav", b"sound") == 5
    assert (tmp_path / "a/x.wav").stat().st_mode & 0o777 == 0o600
    assert files.read("a/x.wav") == b"sound"
    files.remove("a/x.wav")
    files.remove("a/x.wav")
    assert not list((tmp_path / "a").iterdir())


def test_sealed_files_open_under_their_key_and_their_name_only(tmp_path: Path) -> None:
    files = MessageFiles(tmp_path, b"k" * 32)
    files.write("x.wav", b"sound")
    assert b"sound" not in (tmp_path / "x.wav").read_bytes()
    assert files.read("x.wav") == b"sound"
    for wrong in (MessageFiles(tmp_path), MessageFiles(tmp_path, b"j" * 32)):
        with pytest.raises(Sealed, match="another key than voicemail_key"):
            wrong.read("x.wav")
    (tmp_path / "x.wav").rename(tmp_path / "y.wav")
    with pytest.raises(Sealed):
        files.read("y.wav")


def test_what_was_recorded_before_there_was_a_key_stays_readable(tmp_path: Path) -> None:
    MessageFiles(tmp_path).write("x.wav", b"sound")
    assert MessageFiles(tmp_path, b"k" * 32).read("x.wav") == b"sound"


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = MessageFiles(tmp_path)
    files.write("x.wav", b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write("x.wav", b"new")
    assert files.read("x.wav") == b"old" and len(list(tmp_path.iterdir())) == 1
