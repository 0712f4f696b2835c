"""What the endpoint does between its sockets and its handler; the sockets are not opened.

Its talk with real ones is in tests/integration/test_wire.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from ringtree.sip.dialog.events import Cancelled, Confirmed, Ended, EndReason
from ringtree.sip.framing import FramingError
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response, parse
from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.wire.endpoint import EndpointSettings, SipEndpoint
from ringtree.wire.session import Session

PEER = Hop("udp", "127.0.0.9", 5060)
SDP = b"v=0\r\n"


class Socket:
    """Takes what is sent."""

    local = Hop("udp", "127.0.0.1", 5060)

    def __init__(self) -> None:
        self.sent: list[Request | Response] = []
        self.broken = False

    def send(self, data: bytes, hop: Hop) -> bool:
        self.sent.append(parse(data))
        return not self.broken

    def close(self) -> None:
        """Nothing to close."""


class Handler:
    """Does what a test tells it to."""

    def __init__(self) -> None:
        self.requests: list[tuple[Any, Request, Hop]] = []
        self.fails: Exception | None = None

    def on_request(self, tx: Any, request: Request, source: Hop) -> None:
        self.requests.append((tx, request, source))
        if self.fails is not None:
            raise self.fails


class Bench:
    def __init__(self) -> None:
        self.now = 0.0
        self.handler = Handler()
        self.endpoint = SipEndpoint(
            settings=EndpointSettings(bind=()), handler=self.handler, clock=lambda: self.now
        )
        self.socket = Socket()
        self.endpoint._udp.append(self.socket)  # type: ignore[arg-type]
        self.heard: list[Any] = []

    def receive(self, data: bytes) -> list[str]:
        """What a datagram is answered with."""
        self.socket.sent.clear()
        self.endpoint._on_message(data, PEER)
        self.endpoint.flush()
        return self.sent()

    def sent(self) -> list[str]:
        lines = [message.start_line().split() for message in self.socket.sent]
        self.socket.sent.clear()
        return [line[1] if line[0] == "SIP/2.0" else line[0] for line in lines]

    def call(self) -> Session:
        """The peer's INVITE, taken on."""
        self.receive(request("INVITE", body=SDP))
        return self.endpoint.accept_invite(*self.handler.requests[-1], self.heard.append)


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    bench = Bench()
    yield bench
    await bench.endpoint.stop()


def request(
    method: str, branch: str = "1", to_tag: str = "", body: bytes = b"", **headers: str
) -> bytes:
    made = Request(method, "sip:101@127.0.0.1")
    made.set("Via", f"SIP/2.0/UDP {PEER.host}:{PEER.port};branch=z9hG4bK{branch}")
    made.set("From", "<sip:anna@example.com>;tag=anna")
    made.set("To", f"<sip:101@example.com>{f';tag={to_tag}' if to_tag else ''}")
    made.set("Call-ID", "call")
    made.set("CSeq", f"{2 if method == 'BYE' else 1} {method}")
    made.set("Contact", f"<sip:anna@{PEER.host}>")
    if body:
        made.set("Content-Type", "application/sdp")
        made.body = body
    for name, value in headers.items():
        made.set(name, value)
    return made.to_bytes()


async def test_a_handler_may_answer_at_once_or_later(bench: Bench) -> None:
    assert bench.receive(request("OPTIONS")) == []
    tx, received, source = bench.handler.requests[0]
    assert source == PEER
    bench.endpoint.reject(tx, received, 480, "Away", Retry_After="5")
    (response,) = bench.socket.sent
    assert (response.get("Retry-After"), response.to.tag) == ("5", tx.to_tag)
    bench.endpoint.respond(tx, received.respond(200))
    assert bench.sent() == ["480"]


async def test_a_response_of_the_handlers_own_making_is_sent(bench: Bench) -> None:
    bench.receive(request("REGISTER"))
    tx, received, _ = bench.handler.requests[0]
    bench.endpoint.respond(tx, received.respond(200, to_tag=tx.to_tag))
    assert bench.sent() == ["200"]


@pytest.mark.parametrize(
    ("data", "answers"),
    [
        (b"rubbish", []),
        (b"SIP/2.0 200 OK\r\n\r\n", []),
        (b"INVITE sip:x SIP/2.0\r\n\r\n", []),
        (request("OPTIONS")[:-2], ["400"]),
        (request("OPTIONS").replace(b"SIP/2.0\r\n", b"SIP/3.0\r\n", 1), ["505"]),
        (request("OPTIONS").replace(b"SIP/2.0", b"SIP/7.0"), ["505"]),  # the Via as well
        (request("ACK").replace(b"SIP/2.0\r\n", b"SIP/3.0\r\n", 1), []),
        (request("ACK").replace(b"SIP/2.0", b"SIP/7.0"), []),
    ],
)
async def test_what_cannot_be_read_is_answered_or_dropped(
    bench: Bench, data: bytes, answers: list[str]
) -> None:
    assert bench.receive(data) == answers
    assert bench.handler.requests == []


async def test_a_failing_handler_is_answered_for_and_logged(bench: Bench) -> None:
    bench.handler.fails = RuntimeError("a bug")
    assert bench.receive(request("OPTIONS")) == ["500"]
    assert bench.endpoint.statistics()["errors"] == 1


