"""The user agent: transactions below, sessions above, and which message is whose.

Pure. The driver hands in messages, time and wishes, and after each of them takes three things:
`layer.outbox` to be written, `inbox` to be given to the handler, `notices` to be called.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, NamedTuple

from ringtree.sip.dialog import session_timer
from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.dialog.bodies import put_sdp
from ringtree.sip.dialog.call_machine import Listener
from ringtree.sip.dialog.dialog import contact_of
from ringtree.sip.dialog.events import Cancelled, EndReason
from ringtree.sip.dialog.incoming import IncomingSession
from ringtree.sip.dialog.inquiry import Inquiry, OnResponse
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.dialog.outgoing import OutgoingSession
from ringtree.sip.dialog.session import Headers, InviteSession
from ringtree.sip.errors import BadHeader
from ringtree.sip.hop import Hop
from ringtree.sip.message import Message, Request, Response
from ringtree.sip.replaces import OPTION as REPLACES
from ringtree.sip.transaction.events import (
    AckReceived,
    CancelReceived,
    RequestReceived,
    ResponseReceived,
    StrayResponse,
    TimedOut,
    TransportFailed,
)
from ringtree.sip.transaction.layer import TransactionLayer
from ringtree.sip.transaction.machine import ServerTransaction
from ringtree.sip.validation import Refusal, refusal

METHODS = (
    *("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "UPDATE", "INFO", "PRACK"),
    *("REGISTER", "SUBSCRIBE", "REFER"),
)
IN_DIALOG_ONLY = frozenset(("BYE", "UPDATE", "INFO", "PRACK", "REFER"))
#: Served where they arrive, so the number of hops left does not matter (RFC 3261 §11).
SERVED_AT_ZERO = frozenset(("OPTIONS", "REGISTER"))


#: What a 422 says [RFC 4028 §6].
TOO_BRIEF = (("Min-SE", str(session_timer.MIN_SE)),)


class AgentSettings(NamedTuple):
    """What the agent says of itself."""

    user_agent: str = "Ringtree"
    methods: tuple[str, ...] = METHODS
    extensions: tuple[str, ...] = ()
    """Option tags we know beyond RFC 3261, in lower case."""


class UserAgent:
    """Owns the sessions of one endpoint. `sent_by(hop)`: our `host:port` as that hop sees it."""

    __slots__ = (
        "_allow",
        "_dispatch",
        "_sent_by",
        "_sessions",
        "inbox",
        "layer",
        "notices",
        "random",
        "settings",
        "timers",
    )

    def __init__(
        self,
        layer: TransactionLayer,
        sent_by: Callable[[Hop], str],
        settings: AgentSettings | None = None,
        *,
        random: Random | None = None,
    ) -> None:
        self.layer = layer
        self.timers = layer.timers
        self.settings = settings or AgentSettings()
        self.random = random or Random()
        self.inbox: deque[RequestReceived] = deque()
        """Requests outside of dialogs, for the handler to answer."""
        self.notices: deque[tuple[Callable[[Any], None], Any]] = deque()
        """Calls to be made: listeners with their events, inquirers with their responses."""
        self._sent_by = sent_by
        self._sessions: dict[tuple[str, str], InviteSession] = {}
        self._allow = ", ".join(self.settings.methods)
        self._dispatch: Mapping[type, Callable[[Any, float], None]] = {
            RequestReceived: self._on_request,
            ResponseReceived: self._on_response,
            AckReceived: self._on_ack,
            CancelReceived: self._on_cancel,
            TimedOut: self._on_timed_out,
            TransportFailed: self._on_transport_failed,
            StrayResponse: self._on_stray,
        }

    def __len__(self) -> int:
        return len(self._sessions)

    # inputs

    def receive(self, message: Request | Response, source: Hop, now: float) -> None:
        """Take a message from the network."""
        self.layer.receive(message, source, now)
        self.settle(now)

    def handle_timers(self, now: float) -> None:
        """Let everything happen that is due."""
        self.timers.run(now)
        self.settle(now)

    def transport_failed(self, hop: Hop, now: float) -> None:
        """What was sent to `hop` cannot be delivered."""
        self.layer.transport_failed(hop, now)
        self.settle(now)

    def settle(self, now: float) -> None:
        """Pass on what the transaction layer has found."""
        events = self.layer.events
        while events:
            event = events.popleft()
            self._dispatch[type(event)](event, now)

    def invite(self, invite: OutgoingInvite, listener: Listener, now: float) -> OutgoingSession:
        """Call someone."""
        session = OutgoingSession(self, invite, listener)
        self._sessions[session.call_id, session.local_tag] = session
        session.start(now, invite.ring_limit)
        return session

    def accept_invite(
        self, tx: ServerTransaction, request: Request, source: Hop, listener: Listener
    ) -> IncomingSession:
        """Make a session of an INVITE from the inbox."""
        session = IncomingSession(self, tx, request, source, listener)
        if tx.request is None:
            # Cancelled, and answered so, before the handler had made up its mind.
            session.die(EndReason.CANCELLED, Cancelled(None))
            return session
        tx.owner = session
        self._sessions[session.call_id, session.local_tag] = session
        return session

    def request(
        self,
        request: Request,
        hop: Hop,
        now: float,
        on_response: OnResponse,
        credentials: Credentials | None = None,
    ) -> None:
        """Send a request outside of dialogs; its final response is noticed, None for none."""
        Inquiry(self, request, hop, on_response, credentials).send(now)

    def forget(self, session: InviteSession) -> None:
        """The session is over; what still comes for its dialog gets 481."""
        self._sessions.pop((session.call_id, session.local_tag), None)
        self.timers.forget(session)

    # what sessions need

    def respond(
        self,
        tx: ServerTransaction,
        request: Request,
        status: int,
        reason: str | None = None,
        *,
        now: float,
        headers: Headers = (),
        sdp: bytes | None = None,
        contact: bool = False,
        capabilities: bool = False,
    ) -> bytes:
        """Answer a request; returns what was written."""
        response = request.respond(status, reason, to_tag=tx.to_tag if status > 100 else None)
        if contact:
            response.set("Contact", self.contact(tx.hop))
        if capabilities:
            response.set("Allow", self._allow)
            # Phones name a dialog in Refer-To only if we say that we understand it [RFC 3891].
            response.add("Supported", REPLACES)
            response.set("Accept", "application/sdp")
        self._finish(response, sdp, headers)
        return self.layer.send_response(tx, response, now)

    def complete(
        self, request: Request, hop: Hop, sdp: bytes | None = None, headers: Headers = ()
    ) -> None:
        """Put in what our requests have in common."""
        if request.method in ("INVITE", "UPDATE", "NOTIFY"):
            self.set_contact(request, hop)
            request.set("Allow", self._allow)
        self._finish(request, sdp, headers)

    def set_contact(self, request: Request, hop: Hop) -> None:
        """Tell the peer at `hop` where it reaches us."""
        request.set("Contact", self.contact(hop))

    def _finish(self, message: Message, sdp: bytes | None, headers: Headers) -> None:
        message.set(
            "User-Agent" if isinstance(message, Request) else "Server", self.settings.user_agent
        )
        for name, value in headers:
            message.add(name, value)
        put_sdp(message, sdp)

    def contact(self, hop: Hop | None) -> str:
        """The value of a Contact of ours for that peer."""
        if hop is None:
            return ""
        transport = "" if hop.transport == "udp" else f";transport={hop.transport}"
        return f"<sip:{self._sent_by(hop)}{transport}>"

    def refuse_method(self, tx: ServerTransaction, request: Request, now: float) -> None:
        """405 with what is allowed; 501 never gets here."""
        self.respond(tx, request, 405, headers=(("Allow", self._allow),), now=now)

    # events of the transaction layer

    def _on_request(self, event: RequestReceived, now: float) -> None:
        tx, request = event.tx, event.request
        try:
            refused = self._judge(event, now)
        except BadHeader as error:
            refused = Refusal(400, f"Bad {error.name}")
        if refused is not None and tx.request is not None:
            self.respond(
                tx, request, refused.status, refused.reason, headers=refused.headers, now=now
            )

    def _judge(self, event: RequestReceived, now: float) -> Refusal | None:
        """Give a request to whom it belongs, or say how it is to be refused."""
        tx, request = event.tx, event.request
        tag = request.to.tag
        session = None if tag is None else self._sessions.get((request.call_id, tag))
        # Of a BYE nothing is used but what matched it with its dialog.
        if session is None or request.method != "BYE" or request.get("require") is not None:
            refused = refusal(
                request, methods=self.settings.methods, extensions=self.settings.extensions
            )
            if refused is not None:
                return refused
        elif request.cseq.method != "BYE":
            return Refusal(400, "Bad CSeq")
        if tag is not None and request.method != "SUBSCRIBE":
            if session is None:
                return Refusal(481)
            session.on_request(tx, request, now)
            return None
        # A subscription's dialogs are its handler's, who knows which of them there are.
        if (refused := self._refuse_outside(request)) is None:
            self.inbox.append(event)
        return refused

    def _refuse_outside(self, request: Request) -> Refusal | None:
        if request.method in IN_DIALOG_ONLY:
            return Refusal(481)
        if request.max_forwards == 0 and request.method not in SERVED_AT_ZERO:
            return Refusal(483)
        if request.method != "INVITE":
            return None
        if session_timer.too_brief(request):
            return Refusal(422, headers=TOO_BRIEF)
        if self.layer.sent_by_us(request):
            return Refusal(482)
        try:
            if request.get("contact") is not None:
                contact_of(request)
            for route in request.record_routes:
                _ = route.uri
        except BadHeader as error:
            return Refusal(400, f"Bad {error.name}")
        return None

    def _on_ack(self, event: AckReceived, now: float) -> None:
        request = event.request
        try:
            session = self._sessions.get((request.call_id, request.to.tag or ""))
            if session is not None and request.cseq.method == "ACK":
                session.on_ack(request, now)
        except BadHeader:
            return  # Nobody answers an ACK, not even a bad one.

    def _on_cancel(self, event: CancelReceived, now: float) -> None:
        tx = event.tx
        if tx.owner is not None:
            tx.owner.on_cancel(tx, event.request, now)
        elif tx.request is not None:
            self.respond(tx, tx.request, 487, now=now)

    def _on_response(self, event: ResponseReceived, now: float) -> None:
        owner = event.tx.owner
        if owner is None:
            return
        try:
            owner.on_response(event.tx, event.response, now)
        except BadHeader:
            return  # A response we cannot read never came.

    def _on_timed_out(self, event: TimedOut, now: float) -> None:
        if event.tx.owner is not None:
            event.tx.owner.on_failure(event.tx, now, timed_out=True)

    def _on_transport_failed(self, event: TransportFailed, now: float) -> None:
        if event.tx.owner is not None:
            event.tx.owner.on_failure(event.tx, now, timed_out=False)

    def _on_stray(self, event: StrayResponse, now: float) -> None:
        """Not even an ACK is due: the transaction lived for 32 s after its first 2xx."""
