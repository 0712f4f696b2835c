"""Ports that nobody can take between choosing and listening."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ringtree.demo import ports
from ringtree.demo.ports import AUDIO, SIGNALLING, NoFreePort, free_port, free_ports


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[int]]:
    """Ports that are in use; every other is free."""
    taken: set[int] = set()
    # This process may have to share the ports with others; the tests are about all of them.
    monkeypatch.setattr(ports, "_signalling", ports._Blocks(SIGNALLING, 2))
    monkeypatch.setattr(ports, "_audio", ports._Blocks(AUDIO, 400))
    monkeypatch.setattr(ports, "_is_free", lambda _address, port, _kind: port not in taken)
    yield taken


def test_a_port_is_given_once_in_a_round(taken: set[int]) -> None:
    given = [free_port() for _ in range(len(SIGNALLING) // 2)]
    assert len(set(given)) == len(given)
    assert all(port in SIGNALLING and port + 1 in SIGNALLING for port in given)


def test_the_port_after_a_given_one_is_never_given(taken: set[int]) -> None:
    given = {free_port() for _ in range(len(SIGNALLING) // 2)}
    assert not given & {port + 1 for port in given}


def test_a_port_in_use_is_passed_over(taken: set[int]) -> None:
    taken.update(port for port in SIGNALLING if port != 21000)
    assert free_port() == 21000


def test_when_every_port_is_taken_the_range_is_named(taken: set[int]) -> None:
    taken.update(SIGNALLING, AUDIO)
    with pytest.raises(NoFreePort, match="no port from 20000 to 21999 is free"):
        free_port()
    with pytest.raises(NoFreePort, match="no port from 10000 to 19999 is free"):
        free_ports(4)


def test_a_block_with_one_port_taken_is_passed_over(taken: set[int]) -> None:
    taken.update(port for port in AUDIO if not 10400 <= port < 10800)
    assert free_ports(400) == "10400-10799"
    taken.add(10799)
    with pytest.raises(NoFreePort):
        free_ports(400)
    assert free_ports(399) == "10400-10798"


def test_processes_that_share_the_ports_never_give_the_same(
    taken: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = []
    for part in range(3):
        monkeypatch.setattr(ports, "_signalling", ports._Blocks(SIGNALLING, 2))
        monkeypatch.setattr(ports, "_audio", ports._Blocks(AUDIO, 400))
        ports.share(part, 3)
        given.append({free_port() for _ in range(1000)} | {free_ports(4) for _ in range(30)})
    assert not given[0] & given[1] and not given[1] & given[2] and not given[0] & given[2]


@pytest.mark.parametrize("count", [0, 401])
def test_a_block_has_one_to_four_hundred_ports(count: int) -> None:
    with pytest.raises(ValueError, match="are not 1 to 400"):
        free_ports(count)


def test_a_port_in_use_is_noticed() -> None:
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
        assert not ports._is_free("127.0.0.1", port, socket.SOCK_DGRAM)
    assert ports._is_free("127.0.0.1", port, socket.SOCK_DGRAM)
