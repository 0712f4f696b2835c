"""The transaction layer: from messages to transactions and back [RFC 3261 §17].

Pure: messages go in by `receive`, time by `timers.run`, the user's wishes by the `send_…` calls.
After each of them the driver has to write what is in `outbox` and the user to take what is in
`events`.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from secrets import token_hex

from ringtree.sip.errors import BadHeader
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.transaction import client, invite_client, invite_server, server
from ringtree.sip.transaction.companions import build_ack, build_cancel
from ringtree.sip.transaction.core import TransactionCore
from ringtree.sip.transaction.events import (
    AckReceived,
    CancelReceived,
    RequestReceived,
    ResponseReceived,
    StrayResponse,
    TransportFailed,
)
from ringtree.sip.transaction.machine import (
    Action,
    ClientTransaction,
    ServerTransaction,
)
from ringtree.sip.transaction.matching import Key, client_key, merge_key, server_key
from ringtree.sip.transaction.timers import RELIABLE

RETRY_AFTER_OVERLOAD = "10"
#: The headers by which a peer knows what an answer is to.
_MATCHED_BY = ("via", "from", "to", "call-id", "cseq")

_INVITE_RESPONSE = {
    1: invite_client.Input.RECV_1XX,
    2: invite_client.Input.RECV_2XX,
}
_INVITE_ANSWER = {
    1: invite_server.Input.SEND_1XX,
    2: invite_server.Input.SEND_2XX,
}


class TransactionLayer(TransactionCore):
    """Matches messages with transactions, makes new ones, and sends for its user.

    Beyond its limit new requests get 503.
    """

    __slots__ = ()

    # receiving

    def receive(self, message: Request | Response, source: Hop, now: float) -> None:
        """Take one message from the network. Never raises for what a peer may have written."""
        if isinstance(message, Response):
            self._receive_response(message, source, now)
            return
        try:
            via = message.via
            if via.host != source.host or "rport" in via.params:
                message.mark_source(source)
        except BadHeader:
            self.refuse_to_source(message, source, 400)
            return
        try:
            self._receive_request(message, source, now)
        except BadHeader as error:
            self.refuse(message, source, 400, f"Bad {error.name}")

    def refuse(
        self, request: Request, source: Hop, status: int, reason: str | None = None, **headers: str
    ) -> None:
        """Answer without a transaction; the request's Via must be marked with its source.

        An ACK is never answered. In `headers` an underscore stands for the hyphen.
        """
        if request.method == "ACK":
            return
        response = request.respond(status, reason, to_tag=token_hex(4))
        for name, value in headers.items():
            response.set(name.replace("_", "-"), value)
        self.outbox.append((response.to_bytes(), _response_hop(request, source)))

    def refuse_to_source(self, request: Request, source: Hop, status: int) -> None:
        """Answer where a request came from, its Via being unreadable [RFC 4475 §3.1.2.1, .16].

        Only what its sender can match with an answer gets one; the rest is noise.
        """
        if request.method == "ACK" or not all(map(request.get, _MATCHED_BY)):
            return
        with suppress(BadHeader):
            response = request.respond(status, to_tag=token_hex(4))
            self.send_raw(response.to_bytes(), source)

    def _receive_request(self, request: Request, source: Hop, now: float) -> None:
        method = request.method
        key = server_key(request, "INVITE" if method == "ACK" else method)
        tx = self._servers.get(key)
        if tx is not None:
            self._receive_again(tx, request, source, now)
        elif method == "ACK":
            self.events.append(AckReceived(request, source))
        elif len(self._servers) >= self.limit:
            self.refuse(request, source, 503, Retry_After=RETRY_AFTER_OVERLOAD)
        elif method == "CANCEL":
            self._receive_cancel(request, source, key, now)
        else:
            self._receive_new(request, source, key, now)

    def _receive_again(
        self, tx: ServerTransaction, request: Request, source: Hop, now: float
    ) -> None:
        given: StrEnum = server.Input.RECV_REQUEST
        if request.method == "ACK":
            given = invite_server.Input.RECV_ACK
        elif request.method == "INVITE":
            given = invite_server.Input.RECV_INVITE
        if not tx.accepts(given):
            return  # The network may say what it likes; what no row asks for is dropped.
        for action in self._feed(tx, given, now):
            if action is Action.PASS:
                self.events.append(AckReceived(request, source))
            else:
                self._perform(tx, action)

    def _receive_new(self, request: Request, source: Hop, key: Key, now: float) -> None:
        merge = merge_key(request)
        tx = self._open_server(request, source, key, now)
        if merge is not None:
            if merge in self._merged:
                self.respond(tx, request, 482, now=now)  # RFC 3261 §8.2.2.2
                return
            self._merged[merge] = tx
            tx.merge_key = merge
        self.events.append(RequestReceived(tx, request, source))

    def _receive_cancel(self, request: Request, source: Hop, key: Key, now: float) -> None:
        invite = self._servers.get(server_key(request, "INVITE"))
        tx = self._open_server(request, source, key, now)
        if invite is None:
            self.respond(tx, request, 481, now=now)
            return
        # The tag of the INVITE's own responses [RFC 3261 §9.2].
        tx.to_tag = invite.to_tag
        self.respond(tx, request, 200, now=now)
        self.events.append(CancelReceived(invite, request))

    def _open_server(
        self, request: Request, source: Hop, key: Key, now: float
    ) -> ServerTransaction:
        kind = invite_server.InviteServer if request.method == "INVITE" else server.Server
        schedule = self._server_schedules[source.transport in RELIABLE, request.method == "INVITE"]
        tx = kind(schedule, now)
        tx.layer = self
        tx.method = request.method
        tx.to_tag = token_hex(6)
        tx.hop = _response_hop(request, source)
        tx.request = request
        tx.key = key
        self._servers[key] = tx
        self.timers.watch(tx)
        return tx

    def _receive_response(self, response: Response, source: Hop, now: float) -> None:
        try:
            tx = self._clients.get(client_key(response))
            if len(response.vias) > 1:
                return  # Not meant for us, or not for us alone [RFC 3261 §8.1.3.3].
        except BadHeader:
            return
        if tx is None:
            self.events.append(StrayResponse(response, source))
            return
        given = _response_input(tx, response.status)
        if not tx.accepts(given):
            return
        for action in self._feed(tx, given, now):
            if action is Action.PASS:
                self.events.append(ResponseReceived(tx, response))
            elif action is Action.ACK and tx.request is not None:
                tx.wire = build_ack(tx.request, response).to_bytes()
                tx.request = None
                self._write(tx)
            else:
                self._perform(tx, action)
        _let_go(tx)

    # sending

    def send_request(
        self, request: Request, hop: Hop, now: float, owner: object = None
    ) -> ClientTransaction:
        """Give the request its Via and send it; what becomes of it comes as events.

        `owner` is found again as the transaction's `owner`.
        """
        self._branches += 1
        branch = f"{self._prefix}{self._branches:x}"
        request.prepend(
            "Via",
            f"SIP/2.0/{hop.transport.upper()} {self._sent_by(hop)};rport;branch={branch}",
        )
        return self._open_client(request, branch, hop, now, owner)

    def send_cancel(
        self, invite: ClientTransaction, now: float, headers: Iterable[tuple[str, str]] = ()
    ) -> ClientTransaction | None:
        """Cancel an INVITE of ours; the user waits for the first provisional [RFC 3261 §9.1].

        None if there is nothing left to cancel.
        """
        if invite.request is None or invite.hop is None:
            return None
        request = build_cancel(invite.request, headers)
        return self._open_client(request, str(invite.key[0]), invite.hop, now, None)

    def abandon(self, invite: ClientTransaction, now: float) -> None:
        """Stop waiting for the final response to a cancelled INVITE of ours [RFC 3261 §9.1]."""
        if invite.accepts(invite_client.Input.ABANDON):
            self._feed(invite, invite_client.Input.ABANDON, now)
            _let_go(invite)

    def _open_client(
        self, request: Request, branch: str, hop: Hop, now: float, owner: object
    ) -> ClientTransaction:
        invite = request.method == "INVITE"
        kind = invite_client.InviteClient if invite else client.Client
        tx = kind(self._client_schedules[hop.transport in RELIABLE, invite], now)
        tx.layer = self
        tx.hop = hop
        tx.owner = owner
        tx.request = request if invite else None
        tx.wire = request.to_bytes()
        tx.key = (branch, request.method)
        if len(self._clients) >= self.limit:
            self.events.append(TransportFailed(tx))
            return tx
        self._clients[tx.key] = tx
        self.timers.watch(tx)
        self._write(tx)
        return tx

    def send_response(self, tx: ServerTransaction, response: Response, now: float) -> bytes:
        """Answer a request; returns what was written.

        Raises `LocalProtocolError` if it has had its final response.
        """
        kind = response.status // 100
        given: StrEnum
        if tx.method == "INVITE":
            given = _INVITE_ANSWER.get(kind, invite_server.Input.SEND_3XX_6XX)
        else:
            given = server.Input.SEND_1XX if kind == 1 else server.Input.SEND_FINAL
        actions = self._feed(tx, given, now)
        if kind != 1:
            tx.request = None
        tx.wire = data = response.to_bytes()
        for action in actions:
            self._perform(tx, action)
        if tx.state is invite_server.State.ACCEPTED:
            tx.wire = b""  # The dialog repeats the 2xx.
        return data

    def send_and_forget(self, tx: ServerTransaction, response: Response) -> None:
        """Answer a request and keep nothing: a repetition is answered anew [RFC 3261 §8.2.7].

        For challenges: who has not proved to be anybody must not cost us memory for 32 s.
        """
        tx.wire = response.to_bytes()
        self._write(tx)
        self._remove(tx)

    def resend(self, tx: ServerTransaction) -> None:
        """Write the last provisional response once more."""
        self._write(tx)

    def respond(
        self,
        tx: ServerTransaction,
        request: Request,
        status: int,
        reason: str | None = None,
        *,
        now: float,
    ) -> None:
        """Answer with nothing but what every response carries."""
        response = request.respond(status, reason, to_tag=tx.to_tag)
        self.send_response(tx, response, now)

    def sent_by_us(self, request: Request) -> bool:
        """Whether an unanswered INVITE of ours has come back for the same address: a loop."""
        for via in request.vias:
            tx = self._clients.get((via.branch, request.method))
            if tx is not None and tx.request is not None:
                return tx.request.uri_text == request.uri_text
        return False

    def send_raw(self, data: bytes, hop: Hop) -> None:
        """Send outside of every transaction: the ACK of a 2xx, a 2xx once more."""
        self.outbox.append((data, hop))

    def send_stateless(self, request: Request, hop: Hop) -> bytes:
        """Give an ACK its Via and send it once; returns what was written."""
        self._branches += 1
        request.prepend(
            "Via",
            f"SIP/2.0/{hop.transport.upper()} {self._sent_by(hop)};rport"
            f";branch={self._prefix}{self._branches:x}",
        )
        data = request.to_bytes()
        self.outbox.append((data, hop))
        return data


def _response_hop(request: Request, source: Hop) -> Hop:
    # On a stream the response takes the connection the request came over [RFC 3261 §18.2.2].
    if source.transport in RELIABLE:
        return source
    hop = request.via.response_hop()
    return hop if hop.transport == source.transport else hop._replace(transport=source.transport)


def _response_input(tx: ClientTransaction, status: int) -> StrEnum:
    if isinstance(tx, invite_client.InviteClient):
        return _INVITE_RESPONSE.get(status // 100, invite_client.Input.RECV_3XX_6XX)
    return client.Input.RECV_1XX if status < 200 else client.Input.RECV_FINAL


def _let_go(tx: ClientTransaction) -> None:
    """Drop what this state will never send again."""
    state = tx.state
    if state is invite_client.State.PROCEEDING:
        tx.wire = b""
    elif state is invite_client.State.ACCEPTED or state is client.State.COMPLETED:
        tx.wire = b""
        tx.request = None
