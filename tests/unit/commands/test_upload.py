"""A recording stored by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.commands.shell import Shell


def test_what_is_not_there_or_no_sound(shell: Shell, tmp_path: Path) -> None:
    assert "can't be stored" in shell("upload", "acme", tmp_path / "no.wav", status=1)
    (tmp_path / "bad.wav").write_bytes(b"nonsense")
    assert "can't be stored" in shell("upload", "acme", tmp_path / "bad.wav", status=1)


def test_a_recording_is_stored_under_its_name(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = tmp_path / "stored.alaw"
    stored.write_bytes(bytes(12_000))

    async def add(_uploads: object, company: str, name: str, sound: bytes) -> Path:
        assert (company, name, sound) == ("acme", "hello.wav", b"sound")
        return stored

    monkeypatch.setattr("ringtree.prompts.uploads.Uploads.add", add)
    (tmp_path / "hello.wav").write_bytes(b"sound")
    assert "hello.wav: 1.5 s." in shell("upload", "acme", tmp_path / "hello.wav")
    told = shell.json("upload", "acme", tmp_path / "hello.wav")
    assert told == {"company": "acme", "file": "hello.wav", "seconds": 1.5}
