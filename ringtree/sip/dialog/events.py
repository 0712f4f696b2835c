"""What a session tells its listener. `Ended` is the last event, exactly once, for each session."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ringtree.sip.hop import Hop
from ringtree.sip.message import Response
from ringtree.sip.replaces import Replaces


class EndReason(StrEnum):
    """Why a session is over."""

    HUNG_UP = "hung up"
    """We sent BYE."""
    PEER_HUNG_UP = "peer hung up"
    CANCELLED = "cancelled"
    """The caller gave up before we answered."""
    WITHDRAWN = "withdrawn"
    """We gave up before the callee answered."""
    NO_ANSWER = "no answer"
    """It rang for as long as we let it."""
    REJECTED = "rejected"
    """The callee refused."""
    REFUSED = "refused"
    """We refused."""
    TIMEOUT = "timeout"
    """The peer never responded."""
    UNREACHABLE = "unreachable"
    """The transport failed."""
    NO_ACK = "no ack"
    """Our 2xx, or our reliable 1xx, was never acknowledged."""
    LOST = "lost"
    """The peer no longer knows the dialog, or has not refreshed it in time."""


class Provisional(NamedTuple):
    """The callee's phone says something before answering: 180 rings, 183 has early media."""

    status: int
    sdp: bytes | None


class HopLost(NamedTuple):
    """An address did not serve our INVITE; another is tried now, if there is one left."""

    hop: Hop
    why: str


class Accepted(NamedTuple):
    """The callee answered. `sdp` is the answer, or, if the INVITE carried no offer, the callee's
    offer, which `answer_offer` must answer: the ACK waits for it."""

    sdp: bytes | None


class Rejected(NamedTuple):
    """The callee refused. `headers` is the response itself."""

    status: int
    reason: str
    headers: Response | None


class Cancelled(NamedTuple):
    """The caller gave up; 487 is sent already."""

    reason: str | None


class Confirmed(NamedTuple):
    """The caller acknowledged our 2xx. `sdp` is the answer, if our 2xx carried the offer."""

    sdp: bytes | None


class Offered(NamedTuple):
    """The peer wants to change the media: `answer_offer` or `refuse_offer` is due.

    `sdp` None asks us for an offer: pass it to `answer_offer`; `Answered` follows.
    """

    sdp: bytes | None
    method: str


class Answered(NamedTuple):
    """The answer to an offer of ours within the dialog."""

    sdp: bytes | None


class OfferRefused(NamedTuple):
    """Our offer within the dialog was refused; everything stays as it was."""

    status: int


class ByeReceived(NamedTuple):
    """The peer hung up. The 200 waits for `confirm_bye`, at most two seconds."""

    reason: str | None


class Referred(NamedTuple):
    """The peer asks us to connect its other side with somebody else [RFC 3515]: `accept_refer` or
    `refuse_refer` is due. `target` is what it would dial; `replaces` the dialog of its own with
    that somebody, if it has one."""

    target: str
    replaces: Replaces | None


class Info(NamedTuple):
    """An INFO within the dialog, answered already."""

    content_type: str | None
    body: bytes


class Ended(NamedTuple):
    """The session is over."""

    reason: EndReason


SessionEvent = (
    Provisional
    | HopLost
    | Accepted
    | Rejected
    | Cancelled
    | Confirmed
    | Offered
    | Answered
    | OfferRefused
    | ByeReceived
    | Info
    | Referred
    | Ended
)
