"""What both roles of an INVITE session share: the table's driver, timers, requests in the dialog.

Pure. `IncomingSession` and `OutgoingSession` add what only a callee or a caller does; offers
after the first are `OfferExchange`'s, the session timer is `refreshing`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from ringtree.sip.dialog import referral, session_timer
from ringtree.sip.dialog.authorization import authorize, is_challenge
from ringtree.sip.dialog.call_states import Action, Input, State
from ringtree.sip.dialog.events import ByeReceived, Ended, EndReason, Info, SessionEvent
from ringtree.sip.dialog.offer_states import Input as OfferInput
from ringtree.sip.dialog.refreshing import OPEN, RefreshingSession
from ringtree.sip.dialog.sending import Exchange, Headers
from ringtree.sip.dialog.session_timer import Clock
from ringtree.sip.message import Request, Response
from ringtree.sip.transaction.machine import ClientTransaction, ServerTransaction, Transaction

__all__ = ["COMMON_ACTIONS", "Headers", "InviteSession"]

BYE_HELD_AT_MOST = 2.0
"""Seconds a BYE waits for `confirm_bye`; longer, and the peer would think its BYE lost."""

DTMF_TYPES = ("application/dtmf-relay", "application/dtmf")


class InviteSession(RefreshingSession):
    """One INVITE session."""

    __slots__ = ()

    # wishes common to both roles

    def bye(self, now: float, headers: Headers = ()) -> None:
        """Hang up an answered call."""
        self.bye_headers = headers
        self.feed(Input.BYE, now)

    def confirm_bye(self, now: float) -> None:
        """Everything is on record: the peer's BYE may be answered."""
        self.feed(Input.CONFIRM_BYE, now)

    def reoffer(self, now: float, sdp: bytes | None, method: str = "INVITE") -> None:
        """Offer the peer other media, by re-INVITE or UPDATE; now, or once it is our turn.

        `sdp` None asks the peer for an offer: a re-INVITE without one.
        """
        self.local_sdp = sdp or self.local_sdp
        self.offers.reoffer(now, sdp, method)

    def answer_offer(self, now: float, sdp: bytes) -> None:
        """Answer the peer's offer; if it asked for ours, this is it."""
        if self.state not in _OVER:
            self.local_sdp = sdp
            self.offers.feed(OfferInput.ANSWER, now, sdp)

    def refuse_offer(self, now: float, status: int = 488) -> None:
        """Refuse the peer's offer; everything stays as it was."""
        if self.state not in _OVER:
            self.offers.feed(OfferInput.REFUSE, now, status)

    def end(self, now: float, status: int = 487, headers: Headers = ()) -> None:
        """Be done with it, whatever the state."""
        raise NotImplementedError

    def die(self, reason: EndReason, *events: SessionEvent) -> None:
        """End before having lived."""
        self.state = State.ENDED
        self.reason = reason
        for event in events:
            self.tell(event)
        self._end(None, 0.0)

    def on_other_timer(self, timer: StrEnum, now: float) -> None:
        if timer is Clock.REFRESH:
            self._send_refresh(now)
        elif timer is Clock.LAPSED:
            self.hear(Input.DIALOG_LOST, now)
        else:
            self.offers.hear(timer, now)

    # requests within the dialog

    def on_request(self, tx: ServerTransaction, request: Request, now: float) -> None:
        """A request with our tag in To. BadHeader is the caller's to answer."""
        dialog = self.dialog
        if dialog is None or request.from_.tag != dialog.remote_tag:
            self.on_strange_request(tx, request, now)
        elif not dialog.in_order(request):
            self.agent.respond(tx, request, 500, now=now)  # RFC 3261 §12.2.2
        else:
            handle = _REQUESTS.get(request.method)
            if handle is None:
                self.agent.refuse_method(tx, request, now)
            else:
                handle(self, tx, request, now)

    def on_strange_request(self, tx: ServerTransaction, request: Request, now: float) -> None:
        """A request of another dialog with the same tag of ours, or of none yet."""
        self.agent.respond(tx, request, 481, now=now)

    def on_ack(self, request: Request, now: float) -> None:
        """The ACK of a 2xx."""
        raise NotImplementedError

    def _on_bye(self, tx: ServerTransaction, request: Request, now: float) -> None:
        self.offers.abandon(now)
        if not self.hear(Input.RECV_BYE, now, (tx, request)):
            self.agent.respond(tx, request, 481, now=now)

    def _on_invite(self, tx: ServerTransaction, request: Request, now: float) -> None:
        if self._may_change(tx, request, now):
            self.offers.on_reinvite(tx, request, now)

    def _on_update(self, tx: ServerTransaction, request: Request, now: float) -> None:
        if self._may_change(tx, request, now):
            self.offers.on_update(tx, request, now)

    def _may_change(self, tx: ServerTransaction, request: Request, now: float) -> bool:
        """Whether a re-INVITE or UPDATE is to be looked at; else it is answered."""
        if self.state not in OPEN:
            self.agent.respond(tx, request, 481, now=now)
            return False
        if session_timer.too_brief(request):
            headers = (("Min-SE", str(session_timer.MIN_SE)),)
            self.agent.respond(tx, request, 422, headers=headers, now=now)
            return False
        return True

    def on_prack(self, tx: ServerTransaction, request: Request, now: float) -> None:
        """A caller's PRACK; a session of ours that calls sends no provisional responses."""
        self.agent.respond(tx, request, 481, now=now)  # RFC 3262 §3

    def _on_info(self, tx: ServerTransaction, request: Request, now: float) -> None:
        if request.body and request.content_type not in DTMF_TYPES:
            accept = (("Accept", ", ".join(DTMF_TYPES)),)
            self.agent.respond(tx, request, 415, headers=accept, now=now)
            return
        self.agent.respond(tx, request, 200, now=now)
        self.tell(Info(request.content_type, request.body))

    def _on_options(self, tx: ServerTransaction, request: Request, now: float) -> None:
        self.agent.respond(tx, request, 200, capabilities=True, now=now)

    # what becomes of our own requests

    def on_response(self, tx: ClientTransaction, response: Response, now: float) -> None:
        """A response to a request of ours."""
        if tx is self._refresh and response.status >= 200 and not is_challenge(response):
            self._on_refresh_response(response, now)
            return
        method = tx.key[1]
        if is_challenge(response) and self._retry(method, response, now):
            return
        if response.status >= 200 and self._challengeable is not None:
            self._challengeable.pop(method, None)
        if method == "BYE" and response.status >= 200:
            self.hear(Input.BYE_DONE, now)
        elif method == "INVITE" or method == "UPDATE":
            self.offers.on_response(tx, response, now)

    def _retry(self, method: str, response: Response, now: float) -> bool:
        """Answer a challenge, once for each request."""
        if self._challengeable is None or self.credentials is None or self.dialog is None:
            return False
        request = self._challengeable.pop(method, None)
        if request is None or not authorize(request, response, self.credentials):
            return False
        self.dialog.local_cseq += 1
        request.set("CSeq", f"{self.dialog.local_cseq} {method}")
        tx = self.agent.layer.send_request(request, self.dialog.hop, now, self)
        self.offers.retried(tx)
        if self._refresh is not None and method == "UPDATE":
            self._refresh = tx
        return True

    def on_failure(self, tx: Transaction, now: float, *, timed_out: bool) -> None:
        """A request of ours got no response at all."""
        if not isinstance(tx, ClientTransaction):
            return
        if tx.key[1] == "BYE":
            self.hear(Input.BYE_DONE, now)
        elif tx is self._refresh:
            self._refresh = None
            self.refresh_failed(408 if timed_out else 503, now)
        else:
            self.offers.on_failure(tx, 408 if timed_out else 503, now)

    # actions

    def _send_bye(self, about: Any, now: float) -> None:
        self.offers.abandon(now)
        self.send("BYE", now, headers=self.bye_headers)

    def _hold_bye(self, about: Exchange, now: float) -> None:
        self._held = [*(self._held or ()), about]

    def _tell_bye(self, about: Exchange, now: float) -> None:
        self.wind(Input.TIMER_HOLD, now + BYE_HELD_AT_MOST)
        self.tell(ByeReceived(about[1].get("Reason")))

    def _answer_bye(self, about: Any, now: float) -> None:
        for tx, request in self._held or ():
            self.agent.respond(tx, request, 200, now=now)
        self._held = None

    def _end(self, about: Any, now: float) -> None:
        self._timers = {}
        self.offers.close(now)
        self.agent.forget(self)
        self.tell(Ended(self.reason or EndReason.HUNG_UP))
        # Copies of 2xx may still come for a while; nothing else is worth keeping until then.
        self.listener = None
        self.request = None
        self.remote_sdp = self.local_sdp = None


_OVER = (State.ENDING, State.LEFT, State.ENDED)

_REQUESTS: Mapping[str, Callable[[InviteSession, ServerTransaction, Request, float], None]] = {
    "BYE": InviteSession._on_bye,
    "INVITE": InviteSession._on_invite,
    "UPDATE": InviteSession._on_update,
    "INFO": InviteSession._on_info,
    "OPTIONS": InviteSession._on_options,
    "REFER": referral.receive,
    "PRACK": lambda session, tx, request, now: session.on_prack(tx, request, now),
}
COMMON_ACTIONS: Mapping[Action, Callable[[Any, Any, float], None]] = {
    Action.SEND_BYE: InviteSession._send_bye,
    Action.HOLD_BYE: InviteSession._hold_bye,
    Action.TELL_BYE: InviteSession._tell_bye,
    Action.ANSWER_BYE: InviteSession._answer_bye,
    Action.END: InviteSession._end,
}
