"""The caller's side of an INVITE session: forks, challenges, and giving up [RFC 3261 §13.2]."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Any, ClassVar

from ringtree.sip.dialog.authorization import Credentials, authorize, is_challenge
from ringtree.sip.dialog.bodies import sdp_of
from ringtree.sip.dialog.call_machine import Listener
from ringtree.sip.dialog.call_states import Action, Input, State
from ringtree.sip.dialog.dialog import Dialog
from ringtree.sip.dialog.events import Accepted, Provisional, Rejected
from ringtree.sip.dialog.offer_states import Input as OfferInput
from ringtree.sip.dialog.session import COMMON_ACTIONS, Headers, InviteSession
from ringtree.sip.headers import NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.transaction.companions import MAX_FORWARDS
from ringtree.sip.transaction.machine import ClientTransaction, ServerTransaction, Transaction
from ringtree.sip.uri import Uri

if TYPE_CHECKING:
    from ringtree.sip.dialog.agent import UserAgent


@dataclass(slots=True)
class OutgoingInvite:
    """A call to be made.

    `hop` is where the INVITE goes; `route` holds Route values (a Path) it has to follow.
    `ring_limit` bounds the ringing, in seconds. `offer` None asks the callee for one.
    `behind_nat` keeps all requests of the dialog on `hop`, whatever the callee's Contact says.
    `max_forwards` is what is left of the calling leg's, so that loops through us end.
    """

    target: Uri
    hop: Hop
    from_: NameAddr
    to: NameAddr
    offer: bytes | None
    ring_limit: float = 180.0
    route: tuple[str, ...] = ()
    headers: Headers = ()
    credentials: Credentials | None = None
    behind_nat: bool = False
    call_id: str | None = None
    max_forwards: int | None = None


class OutgoingSession(InviteSession):
    """We call someone. Nothing is sent before `start`."""

    __slots__ = ("_behind_nat", "_cancel_headers", "_hop", "_late", "_tx")

    CALLER = True

    def __init__(self, agent: UserAgent, invite: OutgoingInvite, listener: Listener) -> None:
        tag = token_hex(6)
        super().__init__(
            agent,
            State.CALLING,
            call_id=invite.call_id or token_hex(12),
            local_tag=tag,
            remote=invite.hop,
            listener=listener,
            credentials=invite.credentials,
        )
        self._hop = invite.hop
        self._behind_nat = invite.behind_nat
        self._tx: ClientTransaction | None = None
        self._cancel_headers: Headers = ()
        self._late = invite.offer is None
        """Our INVITE had no offer, so the ACK has to carry the answer."""
        self.request = self._build(invite, tag)

    def _build(self, invite: OutgoingInvite, tag: str) -> Request:
        request = Request("INVITE", invite.target)
        for route in invite.route:
            request.add("Route", route)
        forwards = invite.max_forwards
        request.set("Max-Forwards", MAX_FORWARDS if forwards is None else str(forwards))
        request.set("From", f"{invite.from_};tag={tag}")
        request.set("To", invite.to)
        request.set("Call-ID", self.call_id)
        request.set("CSeq", "1 INVITE")
        self.agent.complete(request, invite.hop, invite.offer, invite.headers)
        return request

    def start(self, now: float, ring_limit: float) -> None:
        """Send the INVITE."""
        assert self.request is not None
        self._tx = self.agent.layer.send_request(self.request, self._hop, now, self)
        self.wind(Input.TIMER_RING, now + ring_limit)

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
            super().on_response(tx, response, now)
        elif response.status < 200:
            self.hear(Input.RECV_1XX, now, response)
        elif response.status < 300:
            self._on_2xx(response, now)
        elif is_challenge(response) and self._authorized(response):
            self.hear(Input.RECV_CHALLENGE, now, response)
        else:
            self.hear(Input.RECV_FAILURE, now, response)

    def _authorized(self, response: Response) -> bool:
        return (
            self.credentials is not None
            and self.request is not None
            and authorize(self.request, response, self.credentials)
        )

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
            self.hear(Input.TIMEOUT if timed_out else Input.TRANSPORT_ERROR, now)
        else:
            super().on_failure(tx, now, timed_out=timed_out)

    # actions

    def _acknowledge(self, about: Response, now: float) -> None:
        self.dialog = self._dialog_of(about)
        self.request = None
        if not self._late or self.state is not State.TALKING:
            self._late = False
            self.acknowledge(about.cseq.number)

    def _tell_accepted(self, about: Response, now: float) -> None:
        self.remote_sdp = sdp_of(about) or self.remote_sdp
        self.tell(Accepted(sdp_of(about)))
        if not self._late:
            self.offers.feed(OfferInput.COMPLETE, now)

    def _tell_provisional(self, about: Response, now: float) -> None:
        if about.status > 100:
            sdp = sdp_of(about)
            self.remote_sdp = sdp or self.remote_sdp
            self.tell(Provisional(about.status, sdp))

    def _tell_rejected(self, about: Response, now: float) -> None:
        self.tell(Rejected(about.status, about.reason, about))

    def _retry_invite(self, about: Response, now: float) -> None:
        assert self.request is not None
        self.request.set("CSeq", f"{about.cseq.number + 1} INVITE")
        self._tx = self.agent.layer.send_request(self.request, self._hop, now, self)

    def _send_cancel(self, about: Any, now: float) -> None:
        if self._tx is not None:
            self.agent.layer.send_cancel(self._tx, now, self._cancel_headers)
        self.wind(Input.TIMER_CANCEL, now + self.agent.layer.timings.patience)

    def _abandon(self, about: Any, now: float) -> None:
        if self._tx is not None:
            self.agent.layer.abandon(self._tx, now)

    def _send_bye(self, about: Any, now: float) -> None:
        # A 2xx is acknowledged even if its offer is not going to be answered.
        self.answer_late_offer(now, None)
        super()._send_bye(about, now)

    PERFORM: ClassVar[Mapping[Action, Callable[[Any, Any, float], None]]] = {
        **COMMON_ACTIONS,
        Action.ACKNOWLEDGE: _acknowledge,
        Action.RETRY: _retry_invite,
        Action.SEND_CANCEL: _send_cancel,
        Action.ABANDON: _abandon,
        Action.SEND_BYE: _send_bye,
        Action.TELL_ACCEPTED: _tell_accepted,
        Action.TELL_PROVISIONAL: _tell_provisional,
        Action.TELL_REJECTED: _tell_rejected,
    }
