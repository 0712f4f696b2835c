"""Which of our addresses a peer is told."""

from __future__ import annotations

import pytest

from ringtree.sip.hop import Hop
from ringtree.wire.addresses import LocalAddresses


class Interfaces:
    """Answers as the kernel would, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, host: str) -> str:
        self.asked.append(host)
        if host.startswith("127."):
            return "127.0.0.1"
        return "2001:db8::5" if ":" in host else "10.0.0.5"


@pytest.fixture
def find() -> Interfaces:
    return Interfaces()


def test_the_interface_towards_the_peer_is_asked_for_once(find: Interfaces) -> None:
    addresses = LocalAddresses(find=find)
    for _ in range(3):
        assert addresses.host(Hop("udp", "10.0.0.9", 5060)) == "10.0.0.5"
        assert addresses.host(Hop("tcp", "10.0.0.9", 40000)) == "10.0.0.5"
    assert find.asked == ["10.0.0.9"]


@pytest.mark.parametrize(
    ("peer", "told"),
    [("8.8.8.8", "5.6.7.8"), ("10.0.0.9", "10.0.0.5"), ("127.0.0.1", "127.0.0.1")],
)
def test_only_peers_outside_are_told_the_public_address(
    find: Interfaces, peer: str, told: str
) -> None:
    addresses = LocalAddresses("5.6.7.8", find)
    assert addresses.host(Hop("udp", peer, 5060)) == told


def test_the_port_is_that_of_the_socket_that_will_send(find: Interfaces) -> None:
    addresses = LocalAddresses(find=find)
    addresses.bind(
        [
            Hop("udp", "0.0.0.0", 5060),
            Hop("udp", "127.0.0.1", 5070),
            Hop("tcp", "0.0.0.0", 5062),
            Hop("udp", "::", 5064),
        ]
    )
    assert addresses.sent_by(Hop("udp", "10.0.0.9", 1)) == "10.0.0.5:5060"
    assert addresses.sent_by(Hop("udp", "127.0.0.1", 1)) == "127.0.0.1:5070"
    assert addresses.sent_by(Hop("tcp", "10.0.0.9", 1)) == "10.0.0.5:5062"
    assert addresses.sent_by(Hop("udp", "2001:db8::1", 1)) == "[2001:db8::5]:5064"
    assert addresses.sent_by(Hop("tls", "10.0.0.9", 1)) == "10.0.0.5:5061"


def test_the_memory_is_bounded(find: Interfaces) -> None:
    addresses = LocalAddresses(find=find)
    for number in range(10_500):
        addresses.sent_by(Hop("udp", f"10.0.{number // 250}.{number % 250}", 5060))
    assert len(addresses._hosts) <= 10_000
    assert len(addresses._sent_by) <= 10_000
