"""The SIP endpoint: sockets, one timer, and the pure user agent between them and the handler."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Protocol, TypeGuard

import structlog

from ringtree.sip.dialog.agent import METHODS, AgentSettings, UserAgent
from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.dialog.call_machine import Listener
from ringtree.sip.dialog.inquiry import OnResponse
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.dialog.session import Headers
from ringtree.sip.errors import BadHeader, MessageError
from ringtree.sip.framing import FramingError
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response, parse
from ringtree.sip.transaction.events import RequestReceived
from ringtree.sip.transaction.layer import TransactionLayer
from ringtree.sip.transaction.machine import ServerTransaction
from ringtree.sip.transaction.timers import Timings
from ringtree.wire.addresses import LocalAddresses
from ringtree.wire.session import Session
from ringtree.wire.tcp import TcpEvents, TcpLimits, TcpTransport
from ringtree.wire.tls import Tls, TlsFiles
from ringtree.wire.udp import UdpSocket

log = structlog.get_logger(__name__)

#: Seconds a timer may come late. Most timers are stopped long before they are due and none is
#: shorter than 200 ms; waking up for each of them alone would cost more than all their work.
TICK = 0.02


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """What an endpoint has to know."""

    bind: tuple[Hop, ...]
    """Where to listen: `Hop("udp", "0.0.0.0", 5060)`; port 0 lets the kernel choose."""
    public_host: str | None = None
    """The address peers outside of our own network see us at."""
    user_agent: str = "Ringtree"
    max_message: int = 65535
    max_transactions: int = 100_000
    methods: tuple[str, ...] = METHODS
    extensions: tuple[str, ...] = ("path", "100rel", "timer")
    timings: Timings = field(default_factory=Timings)
    tcp: TcpLimits = field(default_factory=TcpLimits)
    tls: TlsFiles = field(default_factory=TlsFiles)


class EndpointHandler(Protocol):
    """Whoever serves what comes from outside of dialogs."""

    def on_request(self, tx: ServerTransaction, request: Request, source: Hop) -> None:
        """Must end in a response: by `respond`, `reject`, or a session made by `accept_invite`."""


class Gate(Protocol):
    """Decides whose messages are looked at."""

    def admits_source(self, source: Hop) -> bool:
        """Whether anything from there is read at all. Asked for each message: must be quick."""

    def admits(self, request: Request, source: Hop) -> bool:
        """Whether a request outside of dialogs is served. One that is not gets no answer."""


class SipEndpoint:
    """Listens, talks, and never raises because of what a peer sent."""

    def __init__(
        self,
        *,
        settings: EndpointSettings,
        handler: EndpointHandler,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises CertificateError if the certificates can't be used."""
        self.settings = settings
        self.gate: Gate | None = None
        self.now = clock
        self._handler = handler
        self._addresses = LocalAddresses(settings.public_host)
        layer = TransactionLayer(
            self._addresses.sent_by, timings=settings.timings, limit=settings.max_transactions
        )
        self._agent = UserAgent(
            layer,
            self._addresses.sent_by,
            AgentSettings(settings.user_agent, settings.methods, settings.extensions),
        )
        self._outbox = layer.outbox
        self._udp: list[UdpSocket] = []
        events = TcpEvents(self._on_message, self._on_broken, self._on_failed, self.flush)
        self._tcp = TcpTransport(events, clock, settings.tcp)
        self.tls = Tls(settings.tls)
        """The certificates; `tls.reload()` takes new ones over."""
        self._tls = TcpTransport(events, clock, settings.tcp, self.tls)
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0
        self._flushing = False
        self._received = self._sent = self._malformed = self._errors = self._dropped = 0
        self.bound: tuple[Hop, ...] = ()
        """Where it listens, with the real ports, once started."""

    async def start(self) -> None:
        """Open every socket. Raises OSError if one cannot be had; then none is kept."""
        bound = []
        try:
            for local in self.settings.bind:
                bound.append(await self._open(local))
        except OSError:
            await self.stop()
            raise
        self.bound = tuple(bound)
        self._addresses.bind(bound)

    async def _open(self, local: Hop) -> Hop:
        if local.transport == "tcp":
            return await self._tcp.listen(local)
        if local.transport == "tls":
            return await self._tls.listen(local)
        sock = UdpSocket(
            local,
            on_datagram=self._on_message,
            on_idle=self.flush,
            max_message=self.settings.max_message,
        )
        self._udp.append(sock)
        sock.open()
        return sock.local

    async def stop(self) -> None:
        """Send what is still to be sent and close everything."""
        self.flush()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for sock in self._udp:
            sock.close()
        self._udp.clear()
        await self._tcp.close()
        await self._tls.close()

    # for the handler

    def local_host(self, remote: Hop) -> str:
        """The address of ours to tell that peer, in SDP for one."""
        return self._addresses.host(remote)

    def local_address(self, remote: Hop) -> str:
        """The same with the port, as it stands in a Contact."""
        return self._addresses.sent_by(remote)

    def contact(self, remote: Hop) -> str:
        """The value of a Contact of ours for that peer."""
        return self._agent.contact(remote)

    def failure(self, hop: Hop) -> str | None:
        """Why no connection to that peer could be made the last time, for people."""
        return self._tcp.failures.get(hop) or self._tls.failures.get(hop)

    def respond(self, tx: ServerTransaction, response: Response) -> None:
        """Answer a request with a response made by `request.respond(…, to_tag=tx.to_tag)`.

        Without effect if the request was cancelled, and answered so, meanwhile.
        """
        if tx.request is not None:
            self._agent.layer.send_response(tx, response, self.now())
            self.flush()

    def challenge(self, tx: ServerTransaction, response: Response) -> None:
        """Answer with a challenge, statelessly; an ACK to it is ignored."""
        if tx.request is not None:
            self._agent.layer.send_and_forget(tx, response)
            self.flush()

    def reject(
        self,
        tx: ServerTransaction,
        request: Request,
        status: int,
        reason: str | None = None,
        headers: Headers = (),
        **more: str,
    ) -> None:
        """Answer with nothing but a status; in the names of `more` underscores are hyphens."""
        if tx.request is not None:
            all_headers = (*headers, *((n.replace("_", "-"), v) for n, v in more.items()))
            self._agent.respond(tx, request, status, reason, headers=all_headers, now=self.now())
            self.flush()

    def request(
        self,
        request: Request,
        hop: Hop,
        on_response: OnResponse,
        credentials: Credentials | None = None,
    ) -> None:
        """Send a request outside of dialogs; `on_response` gets the final response or None."""
        self._agent.request(request, hop, self.now(), on_response, credentials)
        self.flush()

    def invite(self, invite: OutgoingInvite, listener: Listener) -> Session:
        """Call someone; the listener hears how it goes."""
        session = self._agent.invite(invite, listener, self.now())
        self.flush()
        return Session(self, session, None)

    def accept_invite(
        self, tx: ServerTransaction, request: Request, source: Hop, listener: Listener
    ) -> Session:
        """Take an INVITE on; nothing is sent but, after 200 ms, a 100."""
        session = self._agent.accept_invite(tx, request, source, listener)
        return Session(self, session, request)

    def statistics(self) -> dict[str, int]:
        """Counters since the start, and what is alive now."""
        return {
            "messages_received": self._received,
            "messages_sent": self._sent,
            "malformed": self._malformed,
            "dropped": self._dropped,
            "errors": self._errors,
            "transactions": len(self._agent.layer),
            "sessions": len(self._agent),
            "tcp_connections": len(self._tcp),
            "tls_connections": len(self._tls),
        }

    # from the sockets

    def _on_message(self, data: bytes, source: Hop) -> None:
        self._received += 1
        gate = self.gate
        if gate is not None and not gate.admits_source(source):
            self._dropped += 1
            return
        try:
            message = parse(data)
        except MessageError as error:
            self._refuse(error, source)
            return
        if gate is not None and _begins(message) and not gate.admits(message, source):
            self._dropped += 1
            return
        try:
            self._agent.receive(message, source, self.now())
            self._deliver()
        except Exception:
            self._unexpected("a message could not be handled", source=str(source))

    def _refuse(self, error: MessageError, source: Hop) -> None:
        self._malformed += 1
        request = error.request
        if request is None:
            return
        try:
            request.mark_source(source)
            self._agent.layer.refuse(request, source, error.status)
        except BadHeader:
            self._agent.layer.refuse_to_source(request, source, error.status)

    def _on_broken(self, error: FramingError, source: Hop) -> None:
        self._received += 1
        try:
            request = parse(error.head)
        except MessageError as whole:
            self._refuse(MessageError(error.status, error.why, whole.request), source)
            return
        if isinstance(request, Request):
            self._refuse(MessageError(error.status, error.why, request), source)

    def _on_failed(self, hop: Hop) -> None:
        self._agent.transport_failed(hop, self.now())

    # to the sockets, the handler and the listeners

    def flush(self) -> None:
        """Deliver all news, send all messages, set the timer. Calls within calls come to nothing:
        the outermost does the work."""
        if self._flushing:
            return
        self._flushing = True
        agent, outbox = self._agent, self._outbox
        try:
            while outbox or agent.notices or agent.inbox or agent.layer.events:
                self._deliver()
                self._write()
        except Exception:
            self._unexpected("the outbox could not be emptied")
        finally:
            self._flushing = False
        self._set_timer()

    def _deliver(self) -> None:
        agent = self._agent
        flushing, self._flushing = self._flushing, True
        try:
            agent.settle(self.now())
            while agent.notices or agent.inbox:
                while agent.notices:
                    call, news = agent.notices.popleft()
                    self._notify(call, news)
                if agent.inbox:
                    self._hand_over(agent.inbox.popleft())
                agent.settle(self.now())
        finally:
            self._flushing = flushing

    def _notify(self, call: Callable[[object], None], news: object) -> None:
        try:
            call(news)
        except Exception:
            self._unexpected("a listener failed", news=type(news).__name__)

    def _hand_over(self, event: RequestReceived) -> None:
        tx, request, source = event
        try:
            self._handler.on_request(tx, request, source)
        except BadHeader as error:
            self.reject(tx, request, 400, f"Bad {error.name}")
        except Exception:
            self._unexpected("a request could not be served", method=request.method)
            if tx.request is not None:
                self.reject(tx, request, 500)

    def _write(self) -> None:
        batch = self._outbox[:]
        self._outbox.clear()
        self._sent += len(batch)
        for data, hop in batch:
            if not self._send(data, hop):
                self._on_failed(hop)

    def _send(self, data: bytes, hop: Hop) -> bool:
        if hop.transport == "tcp":
            return self._tcp.send(data, hop)
        if hop.transport == "tls":
            return self._tls.send(data, hop)
        if hop.transport != "udp":
            return False
        sock = self._udp_for(hop)
        return sock is not None and sock.send(data, hop)

    def _udp_for(self, hop: Hop) -> UdpSocket | None:
        if len(self._udp) == 1:
            return self._udp[0]
        six = ":" in hop.host
        fitting = [sock for sock in self._udp if (":" in sock.local.host) == six]
        if len(fitting) > 1:
            host = self._addresses.host(hop)
            fitting = [sock for sock in fitting if sock.local.host == host] or fitting
        return fitting[0] if fitting else None

    # time

    def _set_timer(self) -> None:
        at = self._agent.timers.next()
        if at is None or (self._timer is not None and self._timer_at <= at + TICK):
            return  # A timer that comes early finds nothing to do and is set again.
        if self._timer is not None:
            self._timer.cancel()
        now = self.now()
        self._timer_at = at = max(at, now + TICK)
        self._timer = asyncio.get_running_loop().call_later(at - now, self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        try:
            self._agent.handle_timers(self.now())
        except Exception:
            self._unexpected("a timer could not be handled")
        self.flush()

    def _unexpected(self, what: str, **about: str) -> None:
        self._errors += 1
        log.exception(what, error_id=token_hex(4), **about)


def _begins(message: Request | Response) -> TypeGuard[Request]:
    """Whether a request may begin something: those within dialogs have a tag in To, and ACK and
    CANCEL belong to what was let in before."""
    if not isinstance(message, Request) or message.method in ("ACK", "CANCEL"):
        return False
    return ";tag=" not in (message.get("To") or "")
