"""Takes become uploads of the usual loudness, and leave nothing behind."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest

from ringtree.prompts.library import PromptLibrary
from ringtree.prompts.studio import Studio
from ringtree.prompts.wav import BadSound


def spoken(level: float) -> bytes:
    """A second of a tone as a phone would record it."""
    wave_form = np.sin(np.arange(8000) * 2 * np.pi * 440 / 8000) * 32767 * level
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(wave_form.astype("<i2").tobytes())
    return out.getvalue()


@pytest.fixture
def library(tmp_path: Path) -> PromptLibrary:
    return PromptLibrary(tmp_path)


async def test_a_take_is_developed_kept_under_a_name_and_gone(
    library: PromptLibrary, tmp_path: Path
) -> None:
    studio = Studio(library, tmp_path)
    take = await studio.new_take("acme")
    (tmp_path / take).write_bytes(spoken(0.02))
    draft = await studio.develop("acme", take)
    assert library.uploads.find("acme", draft) is not None
    await studio.keep("acme", draft, "prompt-7")
    await studio.drop("acme", take)
    assert list(library.uploads.names("acme")) == ["prompt-7"]
    assert not (tmp_path / take).exists()
    await library.stop()


async def test_a_quiet_voice_becomes_as_loud_as_a_loud_one(
    library: PromptLibrary, tmp_path: Path
) -> None:
    studio = Studio(library, tmp_path)
    kept = []
    for level in (0.02, 0.9):
        take = await studio.new_take("acme")
        (tmp_path / take).write_bytes(spoken(level))
        draft = await studio.develop("acme", take)
        kept.append(library.uploads.path("acme", draft).read_bytes())
    quiet, loud = (np.frombuffer(one, dtype=np.uint8)[2000:6000] for one in kept)
    assert abs(int(np.median(quiet & 0x70)) - int(np.median(loud & 0x70))) <= 0x10
    await library.stop()


async def test_a_take_that_is_no_sound_is_said_to_be_none(
    library: PromptLibrary, tmp_path: Path
) -> None:
    studio = Studio(library, tmp_path)
    take = await studio.new_take("acme")
    (tmp_path / take).write_bytes(b"nothing")
    with pytest.raises(BadSound):
        await studio.develop("acme", take)
    await studio.drop("acme", take)
    assert list(library.uploads.names("acme")) == []
    await library.stop()
