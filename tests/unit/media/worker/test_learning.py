"""Whom a leg believes."""

from __future__ import annotations

import pytest

from ringtree.media.worker.learning import (
    MAX_CANDIDATES,
    RemoteLearner,
    Verdict,
    canonical,
    is_sendable,
)

DESCRIBED = ("192.168.1.5", 4_000)  # a phone behind NAT describes its private address
NAT = ("203.0.113.9", 61_000)
STRANGER = ("198.51.100.66", 5_555)
IGNORE, HEAR, LOCK = Verdict.IGNORE, Verdict.HEAR, Verdict.LOCK


class Scene:
    """Packets arriving every 20 ms."""

    def __init__(self, **options: object) -> None:
        self.learner = RemoteLearner(DESCRIBED, NAT[0], **options)  # type: ignore[arg-type]
        self.now = 10.0
        self.sequence = 0

    def hear(self, source: tuple[str, int], count: int = 1, ssrc: int = 7) -> Verdict:
        for _ in range(count):
            self.now += 0.02
            self.sequence += 1
            verdict = self.learner.packet(source, ssrc, self.sequence & 0xFFFF, self.now)
        return verdict


def test_the_described_address_is_locked_to_at_once() -> None:
    assert Scene().hear(DESCRIBED) is LOCK


def test_the_signalling_host_is_heard_at_once_and_locked_when_it_stays() -> None:
    scene = Scene()
    assert scene.hear(NAT) is HEAR
    assert scene.hear(NAT, 48) is HEAR
    assert scene.hear(NAT, 5) is LOCK


def test_the_described_address_wins_over_one_that_is_only_heard() -> None:
    scene = Scene()
    scene.hear(NAT)
    assert scene.hear(DESCRIBED) is LOCK


def test_another_port_of_the_host_waits_until_the_first_one_is_quiet() -> None:
    scene = Scene()
    other = (NAT[0], 62_000)
    scene.hear(NAT)
    assert scene.hear(other) is IGNORE
    scene.now += 0.3
    assert scene.hear(other) is HEAR


def test_a_stranger_needs_a_run_of_packets() -> None:
    scene = Scene()
    assert scene.hear(STRANGER, 9) is IGNORE
    assert scene.hear(STRANGER) is LOCK


def test_a_burst_is_not_a_stream() -> None:
    scene = Scene()
    verdicts = [scene.learner.packet(STRANGER, 7, n, scene.now + n * 0.001) for n in range(30)]
    assert set(verdicts) == {IGNORE}


def test_a_stranger_gets_nowhere_while_the_expected_host_is_heard() -> None:
    scene = Scene()
    for _ in range(40):
        assert scene.hear(NAT) in (HEAR, LOCK)
        assert scene.hear(STRANGER) is IGNORE


def test_a_gap_or_another_ssrc_begins_the_run_again() -> None:
    scene = Scene()
    scene.hear(STRANGER, 9)
    scene.sequence += 1
    assert scene.hear(STRANGER, 9) is IGNORE
    assert scene.hear(STRANGER, 9, ssrc=8) is IGNORE
    assert scene.hear(STRANGER, 1, ssrc=8) is LOCK


def test_a_flood_of_addresses_takes_no_memory() -> None:
    scene = Scene()
    for port in range(1, 100):
        scene.hear((STRANGER[0], port))
    assert len(scene.learner._candidates) == MAX_CANDIDATES


def test_packets_of_the_replaced_stream_do_not_win_over_the_new_one() -> None:
    old = (DESCRIBED[0], 3_998)
    scene = Scene(previous=old)
    assert scene.hear(old, 5) is IGNORE
    assert scene.hear(DESCRIBED) is LOCK


@pytest.mark.parametrize(
    ("host", "port", "expected"),
    [
        ("10.0.0.1", 4000, True),
        ("2001:db8::1", 4000, True),
        ("10.0.0.1", 0, False),
        ("0.0.0.0", 4000, False),
        ("::", 4000, False),
        ("224.0.0.1", 4000, False),
        ("phone.example.com", 4000, False),
    ],
)
def test_where_packets_can_be_sent(host: str, port: int, expected: bool) -> None:
    assert is_sendable(host, port) is expected


def test_addresses_are_compared_as_the_kernel_writes_them() -> None:
    assert canonical("2001:DB8:0:0::0001") == "2001:db8::1"
    assert canonical("[::1]") == "::1"
    assert canonical("phone.example.com") == "phone.example.com"
