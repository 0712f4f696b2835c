"""What the transaction layer tells its user."""

from __future__ import annotations

from typing import NamedTuple

from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.transaction.machine import ClientTransaction, ServerTransaction, Transaction


class RequestReceived(NamedTuple):
    """A new request; it has to be answered through `tx`. Never an ACK or a CANCEL."""

    tx: ServerTransaction
    request: Request
    source: Hop


class ResponseReceived(NamedTuple):
    """A response to a request of ours. Of an INVITE there may be several 2xx."""

    tx: ClientTransaction
    response: Response


class AckReceived(NamedTuple):
    """The ACK of a 2xx, or one that belongs to nothing."""

    request: Request
    source: Hop


class CancelReceived(NamedTuple):
    """The INVITE of `tx` was cancelled; the CANCEL itself is answered already."""

    tx: ServerTransaction
    request: Request


class TimedOut(NamedTuple):
    """No final response came, or no ACK."""

    tx: Transaction


class TransportFailed(NamedTuple):
    """The message could not be delivered."""

    tx: Transaction


class StrayResponse(NamedTuple):
    """A response to nothing we know of."""

    response: Response
    source: Hop


Event = (
    RequestReceived
    | ResponseReceived
    | AckReceived
    | CancelReceived
    | TimedOut
    | TransportFailed
    | StrayResponse
)
