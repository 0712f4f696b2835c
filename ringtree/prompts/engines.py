"""The speech engines that an operator allows."""

from __future__ import annotations

from ringtree.prompts.festival import FestivalEngine
from ringtree.prompts.piper import PiperEngine
from ringtree.prompts.speech import EspeakEngine, SpeechEngine
from ringtree.settings import EngineName, Settings


def engines_of(settings: Settings) -> tuple[SpeechEngine, ...]:
    """The allowed engines in the order in which one stands in for another."""
    return tuple(_engine(name, settings) for name in dict.fromkeys(settings.speech_engines))


def _engine(name: EngineName, settings: Settings) -> SpeechEngine:
    if name == "piper":
        return PiperEngine(settings.piper_program, settings.piper_voices)
    return FestivalEngine() if name == "festival" else EspeakEngine()
