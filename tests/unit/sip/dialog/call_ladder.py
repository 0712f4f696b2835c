"""A call as a ladder: one user agent of ours, a scripted peer, a virtual clock.

    (
        calling()
        >> peer(180) << Provisional(180, None)
        >> wish("cancel") << "CANCEL"
        >> peer(200, to="CANCEL")
        >> peer(200, sdp=ANSWER) << "ACK" << "BYE"      # the 200 crossed our CANCEL
    )

What we send is expected by its first word (method or status); what the listener hears by the
event itself or its class. A rung that leaves something unexpected fails at the next `>>`.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Self

from ringtree.sip.dialog.agent import AgentSettings, UserAgent
from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.headers import NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response, parse
from ringtree.sip.transaction.layer import TransactionLayer
from ringtree.sip.uri import Uri
from tests.unit.ladder import After

US = "192.0.2.1:5060"
PEER = Hop("udp", "192.0.2.9", 5060)
OFFER, ANSWER, OTHER = b"v=0\r\ns=offer\r\n", b"v=0\r\ns=answer\r\n", b"v=0\r\ns=other\r\n"

Rung = Callable[["CallLadder"], None]


class CallLadder:
    """The ladder of one call."""

    def __init__(self, transport: str = "udp") -> None:
        self.hop = PEER._replace(transport=transport)
        self.layer = TransactionLayer(lambda hop: US)
        self.agent = UserAgent(
            self.layer,
            lambda hop: US,
            AgentSettings(extensions=("100rel", "timer")),
            random=Random(1),
        )
        self.now = 100.0
        self.session: Any = None
        self.sent: list[tuple[Request | Response, Hop]] = []
        self.heard: list[Any] = []
        self.history: list[Any] = []
        self.requests: dict[str, Request] = {}
        """The last request we sent, by method."""
        self.theirs: dict[str, Request] = {}
        """The last request the peer sent, by method."""
        self.to_tag = "peer"
        self.from_tag = "peer"
        self.cseq = 1
        self.branch = 0
        self.last: Any = None

    # what the driver does

    def settle(self) -> None:
        self.agent.settle(self.now)
        while self.agent.inbox or self.agent.notices:
            while self.agent.notices:
                call, news = self.agent.notices.popleft()
                call(news)
            if self.agent.inbox:
                self.on_request(*self.agent.inbox.popleft())
            self.agent.settle(self.now)
        for data, hop in self.layer.outbox:
            message = parse(data)
            if isinstance(message, Request):
                self.requests[message.method] = message
            self.sent.append((message, hop))
        self.layer.outbox.clear()

    def on_request(self, tx: Any, request: Request, source: Hop) -> None:
        if self.session is not None:
            # A copy of the INVITE so late that it is a new call: one call is one ladder.
            self.agent.respond(tx, request, 486, now=self.now)
            return
        self.session = self.agent.accept_invite(tx, request, source, self.listen)

    def listen(self, event: Any) -> None:
        self.heard.append(event)
        self.history.append(event)

    def take(self, message: Request | Response) -> None:
        self.agent.receive(parse(message.to_bytes()), self.hop, self.now)
        self.settle()

    # rungs

    def __rshift__(self, rung: After | Rung) -> Self:
        self.done()
        if isinstance(rung, After):
            self._pass(self.now + rung.seconds)
        else:
            rung(self)
            self.settle()
        return self

    def __lshift__(self, expected: Any) -> Self:
        if isinstance(expected, str):
            assert self.sent, f"expected {expected} to be sent, nothing was"
            self.last, _ = self.sent.pop(0)
            got = self.last.start_line().split()
            assert expected in got[:2], f"expected {expected}, sent {self.last.start_line()}"
        else:
            assert self.heard, f"expected {expected}, nothing was told"
            event = self.heard.pop(0)
            fits = isinstance(event, expected) if isinstance(expected, type) else event == expected
            assert fits, f"expected {expected}, told {event}"
        return self

    def done(self) -> Self:
        assert not self.sent, f"nobody expected {[m.start_line() for m, _ in self.sent]}"
        assert not self.heard, f"nobody expected {self.heard}"
        return self

    def _pass(self, until: float) -> None:
        while (due := self.layer.next_timer()) is not None and due <= until:
            self.now = max(due, self.now)
            self.agent.handle_timers(self.now)
            self.settle()
        self.now = until

    # what the peer writes

    def response(self, status: int, method: str, sdp: bytes | None, tag: str | None) -> Response:
        request = self.requests[method]
        response = request.respond(status, to_tag=tag if status > 100 else None)
        response.set("Contact", f"<sip:{PEER.host}:{PEER.port}>")
        if sdp is not None:
            response.set("Content-Type", "application/sdp")
            response.body = sdp
        return response

    def request(
        self, method: str, sdp: bytes | None = None, cseq: int | None = None, again: bool = False
    ) -> Request:
        """A request of the peer's: within the dialog once the session has one."""
        if not again:
            self.branch += 1
        if cseq is None and method not in ("ACK", "CANCEL"):
            self.cseq += 1
        request = Request(method, f"sip:101@{US}")
        transport = self.hop.transport.upper()
        host, port = self.hop.host, self.hop.port
        request.set("Via", f"SIP/2.0/{transport} {host}:{port};branch=z9hG4bKpeer{self.branch}")
        request.set("Max-Forwards", "70")
        call_id = self.session.call_id if self.session else "call-1"
        request.set("From", f"<sip:anna@example.com>;tag={self.from_tag}")
        tag = f";tag={self.session.local_tag}" if self.session else ""
        request.set("To", f"<sip:101@example.com>{tag}")
        request.set("Call-ID", call_id)
        request.set("CSeq", f"{self.cseq if cseq is None else cseq} {method}")
        request.set("Contact", f"<sip:anna@{host}:{port}>")
        if sdp is not None:
            request.set("Content-Type", "application/sdp")
            request.body = sdp
        self.theirs[method] = request
        return request


