"""Sounds and stand-ins for the tests of prompts."""

from __future__ import annotations

import io
import math
import struct
import wave
from array import array
from collections.abc import Sequence

from ringtree.company.prompt import Language
from ringtree.prompts.telephone import Kind, to_telephone
from ringtree.settings import EngineName


def sine(
    frequency: float, *, rate: int = 8_000, seconds: float = 0.5, amplitude: float = 10_000
) -> array[int]:
    """A sine as 16-bit samples."""
    step = 2 * math.pi * frequency / rate
    return array("h", (round(amplitude * math.sin(step * n)) for n in range(int(rate * seconds))))


def wav(samples: Sequence[int], *, rate: int = 8_000, channels: int = 1) -> bytes:
    """16-bit PCM as the standard library writes it."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(array("h", samples).tobytes())
    return file.getvalue()


def raw_wav(code: int, bits: int, data: bytes, *, channels: int = 1, rate: int = 8_000) -> bytes:
    """A WAV file of any coding, which the standard library would not write."""
    width = bits // 8 * channels
    layout = struct.pack("<HHIIHH", code, channels, rate, rate * width, width, bits)
    chunks = b"fmt " + struct.pack("<I", len(layout)) + layout
    chunks += b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def level(samples: Sequence[float]) -> float:
    """Root mean square, dBFS."""
    power = sum(sample * sample for sample in samples) / len(samples)
    return 10 * math.log10(power / 32768**2) if power else -math.inf


def strength(samples: Sequence[float], frequency: float, *, rate: int = 8_000) -> float:
    """The amplitude of one frequency in a sound (Goertzel)."""
    factor = 2 * math.cos(2 * math.pi * frequency / rate)
    before = now = 0.0
    for sample in samples:
        before, now = now, sample + factor * now - before
    power = before * before + now * now - factor * before * now
    return 2 * math.sqrt(max(0.0, power)) / len(samples)


class FakeEngine:
    """Speaks a tone, remembers what it was asked for, and fails when told to."""

    def __init__(self, name: EngineName = "espeak-ng", *, only: Language | None = None) -> None:
        self.name: EngineName = name
        self.spoken: list[tuple[str, Language]] = []
        self.voiced: list[str] = []
        self.failure: Exception | None = None
        self.version = "fake 1"
        self._only = only

    def voices(self, language: Language) -> tuple[str, ...]:
        if self._only not in (None, language):
            return ()
        return (f"{language}-one", f"{language}-two")

    def identity(self, voice: str) -> str:
        return f"{self.name} {self.version} {voice}"

    async def speak(self, text: str, language: Language, voice: str) -> bytes:
        self.spoken.append((text, language))
        self.voiced.append(voice)
        if self.failure is not None:
            raise self.failure
        return wav(sine(700, seconds=0.1))


async def convert_here(data: bytes, kind: Kind) -> bytes:
    """The converter without its process."""
    return to_telephone(data, kind)
