"""A text is heard as a caller would hear it."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import pytest

from ringtree.accounts.role import Permission
from ringtree.prompts.library import Unspoken
from tests.unit.api.panel import COMPANY, Panel, names


async def test_spoken_text_is_a_wav_file(
    panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hello.alaw").write_bytes(b"\xd5" * 800)

    async def prepare(*_: object, **__: object) -> Path:
        return tmp_path / "hello.alaw"

    monkeypatch.setattr(panel.services.prompts, "prepare", prepare)
    client = await panel.with_key(Permission.DOCUMENT_READ)
    body = {"text": "Hello {caller}", "language": "en"}
    answer = await client.post(f"{COMPANY}/prompts/speak", json=body)
    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as file:
        assert (file.getframerate(), file.getnframes()) == (8000, 800)


async def test_an_engine_that_fails_says_why(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    async def prepare(*_: object, **__: object) -> Path:
        raise Unspoken("Hello", OSError("no engine"))

    monkeypatch.setattr(panel.services.prompts, "prepare", prepare)
    client = await panel.with_key(Permission.DOCUMENT_READ)
    answer = await client.post(f"{COMPANY}/prompts/speak", json={"text": "Hello", "language": "en"})
    assert names(answer) == "not-spoken" and "no engine" in answer.json()["detail"]
