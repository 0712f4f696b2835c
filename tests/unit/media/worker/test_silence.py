"""When both sides have fallen silent."""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.media.protocol import Resumed, Silent
from ringtree.media.worker.silence import SilenceWatch


@dataclass
class Phone:
    number: int
    heard_at: float = 0.0
    is_two_way: bool = True
    peer: Phone | None = None


def call() -> tuple[Phone, Phone]:
    first, second = Phone(1), Phone(2)
    first.peer, second.peer = second, first
    return first, second


def test_a_lone_leg_is_reported_once_and_again_when_it_returns() -> None:
    watch, phone = SilenceWatch(30), Phone(1)
    assert watch.check(phone, 29) is None
    assert watch.check(phone, 30) == Silent(1, 30)
    assert watch.check(phone, 31) is None
    phone.heard_at = 31.5
    assert watch.check(phone, 32) == Resumed(1)
    assert watch.check(phone, 62) == Silent(1, 30.5)


def test_of_a_call_nothing_is_reported_while_one_side_talks() -> None:
    watch = SilenceWatch(30)
    first, second = call()
    second.heard_at = 20
    assert watch.check(first, 40) is None
    assert watch.check(second, 40) is None
    assert watch.check(first, 50) == Silent(1, 50)
    assert watch.check(second, 50) == Silent(2, 30)


def test_a_call_on_hold_may_be_silent_for_ever() -> None:
    watch = SilenceWatch(30)
    first, second = call()
    first.is_two_way = False
    assert watch.check(first, 5_000) is None
    assert watch.check(second, 5_000) is None


def test_a_limit_of_zero_watches_nothing() -> None:
    assert SilenceWatch(0).check(Phone(1), 1e9) is None


def test_a_closed_leg_is_forgotten() -> None:
    watch = SilenceWatch(30)
    watch.check(Phone(1), 30)
    watch.forget(1)
    assert watch.check(Phone(1), 40) == Silent(1, 40)
