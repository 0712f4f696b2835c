"""What a call says, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from baresip import AudioNotActive

from ringtree.demo.phone_line import AHEAD_BYTES, Line, Voice


@dataclass
class FakeAudio:
    """A sender that takes what it is given, and a receiver with one piece."""

    buffered: int = 0
    sent: bytes = b""
    flushed: int = 0
    is_active: bool = True
    inbox: list[bytes] = field(default_factory=lambda: [b"heard"])

    def info(self) -> Any:
        if not self.is_active:
            raise AudioNotActive("no media")
        return SimpleNamespace(tx_ready=True, tx_buffered=self.buffered)

    def write(self, pcm: bytes) -> int:
        self.sent += pcm
        return len(pcm)

    def read(self, _: int) -> bytes:
        self.info()
        return self.inbox.pop(0) if self.inbox else b""

    def flush_tx(self) -> None:
        self.info()
        self.flushed += 1


def line_with(audio: FakeAudio) -> Line:
    return Line(1, SimpleNamespace(audio=audio))  # type: ignore[arg-type]


def test_what_is_said_once_ends() -> None:
    voice = Voice(b"abcdef", loop=False)
    voice.taken(len(voice.peek(4)))
    assert voice.peek(4) == b"ef"
    voice.taken(2)
    assert voice.is_finished


def test_a_loop_joins_its_own_beginning() -> None:
    voice = Voice(b"abc", loop=True)
    voice.taken(2)
    assert voice.peek(7) == b"cabcabc"
    voice.taken(7)
    assert not voice.is_finished


def test_an_empty_voice_says_nothing() -> None:
    assert Voice(b"", loop=False).is_finished
    assert Voice(b"", loop=True).peek(4) == b""


def test_the_sender_is_kept_a_little_ahead() -> None:
    audio = FakeAudio(buffered=AHEAD_BYTES - 4)
    line = line_with(audio)
    line.voice = Voice(b"abcdef", loop=False)
    assert not line.say()
    assert audio.sent == b"abcd"
    assert line.say()
    assert audio.sent == b"abcdef"
    assert not line.say()


def test_a_full_sender_gets_nothing() -> None:
    audio = FakeAudio(buffered=AHEAD_BYTES)
    line = line_with(audio)
    line.voice = Voice(b"abcd", loop=False)
    assert not line.say()
    assert audio.sent == b""


def test_silence_throws_away_what_is_queued_and_waits_until_it_is_gone() -> None:
    audio = FakeAudio()
    line = line_with(audio)
    line.be_silent()
    line.voice = Voice(b"abcd", loop=False)
    assert not line.say()
    assert (audio.flushed, audio.sent) == (1, b"")


def test_a_call_without_media_neither_speaks_nor_hears() -> None:
    line = line_with(FakeAudio(is_active=False))
    line.voice = Voice(b"abcd", loop=False)
    assert not line.say()
    assert line.hear() == b""
    line.be_silent()


def test_what_arrived_is_heard() -> None:
    assert line_with(FakeAudio()).hear() == b"heard"
