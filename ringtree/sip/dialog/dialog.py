"""A dialog: who talks with whom, by which way, with which numbers [RFC 3261 §12]."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address

from ringtree.sip.errors import BadHeader
from ringtree.sip.headers import NameAddr, Star
from ringtree.sip.hop import Hop
from ringtree.sip.message import Message, Request, Response
from ringtree.sip.transaction.companions import MAX_FORWARDS
from ringtree.sip.transaction.timers import RELIABLE
from ringtree.sip.uri import Uri

_DEFAULT_PORTS = {"tls": 5061, "ws": 80, "wss": 443}


class Dialog:
    """One dialog, as its requests need it.

    `local` and `remote` are whole From and To values with their tags. `hop` is where the next
    request goes.
    """

    __slots__ = (
        "_keep_hop",
        "_strict",
        "call_id",
        "hop",
        "local",
        "local_cseq",
        "remote",
        "remote_cseq",
        "remote_tag",
        "routes",
        "target",
    )

    def __init__(
        self,
        *,
        call_id: str,
        local: str,
        remote: str,
        remote_tag: str | None,
        local_cseq: int,
        remote_cseq: int,
        routes: tuple[str, ...],
        target: str,
        peer: Hop,
        keep_hop: bool,
    ) -> None:
        self.call_id = call_id
        self.local = local
        self.remote = remote
        self.remote_tag = remote_tag
        self.local_cseq = local_cseq
        self.remote_cseq = remote_cseq
        self.routes = routes
        self.target = target
        self.hop = peer
        self._keep_hop = keep_hop
        self._strict = bool(routes) and "lr" not in NameAddr.parse(routes[0]).uri.params
        self._find_hop()

    @classmethod
    def answering(cls, invite: Request, local_tag: str, peer: Hop) -> Dialog:
        """The callee's dialog [RFC 3261 §12.1.1]. `peer` is where responses to the INVITE go.

        A caller of RFC 2543's days, without a Contact, is reached where its INVITE came from.

        Raises:
            BadHeader: no usable Contact, Route or address in the INVITE.
        """
        return cls(
            call_id=invite.call_id,
            local=f"{invite.get('To')};tag={local_tag}",
            remote=invite.get("From") or "",
            remote_tag=invite.from_.tag,
            local_cseq=0,
            remote_cseq=invite.cseq.number,
            routes=_route_set(invite),
            target=contact_of(invite) if invite.get("contact") else _address_of(peer),
            peer=peer,
            keep_hop=_behind_nat(invite, peer),
        )

    @classmethod
    def calling(cls, response: Response, peer: Hop, *, keep_hop: bool) -> Dialog:
        """The caller's dialog [RFC 3261 §12.1.2]. `peer` is where the INVITE was sent.

        A callee that forgot its Contact is reached where its INVITE went.

        Raises:
            BadHeader: no usable Record-Route in the response.
        """
        try:
            target = contact_of(response)
        except BadHeader:
            target = _address_of(peer)
        return cls(
            call_id=response.call_id,
            local=response.get("From") or "",
            remote=response.get("To") or "",
            remote_tag=response.to.tag,
            local_cseq=response.cseq.number,
            remote_cseq=-1,
            routes=_route_set(response)[::-1],
            target=target,
            peer=peer,
            keep_hop=keep_hop or peer.transport in RELIABLE,
        )

    def request(self, method: str, *, cseq: int | None = None) -> Request:
        """A request within the dialog; `cseq` only for an ACK, which repeats its INVITE's."""
        if cseq is None:
            self.local_cseq += 1
            cseq = self.local_cseq
        uri, routes = self.target, self.routes
        if self._strict:
            # The strict router wants its own address as the Request-URI [RFC 3261 §12.2.1.1].
            uri = NameAddr.parse(routes[0]).uri_text
            routes = (*routes[1:], f"<{self.target}>")
        request = Request(method, uri)
        for route in routes:
            request.add("Route", route)
        request.set("Max-Forwards", MAX_FORWARDS)
        request.set("From", self.local)
        request.set("To", self.remote)
        request.set("Call-ID", self.call_id)
        request.set("CSeq", f"{cseq} {method}")
        return request

    def in_order(self, request: Request) -> bool:
        """Whether a request is newer than all before it; if so, its number is noted [§12.2.2]."""
        number = request.cseq.number
        if number <= self.remote_cseq:
            return False
        self.remote_cseq = number
        return True

    def refresh_target(self, message: Message) -> None:
        """Take over the peer's new Contact; a bad or missing one changes nothing."""
        try:
            target = contact_of(message)
        except BadHeader:
            return
        if target != self.target:
            self.target = target
            self._find_hop()

    def _find_hop(self) -> None:
        if self._keep_hop:
            return
        uri = NameAddr.parse(self.routes[0]).uri if self.routes else Uri.parse(self.target)
        self.hop = next_hop(uri, self.hop)


def contact_of(message: Message) -> str:
    """The address the peer wants its next requests at.

    Raises:
        BadHeader: there is none, or it is no SIP address.
    """
    contacts = message.contacts
    if isinstance(contacts, Star) or not contacts:
        raise BadHeader("Contact", "missing")
    contact = contacts[0]
    if contact.uri.scheme not in ("sip", "sips"):
        raise BadHeader("Contact", "no SIP address")
    return contact.uri_text


def _address_of(hop: Hop) -> str:
    host = f"[{hop.host}]" if ":" in hop.host else hop.host
    return f"sip:{host}:{hop.port}"


def next_hop(uri: Uri, peer: Hop) -> Hop:
    """Where a request for `uri` goes, seen from `peer`, over which we know the other side.

    Numeric addresses only: a name (RFC 3263) and a private address that a public peer gave us
    lead back to the peer itself, as does its own address over an open connection.
    """
    host = uri.host
    if not is_numeric(host):
        return peer
    if host != peer.host:
        if is_private(host) and not is_private(peer.host):
            return peer
    elif peer.transport in RELIABLE:
        return peer
    transport = uri.transport
    return Hop(transport, host, uri.port or _DEFAULT_PORTS.get(transport, 5060))


def is_numeric(host: str) -> bool:
    """Whether `host` is an IP address, not a name."""
    return ":" in host or host.replace(".", "").isdigit()


@lru_cache(maxsize=4096)
def is_private(host: str) -> bool:
    """Whether `host` is an address that means something only in its own network."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


def _route_set(message: Message) -> tuple[str, ...]:
    return tuple(str(route) for route in message.record_routes)


def _behind_nat(invite: Request, peer: Hop) -> bool:
    """Whether the caller is to be answered elsewhere than it believes to be."""
    if peer.transport in RELIABLE:
        return True
    vias = invite.vias
    if len(vias) > 1 and not invite.record_routes:
        return False
    via = vias[0]
    return (via.host, via.port or 5060) != (peer.host, peer.port)
