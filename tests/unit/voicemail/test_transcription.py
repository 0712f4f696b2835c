"""Recognisers are programs; one that fails costs nothing but the text."""

from __future__ import annotations

import sys

from ringtree.voicemail.transcription import NoRecogniser, ProgramRecogniser, recogniser_of


async def test_without_a_program_there_is_no_text() -> None:
    assert isinstance(recogniser_of(None), NoRecogniser)
    assert await recogniser_of(None).transcribe(b"", "ru") == ""


async def test_a_program_gets_the_sound_and_the_language() -> None:
    script = "import sys; print(sys.argv[1], len(sys.stdin.buffer.read())); print('\\x07ok ')"
    recogniser = recogniser_of(f'{sys.executable} -c "{script}" {{language}}')
    assert await recogniser.transcribe(b"12345", "ru") == "ru 5\nok"


async def test_one_that_fails_or_hangs_says_nothing() -> None:
    assert await ProgramRecogniser("/nonexistent").transcribe(b"", "en") == ""
    slow = ProgramRecogniser(f"{sys.executable} -c 'import time; time.sleep(9)'", time_limit=0.2)
    assert await slow.transcribe(b"", "en") == ""
