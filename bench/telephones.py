"""Carrier and telephones on Ringtree's own SIP stack, for calls that stay up while RTP flows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from itertools import count

from bench.server import HOST, Server, Site
from ringtree.sdp.description import Description
from ringtree.sdp.negotiation import LocalMedia, accept_answer, answer, offer
from ringtree.sip.dialog.events import Accepted, ByeReceived, Ended, SessionEvent
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.headers import NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.transaction.machine import ServerTransaction
from ringtree.sip.uri import Uri
from ringtree.wire.endpoint import EndpointSettings, SipEndpoint
from ringtree.wire.session import Session

#: Two ports for each telephone and call: above the server's, below those the kernel gives away.
FIRST_PORT = 29_000
_ANSWER_LIMIT = 20.0
_AT_ONCE = 20  # calls being set up


class Telephones:
    """Both ends of many calls; `streams` are the RTP streams of all ends that are connected."""

    def __init__(self, server: Server, carrier: SipEndpoint) -> None:
        self._server = Hop("udp", HOST, server.port)
        self._carrier = carrier
        self._ports = count(FIRST_PORT, 2)
        self._calls: list[Session] = []
        self._over: list[asyncio.Event] = []
        self.streams: list[dict[str, object]] = []
        self.phones: SipEndpoint

    async def call(self, numbers: Iterable[str]) -> None:
        """Call all these numbers; done when every call is answered.

        Raises:
            TimeoutError: one was not answered.
        """
        gate = asyncio.Semaphore(_AT_ONCE)
        async with asyncio.timeout(10 * _ANSWER_LIMIT), asyncio.TaskGroup() as group:
            for number in numbers:
                group.create_task(self._call(number, gate))

    async def _call(self, number: str, gate: asyncio.Semaphore) -> None:
        async with gate, asyncio.timeout(_ANSWER_LIMIT):
            local = self._local()
            answered: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
            over = asyncio.Event()

            def listen(event: SessionEvent) -> None:
                if isinstance(event, Accepted) and not answered.done():
                    answered.set_result(event.sdp)
                elif isinstance(event, Ended):
                    over.set()

            session = self._carrier.invite(self._invite(number, local), listen)
            self._calls.append(session)
            self._over.append(over)
            sdp = await answered
            agreed = accept_answer(local, Description.parse(sdp or b""))
            self._add(local, agreed.remote_port)

    def _invite(self, number: str, local: LocalMedia) -> OutgoingInvite:
        uri = Uri.parse(f"sip:{number}@{HOST}:{self._server.port}")
        caller = NameAddr(f"sip:+79210000001@{HOST}")
        return OutgoingInvite(uri, self._server, caller, NameAddr(uri), offer(local))

    async def hang_up(self) -> None:
        """End every call from the carrier's side."""
        for session in self._calls:
            session.end()
        async with asyncio.timeout(_ANSWER_LIMIT):
            for over in self._over:
                await over.wait()
        self._calls.clear()
        self._over.clear()
        self.streams.clear()
        self._ports = count(FIRST_PORT, 2)

    def on_request(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        """A telephone rings, and is answered at once."""
        if request.method != "INVITE":
            self.phones.reject(transaction, request, 200)
            return
        sessions: list[Session] = []
        listen = self._confirming(lambda: sessions[0])
        sessions.append(self.phones.accept_invite(transaction, request, source, listen))
        local = self._local()
        sdp, agreed = answer(Description.parse(request.body), local)
        self._add(local, agreed.remote_port)
        sessions[0].ring()
        sessions[0].accept(sdp)

    @staticmethod
    def _confirming(session: Callable[[], Session]) -> Callable[[SessionEvent], None]:
        def listen(event: SessionEvent) -> None:
            if isinstance(event, ByeReceived):
                session().confirm_bye()

        return listen

    def _local(self) -> LocalMedia:
        port = next(self._ports)
        return LocalMedia(HOST, port, session_id=port)

    def _add(self, local: LocalMedia, remote: int) -> None:
        self.streams.append({"local": local.port, "remote": [HOST, remote]})


class _Refusing:
    """Nobody calls the carrier."""

    endpoint: SipEndpoint

    def on_request(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        self.endpoint.reject(transaction, request, 501)


@asynccontextmanager
async def telephones(place: Site, server: Server) -> AsyncIterator[Telephones]:
    """The carrier and all telephones, listening while the block runs."""
    nobody = _Refusing()
    carrier = nobody.endpoint = SipEndpoint(settings=_listening(place.trunk_port), handler=nobody)
    both = Telephones(server, carrier)
    both.phones = SipEndpoint(settings=_listening(place.phone_port), handler=both)
    await carrier.start()
    await both.phones.start()
    try:
        yield both
    finally:
        await carrier.stop()
        await both.phones.stop()


def _listening(port: int) -> EndpointSettings:
    return EndpointSettings(bind=(Hop("udp", HOST, port),), user_agent="bench")
