"""The caller's side of an INVITE session: what is answered, forks, and giving up [RFC 3261 §13.2].

How the INVITE gets to somebody who answers is `reaching`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from ringtree.sip.dialog import session_timer
from ringtree.sip.dialog.bodies import sdp_of
from ringtree.sip.dialog.call_states import Action, Input, State
from ringtree.sip.dialog.dialog import Dialog
from ringtree.sip.dialog.events import Accepted, Provisional, Rejected
from ringtree.sip.dialog.offer_states import Input as OfferInput
from ringtree.sip.dialog.reaching import ReachingSession
from ringtree.sip.dialog.reliable import ReliableReceiver, is_reliable
from ringtree.sip.dialog.session import COMMON_ACTIONS, Headers
from ringtree.sip.message import Request, Response
from ringtree.sip.transaction.machine import ClientTransaction, ServerTransaction, Transaction


class OutgoingSession(ReachingSession):
    """We call someone. Nothing is sent before `start`."""

    __slots__ = ()

    # wishes

    def cancel(self, now: float, headers: Headers = ()) -> None:
        """Give up; if the callee has just answered, hang up."""
        self._cancel_headers = self.bye_headers = headers
        self.feed(Input.CANCEL, now)

    def end(self, now: float, status: int = 487, headers: Headers = ()) -> None:
        if self.state is State.TALKING:
            self.bye(now, headers)
        else:
            self.cancel(now, headers)

    def answer_late_offer(self, now: float, sdp: bytes | None) -> bool:
        """Answer the offer the 2xx brought, in its ACK; False if none waits for that."""
        if not self._late or self.dialog is None or self._ack is not None:
            return False
        self._late = False
        self.acknowledge(self.dialog.local_cseq, sdp)
        if self.state is State.TALKING:
            self.offers.feed(OfferInput.COMPLETE, now)
        return True

    def answer_offer(self, now: float, sdp: bytes) -> None:
        if not self.answer_late_offer(now, sdp):
            super().answer_offer(now, sdp)

    # inputs from the network

    def on_response(self, tx: ClientTransaction, response: Response, now: float) -> None:
        if tx is not self._tx:
            if self._earlier is not None and tx in self._earlier:
                self._on_left_behind(tx, response, now)
            else:
                super().on_response(tx, response, now)
        elif response.status < 200:
            self._on_1xx(response, now)
        elif response.status < 300:
            self._on_2xx(response, now)
        else:
            self._on_failure_response(response, now)

    def _on_1xx(self, response: Response, now: float) -> None:
        if is_reliable(response) and not self._prack(response, now):
            return
        self.hear(Input.RECV_1XX, now, response)

    def _prack(self, response: Response, now: float) -> bool:
        """Acknowledge a reliable response; False for a copy, or one that came before its turn."""
        if self._reliable is None:
            self._reliable = ReliableReceiver()
        due = self._reliable.prack(response, self._dialog_of(response))
        if due is None:
            return False
        request, dialog = due
        self.agent.complete(request, dialog.hop)
        self.agent.layer.send_request(request, dialog.hop, now, self)
        return True

    def _on_left_behind(self, tx: ClientTransaction, response: Response, now: float) -> None:
        """A hop that seemed dead speaks after all: it must not ring beside the one we went to."""
        if response.status < 200:
            self.agent.layer.send_cancel(tx, now, self._cancel_headers)
        elif response.status < 300:
            self._refuse_fork(response.to.tag, response, now)

    def _on_2xx(self, response: Response, now: float) -> None:
        tag = response.to.tag
        if self.dialog is not None and tag == self.dialog.remote_tag:
            if not self._late:  # else the ACK waits for our answer
                self.acknowledge_again(response.cseq.number)
        elif self.dialog is not None or not self.hear(Input.RECV_2XX, now, response):
            self._refuse_fork(tag, response, now)

    def _refuse_fork(self, tag: str | None, response: Response, now: float) -> None:
        """Another branch answered too, or too late: ACK it and hang it up [§13.2.2.4]."""
        forks = self._forks = self._forks or {}
        layer = self.agent.layer
        if tag in forks:
            layer.send_raw(forks[tag], self._hop)
            return
        dialog = self._dialog_of(response)
        ack = dialog.request("ACK", cseq=response.cseq.number)
        self.agent.complete(ack, dialog.hop)
        forks[tag] = layer.send_stateless(ack, dialog.hop)
        bye = dialog.request("BYE")
        self.agent.complete(bye, dialog.hop)
        layer.send_request(bye, dialog.hop, now)

    def _dialog_of(self, response: Response) -> Dialog:
        """Raises BadHeader if the response cannot make one."""
        return Dialog.calling(
            response,
            self._hop,
            keep_hop=self._behind_nat,
        )

    def on_strange_request(self, tx: ServerTransaction, request: Request, now: float) -> None:
        """From an early dialog, or from a fork we did not take."""
        method = request.method
        if self.dialog is not None and request.from_.tag in (self._forks or ()):
            self.agent.respond(tx, request, 200 if method == "BYE" else 481, now=now)
        elif self.dialog is not None or self.state is State.ENDED:
            self.agent.respond(tx, request, 481, now=now)
        elif method == "UPDATE" and sdp_of(request) is not None:
            self.agent.respond(tx, request, 491, now=now)  # RFC 3311 §5.2: our offer is out.
        elif method == "UPDATE":
            self.agent.respond(tx, request, 200, contact=True, now=now)
        elif method == "INFO":
            self._on_info(tx, request, now)
        elif method == "OPTIONS":
            self._on_options(tx, request, now)
        elif method == "BYE":
            self._on_bye(tx, request, now)
        else:
            self.agent.refuse_method(tx, request, now)

    def on_ack(self, request: Request, now: float) -> None:
        self.offers.on_ack(request, now)

    def on_cancel(self, tx: ServerTransaction, request: Request, now: float) -> None:
        """The peer cancels its re-INVITE."""
        self.offers.on_cancel(tx, now)

    def on_failure(self, tx: Transaction, now: float, *, timed_out: bool) -> None:
        if tx is self._tx:
            self._on_hop_failure(now, timed_out=timed_out)
        else:
            super().on_failure(tx, now, timed_out=timed_out)

    # actions

    def _acknowledge(self, about: Response, now: float) -> None:
        self.dialog = self._dialog_of(about)
        if self._reliable is not None:
            sent = self._reliable.last_cseq(self.dialog.remote_tag)
            self.dialog.local_cseq = max(self.dialog.local_cseq, sent)
        self.peer_updates = session_timer.allows_update(about)
        self.request = None
        if not self._late or self.state is not State.TALKING:
            self._late = False
            self.acknowledge(about.cseq.number)

    def _tell_accepted(self, about: Response, now: float) -> None:
        # After an answer in a reliable 1xx the 2xx may leave it out [RFC 3262 §5].
        early = self.remote_sdp if self._reliable is not None else None
        sdp = sdp_of(about) or early
        self.remote_sdp = sdp or self.remote_sdp
        self.tell(Accepted(sdp))
        self.agree(session_timer.agreed(about), now)
        if not self._late:
            self.offers.feed(OfferInput.COMPLETE, now)

    def _tell_provisional(self, about: Response, now: float) -> None:
        if about.status > 100:
            sdp = sdp_of(about)
            self.remote_sdp = sdp or self.remote_sdp
            self.tell(Provisional(about.status, sdp))

    def _tell_rejected(self, about: Response, now: float) -> None:
        self.tell(Rejected(about.status, about.reason, about))

    def _send_bye(self, about: Any, now: float) -> None:
        # A 2xx is acknowledged even if its offer is not going to be answered.
        self.answer_late_offer(now, None)
        super()._send_bye(about, now)

    PERFORM: ClassVar[Mapping[Action, Callable[[Any, Any, float], None]]] = {
        **COMMON_ACTIONS,
        Action.ACKNOWLEDGE: _acknowledge,
        Action.RETRY: ReachingSession._retry_invite,
        Action.NEXT_HOP: ReachingSession._next_hop,
        Action.SEND_CANCEL: ReachingSession._send_cancel,
        Action.ABANDON: ReachingSession._abandon,
        Action.SEND_BYE: _send_bye,
        Action.TELL_ACCEPTED: _tell_accepted,
        Action.TELL_PROVISIONAL: _tell_provisional,
        Action.TELL_REJECTED: _tell_rejected,
    }
