"""The endpoint on real sockets of the loopback interface: what arrives, what hurts, what lasts."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from ringtree.sip.dialog.events import (
    Accepted,
    ByeReceived,
    Ended,
    EndReason,
    Provisional,
    SessionEvent,
)
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.headers import NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.transaction.machine import ServerTransaction
from ringtree.sip.transaction.timers import Timings
from ringtree.sip.uri import Uri
from ringtree.wire.endpoint import EndpointSettings, SipEndpoint
from ringtree.wire.session import Session
from ringtree.wire.tcp import TcpLimits

SDP = b"v=0\r\ns=-\r\n"
QUICK = Timings(t1=0.02, t2=0.1, t4=0.1, d=0.2)


class Answers:
    """Answers every call, and every other request with 200; breaks at REGISTER."""

    endpoint: SipEndpoint

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def on_request(self, tx: ServerTransaction, request: Request, source: Hop) -> None:
        self.requests.append(request)
        if request.method == "REGISTER":
            raise RuntimeError("on purpose")
        if request.method != "INVITE":
            self.endpoint.reject(tx, request, 200)
            return
        session: Session

        def listen(event: SessionEvent) -> None:
            if isinstance(event, ByeReceived):
                session.confirm_bye()

        session = self.endpoint.accept_invite(tx, request, source, listen)
        session.ring()
        session.accept(SDP)


async def start(*bind: Hop, **more: Any) -> SipEndpoint:
    handler = Answers()
    settings = EndpointSettings(bind=bind, timings=QUICK, **more)
    handler.endpoint = endpoint = SipEndpoint(settings=settings, handler=handler)
    await endpoint.start()
    return endpoint


@pytest.fixture(params=["127.0.0.1", "::1"])
async def endpoint(request: pytest.FixtureRequest) -> AsyncIterator[SipEndpoint]:
    host = request.param
    limits = TcpLimits(message_time=0.4, connections_per_source=3)
    endpoint = await start(Hop("udp", host, 0), Hop("tcp", host, 0), tcp=limits)
    yield endpoint
    await endpoint.stop()


def options(transport: str, host: str, port: int, *, branch: str = "1") -> bytes:
    shown = f"[{host}]" if ":" in host else host
    return (
        f"OPTIONS sip:{shown} SIP/2.0\r\n"
        f"Via: SIP/2.0/{transport} {shown}:{port};rport;branch=z9hG4bK{branch}\r\n"
        f"From: <sip:x@{shown}>;tag=1\r\nTo: <sip:{shown}>\r\nCall-ID: {branch}\r\n"
        f"CSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
    ).encode()


class Peer:
    """A UDP socket with awaitable replies."""

    def __init__(self, to: Hop) -> None:
        family = socket.AF_INET6 if ":" in to.host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.setblocking(False)
        self.socket.bind((to.host, 0))
        self.to = to
        self.port = self.socket.getsockname()[1]

    def send(self, data: bytes) -> None:
        self.socket.sendto(data, (self.to.host, self.to.port))

    async def reply(self, limit: float = 2.0) -> bytes:
        loop = asyncio.get_running_loop()
        return await asyncio.wait_for(loop.sock_recv(self.socket, 65535), limit)


@pytest.fixture
def udp_peer(endpoint: SipEndpoint) -> Any:
    peer = Peer(endpoint.bound[0])
    yield peer
    peer.socket.close()


async def talk(caller: SipEndpoint, hop: Hop) -> list[SessionEvent]:
    """One call from `caller` to `hop`, hung up once answered; what its listener heard."""
    heard: list[SessionEvent] = []
    over = asyncio.Event()
    session: Session

    def listen(event: SessionEvent) -> None:
        heard.append(event)
        if isinstance(event, Accepted):
            session.bye()
        if isinstance(event, Ended):
            over.set()

    shown = f"[{hop.host}]" if ":" in hop.host else hop.host
    address = f"sip:101@{shown}"
    session = caller.invite(
        OutgoingInvite(Uri.parse(address), hop, NameAddr("sip:x@y"), NameAddr(address), SDP), listen
    )
    await asyncio.wait_for(over.wait(), 5.0)
    return heard


@pytest.mark.parametrize("which", [0, 1], ids=["udp", "tcp"])
async def test_a_call_from_one_endpoint_to_another(endpoint: SipEndpoint, which: int) -> None:
    hop = endpoint.bound[which]
    caller = await start(hop._replace(port=0))
    try:
        assert await talk(caller, hop) == [
            Provisional(180, None),
            Accepted(SDP),
            Ended(EndReason.HUNG_UP),
        ]
        await until(lambda: endpoint.statistics()["sessions"] == 0)
        assert endpoint.statistics()["errors"] == caller.statistics()["errors"] == 0
        if which == 1:
            assert caller.statistics()["tcp_connections"] == 1
    finally:
        await caller.stop()


async def test_transactions_and_their_memory_go_away(endpoint: SipEndpoint) -> None:
    caller = await start(endpoint.bound[0]._replace(port=0))
    try:
        await talk(caller, endpoint.bound[0])
        await until(lambda: endpoint.statistics()["transactions"] == 0)
        await until(lambda: caller.statistics()["transactions"] == 0)
    finally:
        await caller.stop()


async def until(true: Callable[[], bool], limit: float = 4.0) -> None:
    async with asyncio.timeout(limit):
        while not true():  # noqa: ASYNC110 - counters of the endpoint have no event to wait for
            await asyncio.sleep(0.01)


async def test_the_answer_goes_back_to_where_the_request_came_from(
    endpoint: SipEndpoint, udp_peer: Peer
) -> None:
    udp_peer.send(options("UDP", udp_peer.to.host, 9, branch="nat"))
    reply = await udp_peer.reply()
    assert reply.startswith(b"SIP/2.0 200")
    assert f"rport={udp_peer.port}".encode() in reply


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"OPTIONS sip:x SIP/3.0", b"505"),
        (b"BREW sip:x SIP/2.0", b"501"),
        (b"REGISTER sip:x SIP/2.0", b"500"),
    ],
)
async def test_every_request_that_can_be_answered_is(
    endpoint: SipEndpoint, udp_peer: Peer, data: bytes, status: bytes
) -> None:
    method = data.split()[0]
    request = options("UDP", udp_peer.to.host, udp_peer.port, branch=method.decode())
    _, _, rest = request.partition(b"\r\n")
    udp_peer.send(data + b"\r\n" + rest.replace(b"1 OPTIONS", b"1 " + method))
    assert (await udp_peer.reply()).split()[1] == status


async def test_rubbish_is_dropped_and_the_next_request_served(
    endpoint: SipEndpoint, udp_peer: Peer
) -> None:
    for rubbish in (
        b"",
        b"\r\n\r\n",
        b"\0" * 100,
        b"hello",
        b"SIP/2.0 200 OK\r\n\r\n",
        b"\xff" * 65000,
    ):
        udp_peer.send(rubbish)
    udp_peer.send(b"A" * 65000)
    udp_peer.send(options("UDP", udp_peer.to.host, udp_peer.port, branch="after"))
    assert (await udp_peer.reply()).startswith(b"SIP/2.0 200")
    assert endpoint.statistics()["errors"] == 0


async def test_the_largest_datagram_is_taken(endpoint: SipEndpoint, udp_peer: Peer) -> None:
    request = options("UDP", udp_peer.to.host, udp_peer.port, branch="big")
    body = b"x" * (65000 - len(request))
    udp_peer.send(request.replace(b"Length: 0", b"Length: %d" % len(body)) + body)
    assert (await udp_peer.reply()).startswith(b"SIP/2.0 200")


async def test_a_failing_handler_is_answered_for(endpoint: SipEndpoint, udp_peer: Peer) -> None:
    request = options("UDP", udp_peer.to.host, udp_peer.port, branch="boom")
    udp_peer.send(request.replace(b"OPTIONS", b"REGISTER"))
    assert (await udp_peer.reply()).startswith(b"SIP/2.0 500")
    assert endpoint.statistics()["errors"] == 1


Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def stream(endpoint: SipEndpoint) -> AsyncIterator[Stream]:
    hop = endpoint.bound[1]
    reader, writer = await asyncio.open_connection(hop.host, hop.port)
    yield reader, writer
    writer.close()


async def answer(reader: asyncio.StreamReader) -> bytes:
    return await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 2.0)


async def closed(reader: asyncio.StreamReader, limit: float = 2.0) -> bool:
    try:
        return await asyncio.wait_for(reader.read(), limit) == b""
    except ConnectionError:
        return True


async def test_requests_in_pieces_and_several_at_once(stream: Stream) -> None:
    reader, writer = stream
    one, two = (options("TCP", "127.0.0.1", 9, branch=branch) for branch in ("p1", "p2"))
    writer.write(one[:20])
    await asyncio.sleep(0.05)
    writer.write(one[20:] + two)
    assert b"z9hG4bKp1" in await answer(reader)
    assert b"z9hG4bKp2" in await answer(reader)
    writer.write(b"\r\n\r\n")
    assert await asyncio.wait_for(reader.readexactly(2), 2.0) == b"\r\n"


async def test_a_content_length_of_two_gigabytes_is_refused_and_the_line_closed(
    stream: Stream,
) -> None:
    reader, writer = stream
    request = options("TCP", "127.0.0.1", 9, branch="huge")
    writer.write(request.replace(b"Length: 0", b"Length: 2147483648"))
    assert (await answer(reader)).split()[1] in (b"400", b"413", b"513")
    assert await closed(reader)


async def test_no_content_length_is_refused_and_the_line_closed(stream: Stream) -> None:
    reader, writer = stream
    request = options("TCP", "127.0.0.1", 9, branch="none")
    writer.write(request.replace(b"Content-Length: 0\r\n", b""))
    assert (await answer(reader)).startswith(b"SIP/2.0 400")
    assert await closed(reader)


async def test_one_byte_at_a_time_is_cut_off(stream: Stream) -> None:
    reader, writer = stream
    begun = asyncio.get_running_loop().time()
    for byte in options("TCP", "127.0.0.1", 9, branch="slow"):
        writer.write(bytes([byte]))
        try:
            await writer.drain()
        except ConnectionError:
            break
        await asyncio.sleep(0.02)
        if reader.at_eof():
            break
    assert asyncio.get_running_loop().time() - begun < 2.0
    assert await closed(reader)


async def test_a_peer_that_says_nothing_is_cut_off(stream: Stream) -> None:
    assert await closed(stream[0])


async def test_a_quiet_peer_that_has_spoken_stays(stream: Stream) -> None:
    reader, writer = stream
    writer.write(options("TCP", "127.0.0.1", 9, branch="s1"))
    await answer(reader)
    await asyncio.sleep(0.8)
    writer.write(options("TCP", "127.0.0.1", 9, branch="s2"))
    await answer(reader)


async def test_one_source_may_not_take_all_connections(endpoint: SipEndpoint) -> None:
    hop = endpoint.bound[1]
    streams = [await asyncio.open_connection(hop.host, hop.port) for _ in range(4)]
    assert await closed(streams[3][0], 0.3)
    assert endpoint.statistics()["tcp_connections"] == 3
    for _, writer in streams:
        writer.close()
    await until(lambda: endpoint.statistics()["tcp_connections"] == 0)


async def test_a_port_nobody_listens_on_is_told(endpoint: SipEndpoint) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = Hop("tcp", "127.0.0.1", taken.getsockname()[1])
    heard = await talk(endpoint, nobody)
    assert heard == [Ended(EndReason.UNREACHABLE)]


async def test_a_transport_we_do_not_speak_is_told(endpoint: SipEndpoint) -> None:
    heard = await talk(endpoint, Hop("tls", "127.0.0.1", 5061))
    assert heard == [Ended(EndReason.UNREACHABLE)]


async def test_a_phone_that_never_responds_is_told_as_none(endpoint: SipEndpoint) -> None:
    told: list[Response | None] = []
    request = Request("OPTIONS", "sip:127.0.0.1")
    for name, value in (("From", "<sip:a@b>;tag=1"), ("To", "<sip:c@d>"), ("Call-ID", "x")):
        request.set(name, value)
    request.set("CSeq", "1 OPTIONS")
    silent = Peer(endpoint.bound[0])
    endpoint.request(request, endpoint.bound[0]._replace(port=silent.port), told.append)
    await until(lambda: told == [None])
    first, second = await silent.reply(), await silent.reply()
    assert first == second
    silent.socket.close()


async def test_a_taken_port_stops_the_start_and_leaves_nothing_open() -> None:
    first = await start(Hop("udp", "127.0.0.1", 0))
    with pytest.raises(OSError):
        await start(Hop("tcp", "127.0.0.1", 0), first.bound[0])
    await first.stop()
