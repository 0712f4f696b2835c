"""What is said to who records."""

from __future__ import annotations

from ringtree.prompts.studio_phrases import RecordingKept


def test_the_number_is_said_digit_by_digit() -> None:
    assert RecordingKept("12").text("ru") == "Запись номер 1 2 сохранена."
    assert RecordingKept("7").text("en") == "Recording number 7 has been kept."
