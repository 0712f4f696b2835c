"""A call to be made, and the INVITE that makes it, the first one and those of later tries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ringtree.sip.dialog import reliable, session_timer
from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.dialog.session import Headers
from ringtree.sip.headers import NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.transaction.companions import MAX_FORWARDS
from ringtree.sip.uri import Uri


@dataclass(slots=True)
class OutgoingInvite:
    """A call to be made.

    `hop` is where the INVITE goes; `route` holds Route values (a Path) it has to follow.
    `ring_limit` bounds the ringing, in seconds. `offer` None asks the callee for one.
    `behind_nat` keeps all requests of the dialog on `hop`, whatever the callee's Contact says.
    `max_forwards` is what is left of the calling leg's, so that loops through us end.
    `fallbacks` are tried in turn when a hop answers 503 or, for `patience` seconds, nothing
    [RFC 3263 §4.3]. `reliable` is `offer` or `require` (RFC 3262); `session_expires` the seconds
    after which the call must be refreshed (RFC 4028). `redirect` says where the target of a 3xx
    is reached, None for a target that is not to be followed.
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
    fallbacks: tuple[Hop, ...] = ()
    patience: float | None = None
    reliable: str | None = None
    session_expires: int | None = None
    redirect: Callable[[Uri], Hop | None] | None = None


#: What belongs to one try of an INVITE, by its transaction, address or challenge.
_OF_A_TRY = frozenset(("via", "authorization", "proxy-authorization", "content-length"))


def first_request(invite: OutgoingInvite, call_id: str, tag: str) -> Request:
    """The INVITE of a call, but for what depends on where it goes."""
    request = Request("INVITE", invite.target)
    for route in invite.route:
        request.add("Route", route)
    forwards = invite.max_forwards
    request.set("Max-Forwards", MAX_FORWARDS if forwards is None else str(forwards))
    request.set("From", f"{invite.from_};tag={tag}")
    request.set("To", invite.to)
    request.set("Call-ID", call_id)
    request.set("CSeq", "1 INVITE")
    return request


def extensions(invite: OutgoingInvite) -> Headers:
    """What of RFC 3262 and RFC 4028 an INVITE offers.

    An INVITE without an offer is not for reliable responses: they would bring it [RFC 3262 §5].
    """
    supported = []
    if invite.reliable is not None and invite.offer is not None:
        if invite.reliable == "require":
            yield "Require", reliable.OPTION
        else:
            supported.append(reliable.OPTION)
    if invite.session_expires is not None:
        supported.append(session_timer.OPTION)
        yield from session_timer.asked(invite.session_expires)
    if supported:
        yield "Supported", ", ".join(supported)


def anew(old: Request, uri: Uri | None = None) -> Request:
    """The INVITE as before its first transaction: without Via and proofs of the last one.

    `uri` is another target, where a redirection names one.
    """
    request = Request("INVITE", uri or old.uri_text)
    for name in old.names():
        if name.lower() not in _OF_A_TRY:
            for value in old.get_all(name):
                request.add(name, value)
    request.body = old.body
    return request