async def test_a_stream_that_cannot_be_followed_is_answered_if_it_can_be(bench: Bench) -> None:
    for head in (request("OPTIONS"), request("OPTIONS", "2", To="?")[:40], b"rubbish"):
        bench.endpoint._on_broken(FramingError(400, "why", head), PEER)
    bench.endpoint.flush()
    assert bench.sent() == ["400"]


async def test_a_session_goes_its_way(bench: Bench) -> None:
    session = bench.call()
    assert (session.call_id, session.remote, session.remote_sdp) == ("call", PEER, SDP)
    session.ring()
    session.accept(SDP)
    tag = bench.socket.sent[-1].to.tag or ""
    assert bench.sent() == ["180", "200"]
    bench.receive(request("ACK", "2", tag))
    assert bench.heard == [Confirmed(None)]
    with pytest.raises(LocalProtocolError):
        session.accept(SDP)
    session.bye("Q.850;cause=16")
    assert bench.socket.sent[-1].get("Reason") == "Q.850;cause=16"
    assert not session.ended
    (bye,) = bench.socket.sent
    assert isinstance(bye, Request)
    bench.receive(bye.respond(200).to_bytes())
    assert bench.heard[-1] == Ended(EndReason.HUNG_UP)
    assert session.ended
    assert bench.endpoint.statistics()["sessions"] == 0


async def test_a_bye_is_held_until_confirmed(bench: Bench) -> None:
    session = bench.call()
    session.accept(SDP)
    tag = bench.socket.sent[-1].to.tag or ""
    bench.receive(request("ACK", "2", tag))
    assert bench.receive(request("BYE", "3", tag)) == []
    session.confirm_bye()
    assert bench.sent() == ["200"]


async def test_a_listener_may_wish_from_within_its_news(bench: Bench) -> None:
    session = bench.call()

    def hang_up(event: object) -> None:
        bench.heard.append(event)
        session.end()

    session._inner.listener = hang_up
    session.accept(SDP)
    tag = bench.socket.sent[-1].to.tag or ""
    assert bench.receive(request("ACK", "2", tag)) == ["BYE"]


async def test_a_failing_listener_harms_nobody(bench: Bench) -> None:
    session = bench.call()

    def fail(event: object) -> None:
        raise RuntimeError("a bug")

    session._inner.listener = fail
    assert bench.receive(request("CANCEL")) == ["200", "487"]
    assert bench.endpoint.statistics()["errors"] == 2


async def test_a_cancelled_call_is_not_answered_twice(bench: Bench) -> None:
    session = bench.call()
    assert bench.receive(request("CANCEL")) == ["200", "487"]
    assert bench.heard == [Cancelled(None), Ended(EndReason.CANCELLED)]
    session.accept(SDP)
    session.end()
    bench.endpoint.reject(bench.handler.requests[0][0], bench.handler.requests[0][1], 486)
    assert bench.sent() == []


async def test_only_a_call_of_ours_is_cancelled(bench: Bench) -> None:
    with pytest.raises(TypeError):
        bench.call().cancel()


async def test_a_socket_that_cannot_send_fails_the_request(bench: Bench) -> None:
    told: list[Response | None] = []
    bench.socket.broken = True
    bench.endpoint.request(parse(request("OPTIONS")), PEER, told.append)  # type: ignore[arg-type]
    assert told == [None]


async def test_one_timer_wakes_it_and_is_set_again(bench: Bench) -> None:
    bench.call()
    assert bench.endpoint._timer is not None
    bench.now = 0.2
    bench.endpoint._on_timer()
    await asyncio.sleep(0)
    assert bench.sent() == ["100"]


class Gatekeeper:
    """Bans one address, and serves no OPTIONS."""

    banned = ""

    def admits_source(self, source: Hop) -> bool:
        return source.host != self.banned

    def admits(self, request: Request, source: Hop) -> bool:
        return request.method != "OPTIONS"


INVITE = (
    b"INVITE sip:101@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.9;branch=z9hG4bKgate\r\n"
    b"From: <sip:a@x>;tag=1\r\nTo: <sip:101@x>\r\nCall-ID: gate\r\nCSeq: 1 INVITE\r\n"
    b"Contact: <sip:a@127.0.0.9>\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
)


async def test_what_the_gate_refuses_gets_no_answer_and_leaves_nothing(bench: Bench) -> None:
    bench.endpoint.gate = gate = Gatekeeper()
    assert bench.receive(INVITE.replace(b"INVITE", b"OPTIONS")) == []
    assert bench.endpoint.statistics()["transactions"] == 0
    gate.banned = PEER.host
    assert bench.receive(INVITE) == [] and bench.receive(b"garbage") == []
    assert bench.handler.requests == []
    assert bench.endpoint.statistics()["dropped"] == 3


async def test_what_belongs_to_a_dialog_passes_the_gate(bench: Bench) -> None:
    bench.endpoint.gate = Gatekeeper()
    within = INVITE.replace(b"INVITE", b"OPTIONS").replace(b"101@x>", b"101@x>;tag=2")
    bench.receive(within)
    assert bench.endpoint.statistics()["dropped"] == 0
