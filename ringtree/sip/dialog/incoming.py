"""The callee's side of an INVITE session [RFC 3261 §13.3]."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from ringtree.sip.dialog.bodies import sdp_of
from ringtree.sip.dialog.call_machine import Listener
from ringtree.sip.dialog.call_states import Action, Input, State
from ringtree.sip.dialog.dialog import Dialog
from ringtree.sip.dialog.events import Cancelled, Confirmed
from ringtree.sip.dialog.offer_states import Input as OfferInput
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

    __slots__ = ("_interval", "_tx", "_wire")

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
        self.request = request
        self.remote_sdp = sdp_of(request)
        self.dialog = Dialog.answering(request, tx.to_tag, tx.hop or source)

    # wishes

    def ring(self, now: float, status: int = 180, sdp: bytes | None = None) -> None:
        """Send a provisional response; one after 100 makes the early dialog."""
        self.feed(Input.RING, now, Ringing(status, sdp))

    def accept(self, now: float, sdp: bytes) -> None:
        """Answer the call: with our answer, or with our offer if the INVITE brought none."""
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

    # actions

    def _send_1xx(self, about: Ringing, now: float) -> None:
        if self.request is None:
            return
        early = about.status > 100
        self.agent.respond(
            self._tx, self.request, about.status, sdp=about.sdp, contact=early, now=now
        )
        self.wind(Input.TIMER_PROGRESS, now + PROGRESS_EVERY)

    def _resend_1xx(self, about: Any, now: float) -> None:
        self.agent.layer.resend(self._tx)
        self.wind(Input.TIMER_PROGRESS, now + PROGRESS_EVERY)

    def _send_2xx(self, about: bytes, now: float) -> None:
        assert self.request is not None
        self._wire = self.agent.respond(
            self._tx, self.request, 200, sdp=about, contact=True, capabilities=True, now=now
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
        Action.SEND_2XX: _send_2xx,
        Action.RESEND_2XX: _resend_2xx,
        Action.SEND_REFUSAL: _send_refusal,
        Action.SEND_487: _send_487,
        Action.TELL_CANCELLED: _tell_cancelled,
        Action.TELL_CONFIRMED: _tell_confirmed,
    }
