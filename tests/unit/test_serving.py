"""Where a server of these settings is, and whether it answers."""

from __future__ import annotations

import asyncio
import socket
from types import SimpleNamespace
from typing import Any

import pytest

from ringtree import serving
from ringtree.serving import is_serving, local_bind, reachable_host
from ringtree.settings import Bind, Settings
from ringtree.sip.message import Request, parse


def settings(*binds: str, **more: Any) -> Settings:
    return Settings.model_validate({"sip_bind": binds, **more})


@pytest.mark.parametrize(
    ("binds", "expected"),
    [
        (("udp:0.0.0.0:5060",), Bind("udp", "127.0.0.1", 5060)),
        (("tcp:0.0.0.0:5060", "udp:[::]:5070"), Bind("udp", "::1", 5070)),
        (("udp:192.0.2.1:5060",), Bind("udp", "192.0.2.1", 5060)),
        (("tcp:0.0.0.0:5060",), None),
    ],
)
def test_the_address_programs_on_this_machine_use(
    binds: tuple[str, ...], expected: Bind | None
) -> None:
    assert local_bind(settings(*binds)) == expected


class Probe:
    """A socket that sends nothing."""

    fails = False
    sent: bytes = b""

    def __init__(self, *_: object) -> None: ...
    def __enter__(self) -> Probe:
        return self

    def __exit__(self, *_: object) -> None: ...
    def setblocking(self, _flag: bool) -> None: ...

    def connect(self, _address: object) -> None:
        if self.fails:
            raise OSError("network is unreachable")

    def getsockname(self) -> tuple[str, int]:
        return ("192.0.2.77", 40000)


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> type[Probe]:
    fresh = type("FreshProbe", (Probe,), {})
    names = {name: getattr(socket, name) for name in ("AF_INET", "AF_INET6", "SOCK_DGRAM")}
    monkeypatch.setattr(serving, "socket", SimpleNamespace(socket=fresh, **names))
    return fresh


@pytest.mark.parametrize(
    ("made", "host"),
    [
        (settings("udp:0.0.0.0:5060", public_address="198.51.100.1"), "198.51.100.1"),
        (settings("udp:192.0.2.1:5060"), "192.0.2.1"),
        (settings("udp:127.0.0.1:5060"), "127.0.0.1"),
        (settings("udp:0.0.0.0:5060"), "192.0.2.77"),
        (settings("tcp:192.0.2.1:5060"), "192.0.2.1"),
    ],
)
def test_the_host_to_tell_a_phone(made: Settings, host: str, probe: type[Probe]) -> None:
    assert reachable_host(made) == host


def test_without_a_network_it_is_this_machine(probe: type[Probe]) -> None:
    probe.fails = True
    assert reachable_host(settings("udp:0.0.0.0:5060")) == "127.0.0.1"


class Line:
    """The event loop's side of the probe: what was sent, and the reply."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, reply: bytes | None) -> None:
        self.sent: list[bytes] = []
        self._reply = reply
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "sock_sendall", self.send, raising=False)
        monkeypatch.setattr(loop, "sock_recv", self.receive, raising=False)

    async def send(self, _socket: object, data: bytes) -> None:
        self.sent.append(data)

    async def receive(self, _socket: object, _size: int) -> bytes:
        if self._reply is None:
            await asyncio.Event().wait()
            raise AssertionError
        if not self._reply:
            raise ConnectionRefusedError
        return self._reply


@pytest.mark.looptime
@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (b"SIP/2.0 200 OK\r\nServer: Ringtree\r\n\r\n", True),
        (b"SIP/2.0 200 OK\r\nServer: Other\r\n\r\n", False),
        (b"", False),
        (None, False),
    ],
)
async def test_a_server_is_one_that_answers_under_our_name(
    reply: bytes | None, expected: bool, probe: type[Probe], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(monkeypatch, reply)
    assert await is_serving(settings("udp:[::]:5060")) is expected
    request = parse(line.sent[0])
    assert isinstance(request, Request)
    assert (request.method, str(request.uri)) == ("OPTIONS", "sip:[::1]:5060")
    assert request.via.host == "192.0.2.77"


async def test_an_address_out_of_reach_has_no_server(probe: type[Probe]) -> None:
    probe.fails = True
    assert not await is_serving(settings("udp:192.0.2.1:5060"))


async def test_a_server_without_udp_cannot_be_asked() -> None:
    assert not await is_serving(settings("tcp:0.0.0.0:5060"))
