"""The callee's side of an INVITE session [RFC 3261 §13.3]."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from ringtree.sip.dialog import reliable, session_timer
from ringtree.sip.dialog.bodies import sdp_of
from ringtree.sip.dialog.call_machine import Listener
from ringtree.sip.dialog.call_states import Action, Input, State
from ringtree.sip.dialog.dialog import Dialog
from ringtree.sip.dialog.events import Cancelled, Confirmed
from ringtree.sip.dialog.offer_states import Input as OfferInput
from ringtree.sip.dialog.reliable import RAck, ReliableSender
from ringtree.sip.dialog.session import COMMON_ACTIONS, Headers, InviteSession
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.transaction.machine import ServerTransaction

if TYPE_CHECKING:
    from ringtree.sip.dialog.agent import UserAgent

PROGRESS_EVERY = 60.0
"""Seconds between 1xx while it rings, or proxies give the call up [RFC 3261 §13.3.1.1]."""


class Ringing(NamedTuple):
    """A provisional response to be sent."""

    status: int
    sdp: bytes | None


class Refusal(NamedTuple):
    """A final refusal to be sent."""

    status: int
    reason: str | None
    headers: Headers


class IncomingSession(InviteSession):
    """Someone calls us.

    Raises BadHeader if the INVITE cannot make a dialog; then 400 is due.
    """

    __slots__ = ("_accepting", "_interval", "_queued", "_reliable", "_tx", "_wire")

    CALLER = False

    def __init__(
        self,
        agent: UserAgent,
        tx: ServerTransaction,
        request: Request,
        source: Hop,
        listener: Listener,
    ) -> None:
        super().__init__(
            agent,
            State.INVITED,
            call_id=request.call_id,
            local_tag=tx.to_tag,
            remote=source,
            listener=listener,
        )
        self._tx = tx
        self._wire = b""
        self._interval = 0.0
        self._reliable: ReliableSender | None = None
        self._queued: Ringing | None = None
        """What to say next, once the caller has acknowledged what was said."""
        self._accepting: bytes | None = None
        """Our answer, held until the PRACK of a description sent before [RFC 3262 §3]."""
        if reliable.supports(request):
            self._reliable = ReliableSender(agent.random.randrange(1, 2**31))
        self.request = request
        self.remote_sdp = sdp_of(request)
        self.dialog = Dialog.answering(request, tx.to_tag, tx.hop or source)

    # wishes

    def ring(self, now: float, status: int = 180, sdp: bytes | None = None) -> None:
        """Send a provisional response; one after 100 makes the early dialog."""
        self.feed(Input.RING, now, Ringing(status, sdp))

    def accept(self, now: float, sdp: bytes) -> None:
        """Answer the call: with our answer, or with our offer if the INVITE brought none."""
        if self._reliable is not None and self._reliable.has_sdp and self.state is State.INVITED:
            self._accepting = sdp
        else:
            self.feed(Input.ACCEPT, now, sdp)

    def reject(
        self, now: float, status: int, reason: str | None = None, headers: Headers = ()
    ) -> None:
        """Refuse the call."""
        self.feed(Input.REJECT, now, Refusal(status, reason, headers))

    def end(self, now: float, status: int = 487, headers: Headers = ()) -> None:
        if self.state is State.INVITED:
            self.reject(now, status, None, headers)
        else:
            self.bye(now, headers)

    # inputs from the network

    def on_cancel(self, tx: ServerTransaction, request: Request, now: float) -> None:
        """The caller cancels its INVITE, or a re-INVITE."""
        if tx is self._tx:
            self.hear(Input.RECV_CANCEL, now, request)
        else:
            self.offers.on_cancel(tx, now)

    def on_ack(self, request: Request, now: float) -> None:
        if self.dialog is None or request.from_.tag != self.dialog.remote_tag:
            return
        if self._wire and self.request and request.cseq.number == self.request.cseq.number:
            self.hear(Input.RECV_ACK, now, request)
        else:
            self.offers.on_ack(request, now)

    def on_prack(self, tx: ServerTransaction, request: Request, now: float) -> None:
        """The caller has our reliable response [RFC 3262 §3]."""
        rack, invite = RAck.of(request), self.request
        sender = self._reliable
        if sender is None or invite is None or not sender.acknowledged(rack, invite.cseq.number):
            self.agent.respond(tx, request, 481, now=now)
            return
        if sdp_of(request) is not None:
            # A new offer here is a change before the call is answered, which we don't make.
            self.agent.respond(tx, request, 488, now=now)
        else:
            self.agent.respond(tx, request, 200, now=now)
        self.stop(Input.TIMER_RELIABLE, Input.TIMER_PRACK)
        self._go_on(now)

    def _go_on(self, now: float) -> None:
        """Do what waited for the PRACK."""
        queued, self._queued = self._queued, None
        accepting, self._accepting = self._accepting, None
        if self.state is not State.INVITED:
            return
        if accepting is not None:
            self.feed(Input.ACCEPT, now, accepting)
        elif queued is not None:
            self.feed(Input.RING, now, queued)

    # actions

    def _send_1xx(self, about: Ringing, now: float) -> None:
        if self.request is None:
            return
        sender = self._reliable
        headers: Headers = ()
        if sender is not None and self._is_reliable(about):
            if sender.pending:
                self._queued = about
                return
            t1 = self.agent.layer.timings.t1
            headers = sender.next(has_sdp=about.sdp is not None, interval=t1)
            self.wind(Input.TIMER_RELIABLE, now + t1)
            self.wind(Input.TIMER_PRACK, now + self.agent.layer.timings.patience)
        self.agent.respond(
            self._tx,
            self.request,
            about.status,
            sdp=about.sdp,
            contact=about.status > 100,
            headers=headers,
            now=now,
        )
        self.wind(Input.TIMER_PROGRESS, now + PROGRESS_EVERY)

    def _is_reliable(self, about: Ringing) -> bool:
        """What describes media has to arrive; the rest only if the caller insists."""
        assert self.request is not None
        if about.status == 100:
            return False
        # A description without the caller's offer before it would be an offer; see rfc_status.md.
        wanted = about.sdp is not None or (self._reliable is not None and self._reliable.pending)
        return wanted or reliable.requires(self.request)

    def _resend_reliable(self, about: Any, now: float) -> None:
        sender = self._reliable
        assert sender is not None
        self.agent.layer.resend(self._tx)
        sender.interval *= 2
        self.wind(Input.TIMER_RELIABLE, now + sender.interval)

    def _send_504(self, about: Any, now: float) -> None:
        self._send_refusal(Refusal(504, "No PRACK", ()), now)

    def _resend_1xx(self, about: Any, now: float) -> None:
        self.agent.layer.resend(self._tx)
        self.wind(Input.TIMER_PROGRESS, now + PROGRESS_EVERY)

    def _send_2xx(self, about: bytes, now: float) -> None:
        assert self.request is not None
        self.local_sdp = about
        self.peer_updates = session_timer.allows_update(self.request)
        self._wire = self.agent.respond(
            self._tx,
            self.request,
            200,
            sdp=about,
            contact=True,
            capabilities=True,
            headers=self.agree_as_callee(self.request, now),
            now=now,
        )
        timings = self.agent.layer.timings
        self._interval = timings.t1
        self.wind(Input.TIMER_2XX, now + timings.t1)
        self.wind(Input.TIMER_ACK, now + timings.patience)

    def _resend_2xx(self, about: Any, now: float) -> None:
        # Over TCP as well: the 2xx crosses proxies, and what lies behind them [§13.3.1.4].
        self.agent.layer.send_raw(self._wire, self._tx.hop or self.remote)
        self._interval = min(2 * self._interval, self.agent.layer.timings.t2)
        self.wind(Input.TIMER_2XX, now + self._interval)

    def _send_refusal(self, about: Refusal, now: float) -> None:
        assert self.request is not None
        self.agent.respond(
            self._tx, self.request, about.status, about.reason, headers=about.headers, now=now
        )

    def _send_487(self, about: Any, now: float) -> None:
        assert self.request is not None
        if self._tx.request is not None:
            self.agent.respond(self._tx, self.request, 487, now=now)

    def _tell_cancelled(
        self, about: Request | tuple[ServerTransaction, Request], now: float
    ) -> None:
        request = about[1] if isinstance(about, tuple) else about
        self.tell(Cancelled(request.get("Reason")))

    def _tell_confirmed(self, about: Request, now: float) -> None:
        self._wire = b""
        sdp = None
        if self.remote_sdp is None:
            sdp = self.remote_sdp = sdp_of(about)
        self.tell(Confirmed(sdp))
        self.offers.feed(OfferInput.COMPLETE, now)

    PERFORM: ClassVar[Mapping[Action, Callable[[Any, Any, float], None]]] = {
        **COMMON_ACTIONS,
        Action.SEND_1XX: _send_1xx,
        Action.RESEND_1XX: _resend_1xx,
        Action.RESEND_RELIABLE: _resend_reliable,
        Action.SEND_504: _send_504,
        Action.SEND_2XX: _send_2xx,
        Action.RESEND_2XX: _resend_2xx,
        Action.SEND_REFUSAL: _send_refusal,
        Action.SEND_487: _send_487,
        Action.TELL_CANCELLED: _tell_cancelled,
        Action.TELL_CONFIRMED: _tell_confirmed,
    }
