"""Offers after the first: re-INVITE and UPDATE, from either side, and what happens when they meet.

The table is `offer_states`; here is what its actions do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ringtree.sip.dialog.bodies import sdp_of
from ringtree.sip.dialog.call_states import Input as CallInput
from ringtree.sip.dialog.call_states import State as CallState
from ringtree.sip.dialog.events import Answered, Offered, OfferRefused
from ringtree.sip.dialog.offer_states import TRANSITIONS, Action, Input, State
from ringtree.sip.message import Request, Response
from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.sip.transaction.machine import ClientTransaction, ServerTransaction

if TYPE_CHECKING:
    from ringtree.sip.dialog.session import Headers, InviteSession

Wish = tuple[bytes | None, str]

#: Statuses after which the peer has no dialog any more [RFC 3261 §12.2.1.2].
_DIALOG_GONE = (408, 481)
#: Seconds a re-INVITE of ours may stay provisional; a person may have to be asked (§14.1).
OFFER_LIMIT = 120.0
_ALIVE = (CallState.ANSWERED, CallState.TALKING)


class OfferExchange:
    """The offer/answer state of one session."""

    __slots__ = ("_interval", "_kept", "_own", "_peer", "_session", "_tx", "_wire", "state")

    def __init__(self, session: InviteSession) -> None:
        self.state = State.INITIAL
        self._session = session
        self._kept: Wish | None = None
        self._own: Wish | None = None
        """The offer of ours that is out, or waits for its turn after a glare."""
        self._tx: ClientTransaction | None = None
        self._peer: tuple[ServerTransaction, Request] | None = None
        """The peer's request we have not answered, or whose ACK we await."""
        self._wire = b""
        self._interval = 0.0

    # inputs

    def feed(self, given: StrEnum, now: float, about: Any = None) -> None:
        """Move by the table and do what it asks; an unlisted pair raises LocalProtocolError."""
        row = TRANSITIONS.get((self.state, given))
        if row is None:
            raise LocalProtocolError("OfferExchange", self.state, given)
        self.state = row[0]
        for action in row[1]:
            _PERFORM[action](self, about, now)

    def hear(self, given: StrEnum, now: float, about: Any = None) -> bool:
        """As `feed`, for what comes from the network: False, not an error, if unlisted."""
        if (self.state, given) not in TRANSITIONS:
            return False
        self.feed(given, now, about)
        return True

    def reoffer(self, now: float, sdp: bytes | None, method: str) -> None:
        """Our wish to change the media; after the call it is no longer one."""
        if self._session.state in _ALIVE:
            self.feed(Input.REOFFER, now, (sdp, method))

    def on_reinvite(self, tx: ServerTransaction, request: Request, now: float) -> None:
        """The peer's INVITE within the dialog."""
        tx.owner = self._session
        self.feed(Input.RECV_REINVITE, now, (tx, request))

    def on_update(self, tx: ServerTransaction, request: Request, now: float) -> None:
        """The peer's UPDATE; without an offer it only refreshes the target [RFC 3311 §5.2]."""
        if sdp_of(request) is None:
            self._refresh(request)
            self._respond((tx, request), 200, now, self._session.agree_as_callee(request, now))
        else:
            self.feed(Input.RECV_UPDATE, now, (tx, request))

    def on_ack(self, request: Request, now: float) -> None:
        """An ACK that may be for our 2xx to the peer's re-INVITE."""
        if self._peer is not None and request.cseq.number == self._peer[1].cseq.number:
            self.hear(Input.RECV_ACK, now, request)

    def on_cancel(self, tx: ServerTransaction, now: float) -> None:
        """The peer takes its re-INVITE back."""
        if self._peer is not None and self._peer[0] is tx:
            self.hear(Input.RECV_CANCEL, now)

    def on_response(self, tx: ClientTransaction, response: Response, now: float) -> None:
        """A response to our re-INVITE or UPDATE."""
        if tx is not self._tx or response.status < 200:
            if 200 <= response.status < 300 and tx.key[1] == "INVITE":
                self._session.acknowledge_again(response.cseq.number)
            return
        if response.status == 491:
            self.hear(Input.RECV_491, now, response)
        elif response.status >= 300:
            self._failed(response.status, now)
        elif self._own is not None and self._own[0] is None:
            self.hear(Input.RECV_OFFER, now, response)
        elif self.state is State.OFFERING:
            self.feed(Input.RECV_ANSWER, now, response)
        else:
            self._session.acknowledge_again(response.cseq.number)

    def on_failure(self, tx: ClientTransaction, status: int, now: float) -> None:
        """Our request got no response."""
        if tx is self._tx:
            self._failed(status, now)

    def retried(self, tx: ClientTransaction) -> None:
        """Our request was sent once more, with credentials."""
        if self._tx is not None and self._tx.key[1] == tx.key[1]:
            self._tx = tx

    def abandon(self, now: float) -> None:
        """The dialog ends: what the peer still waits for, it gets [§15.1.2]."""
        self._kept = None
        if self.state in (State.REINVITED, State.UPDATED):
            self.feed(Input.REFUSE, now, 487)
        elif self.state is State.ANSWERING:
            self._send_ack(487, now)
            self.state = State.STABLE
        elif self.state is State.GLARE:
            self._session.stop(Input.TIMER_GLARE)
            self._own = None
            self.state = State.STABLE

    def close(self, now: float) -> None:
        """The session is over: a re-INVITE of ours still out waits for no final response."""
        self._abandon_own(None, now)

    def _failed(self, status: int, now: float) -> None:
        self.hear(Input.RECV_FAILURE, now, status)
        self._session.refresh_failed(status, now)
        if status in _DIALOG_GONE:
            self._session.hear(CallInput.DIALOG_LOST, now)

    # actions

    def _keep(self, about: Wish, now: float) -> None:
        self._kept = about

    def _next(self, about: Any, now: float) -> None:
        wish = self._kept or (self._own if self._tx is None else None)
        self._kept = self._own = None
        if wish is not None and self._session.state in _ALIVE:
            self.feed(Input.REOFFER, now, wish)

    def _send_offer(self, about: Wish | None, now: float) -> None:
        wish = self._kept or about or self._own
        assert wish is not None
        self._own, self._kept = wish, None
        headers = self._session.refresh_headers()
        self._tx = self._session.send(wish[1], now, sdp=wish[0], headers=headers)
        self._session.wind(Input.TIMER_OFFER, now + OFFER_LIMIT)

    def _abandon_own(self, about: Any, now: float) -> None:
        if self._tx is not None:
            self._session.agent.layer.abandon(self._tx, now)

    def _send_ack(self, about: Response | bytes | int, now: float) -> None:
        """`about`: the 2xx that brought the answer; else our answer to its offer, or a refusal."""
        self._session.stop(Input.TIMER_OFFER)
        tx, self._tx = self._tx, None
        own, self._own = self._own, None
        assert tx is not None and own is not None and self._session.dialog is not None
        if isinstance(about, Response):
            self._session.refreshed(about, now)
        if tx.key[1] != "INVITE":
            return
        if isinstance(about, Response):
            self._refresh(about)
            self._session.acknowledge(about.cseq.number)
        else:
            # No request of ours can have come between, so the number is the latest.
            sdp = about if isinstance(about, bytes) else None
            self._session.acknowledge(self._session.dialog.local_cseq, sdp)

    def _send_answer(self, about: bytes, now: float) -> None:
        assert self._peer is not None
        tx, request = self._peer
        self._refresh(request)
        session = self._session
        headers = session.agree_as_callee(request, now)
        self._wire = session.agent.respond(
            tx, request, 200, sdp=about, contact=True, headers=headers, now=now
        )
        if request.method == "UPDATE":
            self._peer = None
            self._wire = b""
            return
        timings = session.agent.layer.timings
        self._interval = timings.t1
        session.wind(Input.TIMER_2XX, now + timings.t1)
        session.wind(Input.TIMER_ACK, now + timings.patience)

    def _resend_answer(self, about: Any, now: float) -> None:
        session = self._session
        if self._peer is None or self._peer[0].hop is None:
            return
        session.agent.layer.send_raw(self._wire, self._peer[0].hop)
        self._interval = min(2 * self._interval, session.agent.layer.timings.t2)
        session.wind(Input.TIMER_2XX, now + self._interval)

    def _send_refusal(self, about: int, now: float) -> None:
        assert self._peer is not None
        self._respond(self._peer, about, now)
        self._peer = None

    def _send_487(self, about: Any, now: float) -> None:
        self._send_refusal(487, now)

    def _send_491(self, about: tuple[ServerTransaction, Request], now: float) -> None:
        self._respond(about, 491, now)

    def _send_500(self, about: tuple[ServerTransaction, Request], now: float) -> None:
        wait = str(self._session.agent.random.randrange(11))
        self._respond(about, 500, now, (("Retry-After", wait),))

    def _await_turn(self, about: Any, now: float) -> None:
        # The two sides wait in ranges that do not overlap [RFC 3261 §14.1].
        pick = self._session.agent.random.randrange
        wait = pick(210, 401) if self._session.CALLER else pick(201)
        self._tx = None
        self._session.stop(Input.TIMER_OFFER)
        self._session.wind(Input.TIMER_GLARE, now + wait / 100)

    def _tell_offered(self, about: Any, now: float) -> None:
        session = self._session
        session.stop(Input.TIMER_GLARE)
        if isinstance(about, Response):
            self._refresh(about)
            session.remote_sdp = sdp_of(about)
            session.tell(Offered(session.remote_sdp, "INVITE"))
            return
        self._peer = about
        sdp = sdp_of(about[1])
        session.remote_sdp = sdp or session.remote_sdp
        session.tell(Offered(sdp, about[1].method))

    def _tell_answered(self, about: Response, now: float) -> None:
        self._refresh(about)
        self._session.remote_sdp = sdp_of(about) or self._session.remote_sdp
        self._session.tell(Answered(sdp_of(about)))

    def _tell_ack(self, about: Request, now: float) -> None:
        session = self._session
        session.stop(Input.TIMER_2XX, Input.TIMER_ACK)
        assert self._peer is not None
        asked = sdp_of(self._peer[1]) is None
        self._peer, self._wire = None, b""
        if asked:
            session.remote_sdp = sdp_of(about) or session.remote_sdp
            session.tell(Answered(sdp_of(about)))

    def _tell_refused(self, about: int | None, now: float) -> None:
        self._session.stop(Input.TIMER_OFFER)
        self._tx = self._own = None
        self._session.tell(OfferRefused(408 if about is None else about))

    def _hang_up(self, about: Any, now: float) -> None:
        self._session.stop(Input.TIMER_2XX)
        self._peer, self._wire = None, b""
        self._session.hear(CallInput.DIALOG_LOST, now)

    def _refresh(self, message: Request | Response) -> None:
        assert self._session.dialog is not None
        self._session.dialog.refresh_target(message)

    def _respond(
        self,
        exchange: tuple[ServerTransaction, Request],
        status: int,
        now: float,
        headers: Headers = (),
    ) -> None:
        tx, request = exchange
        self._session.agent.respond(
            tx, request, status, headers=headers, contact=status == 200, now=now
        )


_PERFORM: Mapping[Action, Callable[[OfferExchange, Any, float], None]] = {
    Action.KEEP: OfferExchange._keep,
    Action.NEXT: OfferExchange._next,
    Action.SEND_OFFER: OfferExchange._send_offer,
    Action.ABANDON: OfferExchange._abandon_own,
    Action.SEND_ACK: OfferExchange._send_ack,
    Action.SEND_ANSWER: OfferExchange._send_answer,
    Action.RESEND_ANSWER: OfferExchange._resend_answer,
    Action.SEND_REFUSAL: OfferExchange._send_refusal,
    Action.SEND_487: OfferExchange._send_487,
    Action.SEND_491: OfferExchange._send_491,
    Action.SEND_500: OfferExchange._send_500,
    Action.AWAIT_TURN: OfferExchange._await_turn,
    Action.TELL_OFFERED: OfferExchange._tell_offered,
    Action.TELL_ANSWERED: OfferExchange._tell_answered,
    Action.TELL_ACK: OfferExchange._tell_ack,
    Action.TELL_REFUSED: OfferExchange._tell_refused,
    Action.HANG_UP: OfferExchange._hang_up,
}
