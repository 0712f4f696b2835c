"""What a session is, and the requests that it sends itself within its dialog. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.dialog.call_machine import CallMachine, Listener
from ringtree.sip.dialog.call_states import State
from ringtree.sip.dialog.dialog import Dialog
from ringtree.sip.dialog.offers import OfferExchange
from ringtree.sip.dialog.session_timer import Agreement
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.transaction.machine import ClientTransaction, ServerTransaction

if TYPE_CHECKING:
    from ringtree.sip.dialog.agent import UserAgent
    from ringtree.sip.dialog.referral import Referral
    from ringtree.sip.dialog.session import InviteSession

Headers = Iterable[tuple[str, str]]
Exchange = tuple[ServerTransaction, Request]


class SendingSession(CallMachine):
    """The state of an INVITE session, and how it sends."""

    __slots__ = (
        "_ack",
        "_challengeable",
        "_forks",
        "_held",
        "_refresh",
        "agreement",
        "bye_headers",
        "call_id",
        "credentials",
        "dialog",
        "local_sdp",
        "local_tag",
        "offers",
        "peer_updates",
        "referral",
        "remote",
        "remote_sdp",
        "request",
        "session_expires",
    )

    CALLER: ClassVar[bool]

    def __init__(
        self,
        agent: UserAgent,
        state: State,
        *,
        call_id: str,
        local_tag: str,
        remote: Hop,
        listener: Listener,
        credentials: Credentials | None = None,
    ) -> None:
        super().__init__(agent, state, listener)
        self.call_id = call_id
        self.local_tag = local_tag
        self.remote = remote
        self.credentials = credentials
        self.request: Request | None = None
        """The INVITE: the caller's as it came, ours until its final response."""
        self.dialog: Dialog | None = None
        self.remote_sdp: bytes | None = None
        self.local_sdp: bytes | None = None
        """What we described last; a refresh by re-INVITE says it once more."""
        self.agreement: Agreement | None = None
        """By when the session must be refreshed, and by whom; None: never."""
        self.session_expires: int | None = None
        self.peer_updates = False
        self.referral: Referral | None = None
        """The last REFER, if the peer has sent one."""
        self._refresh: ClientTransaction | None = None
        self.bye_headers: Headers = ()
        # Every session is an InviteSession; what stands here is all of its state.
        self.offers = OfferExchange(cast("InviteSession", self))
        self._held: list[Exchange] | None = None
        self._ack: tuple[int, bytes, Hop] | None = None
        self._challengeable: dict[str, Request] | None = None
        self._forks: dict[str | None, bytes] | None = None

    def send(
        self,
        method: str,
        now: float,
        *,
        sdp: bytes | None = None,
        headers: Headers = (),
        body: tuple[str, bytes] | None = None,
    ) -> ClientTransaction:
        """Send a request within the dialog; `body` is one that describes no media."""
        assert self.dialog is not None
        request = self.dialog.request(method)
        self.agent.complete(request, self.dialog.hop, sdp, headers)
        if body is not None:
            request.set("Content-Type", body[0])
            request.body = body[1]
        return self._send(request, now)

    def _send(self, request: Request, now: float) -> ClientTransaction:
        assert self.dialog is not None
        if self.credentials is not None:
            if self._challengeable is None:
                self._challengeable = {}
            self._challengeable[request.method] = request
        return self.agent.layer.send_request(request, self.dialog.hop, now, self)

    def acknowledge(self, cseq: int, sdp: bytes | None = None) -> None:
        """ACK a 2xx within the established dialog, and remember how, for its copies."""
        assert self.dialog is not None
        ack = self.dialog.request("ACK", cseq=cseq)
        self.agent.complete(ack, self.dialog.hop, sdp)
        hop = self.dialog.hop
        self._ack = (cseq, self.agent.layer.send_stateless(ack, hop), hop)

    def acknowledge_again(self, cseq: int) -> None:
        """A 2xx came once more, our ACK was lost; or so late that nobody waited for it."""
        if self._ack is not None and self._ack[0] == cseq:
            self.agent.layer.send_raw(self._ack[1], self._ack[2])
        elif self._ack is None or self._ack[0] < cseq:
            self.acknowledge(cseq)