def calling(
    *,
    offer: bytes | None = OFFER,
    ring_limit: float = 60.0,
    credentials: Credentials | None = None,
    transport: str = "udp",
    behind_nat: bool = False,
    route: tuple[str, ...] = (),
    **more: Any,
) -> CallLadder:
    """Our INVITE is out; `more` are further fields of `OutgoingInvite`."""
    ladder = CallLadder(transport)
    invite = OutgoingInvite(
        target=Uri.parse(f"sip:101@{PEER.host}"),
        hop=ladder.hop,
        from_=NameAddr("sip:anna@example.com", "Anna"),
        to=NameAddr("sip:101@example.com"),
        offer=offer,
        ring_limit=ring_limit,
        credentials=credentials,
        behind_nat=behind_nat,
        route=route,
        **more,
    )
    ladder.session = ladder.agent.invite(invite, ladder.listen, ladder.now)
    ladder.settle()
    return ladder << "INVITE"


def called(*, offer: bytes | None = OFFER, transport: str = "udp", **headers: str) -> CallLadder:
    """The peer's INVITE is in, and taken on."""
    ladder = CallLadder(transport)
    invite = ladder.request("INVITE", offer)
    for name, value in headers.items():
        invite.set(name.replace("_", "-"), value)
    ladder.take(invite)
    return ladder


def peer(
    status: int,
    *,
    to: str = "INVITE",
    sdp: bytes | None = None,
    tag: str | None = "peer",
    **headers: str,
) -> Rung:
    """The peer responds to our last request of that method."""

    def rung(ladder: CallLadder) -> None:
        response = ladder.response(status, to, sdp, tag)
        for name, value in headers.items():
            response.set(name.replace("_", "-"), value)
        ladder.take(response)

    return rung


def asks(method: str, sdp: bytes | None = None, **headers: str) -> Rung:
    """The peer sends a request."""

    def rung(ladder: CallLadder) -> None:
        request = ladder.request(method, sdp)
        for name, value in headers.items():
            request.set(name.replace("_", "-"), value)
        ladder.take(request)

    return rung


def repeats(method: str) -> Rung:
    """The peer sends its last request of that method once more, byte for byte."""
    return lambda ladder: ladder.take(ladder.theirs[method])


def acks(sdp: bytes | None = None, *, cseq: int | None = None) -> Rung:
    """The peer acknowledges our 2xx to its last INVITE."""
    return lambda ladder: ladder.take(
        ladder.request("ACK", sdp, ladder.theirs["INVITE"].cseq.number if cseq is None else cseq)
    )


def cancels(method: str = "INVITE") -> Rung:
    """The peer cancels its last INVITE."""

    def rung(ladder: CallLadder) -> None:
        invite = ladder.theirs[method]
        cancel = Request("CANCEL", invite.uri_text)
        for name in ("Via", "From", "To", "Call-ID", "Max-Forwards"):
            cancel.set(name, invite.get(name))
        cancel.set("CSeq", f"{invite.cseq.number} CANCEL")
        ladder.take(cancel)

    return rung


def acks_refusal() -> Rung:
    """The peer acknowledges our refusal of its last INVITE, as its transaction layer does."""

    def rung(ladder: CallLadder) -> None:
        invite = ladder.theirs["INVITE"]
        ack = Request("ACK", invite.uri_text)
        for name in ("Via", "From", "To", "Call-ID"):
            ack.set(name, invite.get(name))
        ack.set("CSeq", f"{invite.cseq.number} ACK")
        ladder.take(ack)

    return rung


def wish(name: str, *args: Any, **more: Any) -> Rung:
    """The listener wants something."""
    return lambda ladder: getattr(ladder.session, name)(ladder.now, *args, **more)


def wire_breaks() -> Rung:
    """The transport reports that the peer cannot be reached."""
    return lambda ladder: ladder.agent.transport_failed(ladder.hop, ladder.now)
