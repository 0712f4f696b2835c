from __future__ import annotations

from pathlib import Path

from ringtree.prompts.engines import engines_of
from ringtree.settings import Settings


def test_the_allowed_engines_come_in_the_operators_order_and_once() -> None:
    settings = Settings(speech_engines=("festival", "espeak-ng", "festival"))
    assert [engine.name for engine in engines_of(settings)] == ["festival", "espeak-ng"]


def test_piper_finds_its_voices_where_the_settings_say(tmp_path: Path) -> None:
    (tmp_path / "ru_RU-irina-medium.onnx").touch()
    (piper,) = engines_of(Settings(speech_engines=("piper",), piper_voices=tmp_path))
    assert piper.voices("ru") == ("ru_RU-irina-medium",)
