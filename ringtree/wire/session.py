"""The handle of one INVITE session for the world above: every call is synchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ringtree.sip.dialog.incoming import IncomingSession
from ringtree.sip.dialog.outgoing import OutgoingSession
from ringtree.sip.dialog.session import Headers
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.replaces import Replaces

if TYPE_CHECKING:
    from ringtree.wire.endpoint import SipEndpoint


class Session:
    """One call leg's signalling.

    Wishes that cross the news of the session's end are ignored; wishes that make no sense in the
    session's state (accepting twice) raise LocalProtocolError.
    """

    __slots__ = ("_endpoint", "_inner", "request")

    def __init__(
        self,
        endpoint: SipEndpoint,
        inner: IncomingSession | OutgoingSession,
        request: Request | None,
    ) -> None:
        self._endpoint = endpoint
        self._inner = inner
        self.request = request
        """The caller's INVITE; None for a call of our own."""

    @property
    def call_id(self) -> str:
        """The Call-ID."""
        return self._inner.call_id

    @property
    def remote(self) -> Hop:
        """Where the INVITE came from, or went."""
        return self._inner.remote

    @property
    def remote_sdp(self) -> bytes | None:
        """The last description the peer sent, None if none yet."""
        return self._inner.remote_sdp

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self._inner.listener is None

    def ring(self, status: int = 180, sdp: bytes | None = None) -> None:
        """Tell the caller something before answering."""
        inner = self._incoming()
        inner.ring(self._endpoint.now(), status, sdp)
        self._endpoint.flush()

    def accept(self, sdp: bytes) -> None:
        """Answer: `sdp` is our answer, or our offer if the caller sent none."""
        inner = self._incoming()
        inner.accept(self._endpoint.now(), sdp)
        self._endpoint.flush()

    def reject(self, status: int, reason: str | None = None, headers: Headers = ()) -> None:
        """Refuse the caller."""
        inner = self._incoming()
        inner.reject(self._endpoint.now(), status, reason, headers)
        self._endpoint.flush()

    def cancel(self, headers: Headers = ()) -> None:
        """Give up calling; a callee that has just answered is hung up."""
        inner = self._inner
        if not isinstance(inner, OutgoingSession):
            raise TypeError("only a call of ours can be cancelled")
        inner.cancel(self._endpoint.now(), headers)
        self._endpoint.flush()

    def bye(self, reason_header: str | None = None) -> None:
        """Hang up; `reason_header` is the value of a Reason header [RFC 3326]."""
        self._inner.bye(self._endpoint.now(), _reason(reason_header))
        self._endpoint.flush()

    def confirm_bye(self) -> None:
        """The call is on record: let the peer's BYE be answered."""
        self._inner.confirm_bye(self._endpoint.now())
        self._endpoint.flush()

    def reoffer(self, sdp: bytes | None, method: str = "INVITE") -> None:
        """Offer other media, as soon as it is our turn; None asks the peer for an offer."""
        self._inner.reoffer(self._endpoint.now(), sdp, method)
        self._endpoint.flush()

    def answer_offer(self, sdp: bytes) -> None:
        """Answer an offer of the peer's."""
        self._inner.answer_offer(self._endpoint.now(), sdp)
        self._endpoint.flush()

    def refuse_offer(self, status: int = 488) -> None:
        """Refuse an offer of the peer's."""
        self._inner.refuse_offer(self._endpoint.now(), status)
        self._endpoint.flush()

    def accept_refer(self) -> None:
        """Do what the peer's REFER asks; `tell_referred` says what became of it."""
        if (referral := self._inner.referral) is not None:
            referral.accept(self._endpoint.now())
            self._endpoint.flush()

    def refuse_refer(self, status: int, reason: str | None = None) -> None:
        """Refuse what the peer's REFER asks."""
        if (referral := self._inner.referral) is not None:
            referral.refuse(self._endpoint.now(), status, reason)
            self._endpoint.flush()

    def tell_referred(self, status: int, reason: str | None = None) -> None:
        """Say how far the peer's REFER has got; nothing is said to whom nothing is due."""
        if (referral := self._inner.referral) is not None:
            referral.tell(self._endpoint.now(), status, reason)
            self._endpoint.flush()

    def is_dialog(self, replaces: Replaces) -> bool:
        """Whether that is this session's dialog, as its far side names it [RFC 3891 §3]."""
        inner, dialog = self._inner, self._inner.dialog
        named = (replaces.call_id, replaces.to_tag, replaces.from_tag)
        return dialog is not None and named == (inner.call_id, inner.local_tag, dialog.remote_tag)

    def end(self, status: int = 487, reason_header: str | None = None) -> None:
        """Be done with it, whatever the state: reject with `status`, cancel or hang up."""
        self._inner.end(self._endpoint.now(), status, _reason(reason_header))
        self._endpoint.flush()

    def _incoming(self) -> IncomingSession:
        if not isinstance(self._inner, IncomingSession):
            raise TypeError("a call of ours is not ours to answer")
        return self._inner


def _reason(value: str | None) -> Headers:
    return () if value is None else (("Reason", value),)
