"""Live ears on a call whose sound the test plays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from ringtree.demo.listener import Listener, NotHeard, Overheard
from ringtree.demo.listening import RATE, Samples, tone
from ringtree.demo.phone_call import CallState, PhoneCall, PhoneError, PhoneEvent


def speech(seconds: float, seed: int) -> Samples:
    count = round(seconds * RATE)
    return np.random.default_rng(seed).normal(0, 2500, count).astype(np.int16)


class PlayingTelephone:
    """A telephone that hears `sound`; waiting for more of it is what lets time pass."""

    name = "carrier"

    def __init__(self, sound: Samples) -> None:
        self.sound = sound
        self.call = PhoneCall(self, 1, CallState.TALKING, "sip:pbx")
        self.now = 1000.0

    async def command(self, name: str, **arguments: Any) -> dict[str, Any]:
        return {}

    async def wait(self, is_true: Callable[[], bool], what: str, limit: float) -> None:
        while not is_true():
            self.play(0.25)

    def play(self, seconds: float) -> None:
        done = len(self.call.heard)
        piece = self.sound[done : done + round(seconds * RATE)]
        self.now += seconds
        self.call.heard.append(piece.astype("<i2").tobytes(), at=self.now)


PROMPT = speech(2.5, 1)
OTHER = speech(2.5, 2)
MUSIC = speech(8.0, 3)
PAUSE = np.zeros(round(0.7 * RATE), dtype=np.int16)


def listening_to(*sounds: Samples) -> tuple[PlayingTelephone, Listener]:
    """A listener whose time passes only as its telephone plays."""
    telephone = PlayingTelephone(np.concatenate([*sounds, *([PAUSE] * 60)]))

    async def sleep(seconds: float) -> None:
        telephone.play(seconds)

    return telephone, Listener(telephone.call, clock=lambda: telephone.now, sleep=sleep)


async def test_a_prompt_is_heard_whole() -> None:
    _, listener = listening_to(PAUSE, OTHER, PROMPT)
    hearing = await listener.prompt(PROMPT, limit=10)
    assert hearing.start == pytest.approx(3.2, abs=0.01)
    assert hearing.end == pytest.approx(5.7, abs=0.01)
    assert hearing.correlation > 0.99


async def test_a_prompt_that_does_not_come_is_told_with_what_came() -> None:
    _, listener = listening_to(OTHER, tone(425, 20.0))
    with pytest.raises(NotHeard) as failure:
        await listener.prompt(PROMPT, limit=8)
    assert failure.value.instead.tone is not None
    assert failure.value.instead.tone.is_about(425)
    assert failure.value.best < 0.5


async def test_half_a_prompt_is_not_the_prompt() -> None:
    _, listener = listening_to(PROMPT[: len(PROMPT) // 2], OTHER)
    with pytest.raises(NotHeard):
        await listener.prompt(PROMPT, limit=8)


async def test_music_is_recognised_from_anywhere_in_it() -> None:
    _, listener = listening_to(OTHER, MUSIC[-2 * RATE :], MUSIC)
    hearing = await listener.music(MUSIC, limit=15)
    assert hearing.correlation > 0.99


async def test_what_was_heard_before_the_mark_does_not_count() -> None:
    telephone, listener = listening_to(PROMPT)
    telephone.play(3.0)
    listener.mark()
    with pytest.raises(NotHeard) as failure:
        await listener.prompt(PROMPT, limit=4)
    assert str(failure.value.instead) == "silence"


async def test_a_call_that_ends_ends_the_listening() -> None:
    telephone, listener = listening_to(OTHER)
    telephone.call.notice(PhoneEvent(1.0, "closed", 1, "the other side hung up"))
    with pytest.raises(PhoneError, match="is over: the other side hung up"):
        await listener.prompt(PROMPT, limit=4)


def test_a_call_without_packets_is_told_so() -> None:
    _, listener = listening_to(OTHER)
    assert listener.overhear() == Overheard(None)
    assert str(listener.overhear()) == "nothing at all"
