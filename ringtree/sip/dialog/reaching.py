"""Reaching a callee: the INVITE's way over hops, challenges, redirections and giving up. Pure."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, Any

from ringtree.sip.dialog import session_timer
from ringtree.sip.dialog.authorization import authorize, is_challenge
from ringtree.sip.dialog.call_machine import Listener
from ringtree.sip.dialog.call_states import Input, State
from ringtree.sip.dialog.events import HopLost
from ringtree.sip.dialog.invite import OutgoingInvite, anew, extensions, first_request
from ringtree.sip.dialog.redirection import Redirection
from ringtree.sip.dialog.reliable import ReliableReceiver
from ringtree.sip.dialog.session import Headers, InviteSession
from ringtree.sip.message import Request, Response
from ringtree.sip.transaction.machine import ClientTransaction

if TYPE_CHECKING:
    from ringtree.sip.dialog.agent import UserAgent


class ReachingSession(InviteSession):
    """A session of ours until somebody answers. Nothing is sent before `start`."""

    __slots__ = (
        "_behind_nat",
        "_cancel_headers",
        "_earlier",
        "_fallbacks",
        "_hop",
        "_late",
        "_patience",
        "_redirection",
        "_reliable",
        "_tx",
    )

    CALLER = True

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
        self._patience = invite.patience
        self._fallbacks = invite.fallbacks
        self._earlier: list[ClientTransaction] | None = None
        """INVITEs left behind at hops that were silent; what they still bring is refused."""
        self._redirection = Redirection(invite.redirect) if invite.redirect else None
        self._reliable: ReliableReceiver | None = None
        self.session_expires = invite.session_expires
        self.local_sdp = invite.offer
        self._late = invite.offer is None
        """Our INVITE had no offer, so the ACK has to carry the answer."""
        self.request = self._build(invite, tag)

    def _build(self, invite: OutgoingInvite, tag: str) -> Request:
        request = first_request(invite, self.call_id, tag)
        headers = (*invite.headers, *extensions(invite))
        self.agent.complete(request, invite.hop, invite.offer, headers)
        return request

    def start(self, now: float, ring_limit: float) -> None:
        """Send the INVITE."""
        assert self.request is not None
        self._send_invite(now)
        self.wind(Input.TIMER_RING, now + ring_limit)

    def _send_invite(self, now: float) -> None:
        assert self.request is not None
        self._tx = self.agent.layer.send_request(self.request, self._hop, now, self)
        if self._patience is not None:
            self.wind(Input.TIMER_SILENT, now + self._patience)

    # refused, and asked once more

    def _on_failure_response(self, response: Response, now: float) -> None:
        status = response.status
        if (is_challenge(response) and self._authorized(response)) or (
            status == 422 and self._prolonged(response)
        ):
            self.hear(Input.RECV_CHALLENGE, now, response)
        elif status < 400 and self._follow(response):
            self.hear(Input.RECV_REDIRECT, now, response)
        elif status == 503 and self._fallbacks:  # RFC 3263 §4.3
            self.hear(Input.HOP_LOST, now, f"503 {response.reason}")
        else:
            if status == 503:
                self._tell_hop_lost(f"503 {response.reason}")
            self.hear(Input.RECV_FAILURE, now, response)

    def _authorized(self, response: Response) -> bool:
        return (
            self.credentials is not None
            and self.request is not None
            and authorize(self.request, response, self.credentials)
        )

    def _prolonged(self, response: Response) -> bool:
        """Ask for as long a session as the callee wants, once [RFC 4028 §7.4]."""
        wanted = session_timer.least(response)
        if self.request is None or wanted is None or self.session_expires is None:
            return False
        if wanted <= self.session_expires:
            return False
        self.session_expires = wanted
        self.request = anew(self.request)
        self.request.set("Session-Expires", str(wanted))
        self.request.set("Min-SE", str(wanted))
        return True

    def _follow(self, response: Response) -> bool:
        """Make ready for the target a 3xx names, if it is one we may go to."""
        if self._redirection is None or self.request is None:
            return False
        found = self._redirection.follow(response, self.request.uri_text)
        if found is None:
            return False
        uri, self._hop = found
        self.request = anew(self.request, uri)
        return True

    def _retry_invite(self, about: Response, now: float) -> None:
        assert self.request is not None
        self.request.set("CSeq", f"{about.cseq.number + 1} INVITE")
        self._send_invite(now)

    # from hop to hop [RFC 3263 §4.3]

    def _on_hop_failure(self, now: float, *, timed_out: bool) -> None:
        why = "no answer" if timed_out else "it can't be sent to"
        if self._fallbacks and self.hear(Input.HOP_LOST, now, why):
            return
        if self.state is not State.ENDED:
            self._tell_hop_lost(why)
        self.hear(Input.TIMEOUT if timed_out else Input.TRANSPORT_ERROR, now)

    def _next_hop(self, about: str | None, now: float) -> None:
        """Leave a hop for the next; with none left nobody is there."""
        self._tell_hop_lost(about or "no answer")
        if self._tx is not None:
            self._earlier = [*(self._earlier or ()), self._tx]
        if not self._fallbacks:
            self.feed(Input.TIMEOUT, now)
            return
        self._hop, *rest = self._fallbacks
        self._fallbacks = tuple(rest)
        self.remote = self._hop
        assert self.request is not None
        self.request = anew(self.request)
        self.agent.set_contact(self.request, self._hop)
        self._send_invite(now)

    def _tell_hop_lost(self, why: str) -> None:
        if self._patience is not None:  # only a trunk's hops are of interest to anybody
            self.tell(HopLost(self._hop, why))

    # giving up

    def _send_cancel(self, about: Any, now: float) -> None:
        if self._tx is not None:
            self.agent.layer.send_cancel(self._tx, now, self._cancel_headers)
        self.wind(Input.TIMER_CANCEL, now + self.agent.layer.timings.patience)

    def _abandon(self, about: Any, now: float) -> None:
        if self._tx is not None:
            self.agent.layer.abandon(self._tx, now)
