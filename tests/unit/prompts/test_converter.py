from __future__ import annotations

import pytest

from ringtree.prompts import converter
from ringtree.prompts.converter import ProcessConverter
from ringtree.prompts.telephone import LARGEST_FILE, Kind, to_telephone
from ringtree.prompts.tool import ToolTooSlow
from ringtree.prompts.wav import BadSound
from tests.unit.prompts.sounds import sine, wav


async def test_the_process_gives_what_the_function_gives() -> None:
    sound = wav(sine(700, rate=16_000), rate=16_000)
    assert await ProcessConverter()(sound, Kind.SPEECH) == to_telephone(sound, Kind.SPEECH)


async def test_a_refusal_arrives_in_its_own_words() -> None:
    with pytest.raises(BadSound, match=r"^this is not a recording that can be read: WAV, MP3, "):
        await ProcessConverter()(b"\x7fELF", Kind.RECORDING)


async def test_a_file_that_is_too_large_starts_no_process() -> None:
    with pytest.raises(BadSound, match="larger than 64 MB"):
        await ProcessConverter()(bytes(LARGEST_FILE + 1), Kind.RECORDING)


async def test_a_file_that_takes_for_ever_is_the_files_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def too_slow(*_: object, **__: object) -> bytes:
        raise ToolTooSlow("python", 180)

    monkeypatch.setattr(converter, "run_tool", too_slow)
    with pytest.raises(BadSound, match="took longer than 180 s"):
        await ProcessConverter()(wav(sine(700)), Kind.RECORDING)
