"""What a server says to a request before it looks at what it is about [RFC 3261 §8.2].

`parse` judges the frame of a message, this module its content: are the mandatory headers there,
once each and readable, is it a method, a URI scheme, an extension and a body we understand? Pure
functions; who sends the answer decides whether one may be sent (never to an ACK).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from ringtree.sip.errors import BadHeader
from ringtree.sip.message import Request, Response

#: Methods that exist. One we do not serve is "not allowed", any other "not implemented".
KNOWN_METHODS: Final = frozenset(
    (
        *("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER"),  # RFC 3261
        *("PRACK", "UPDATE", "INFO", "REFER"),  # RFC 3262, 3311, 6086, 3515
        *("SUBSCRIBE", "NOTIFY", "MESSAGE", "PUBLISH"),  # RFC 6665, 3428, 3903
    )
)
_SDP: Final = "application/sdp"
_SDP_METHODS: Final = frozenset(("INVITE", "UPDATE"))
_SCHEMES: Final = frozenset(("sip", "sips", "tel"))


class Refusal(NamedTuple):
    """What to answer instead of serving a request."""

    status: int
    reason: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def response(self, request: Request, *, to_tag: str | None = None) -> Response:
        """The response that says so."""
        response = request.respond(self.status, self.reason, to_tag=to_tag)
        for name, value in self.headers:
            response.add(name, value)
        return response


def refusal(
    request: Request,
    *,
    methods: Collection[str] = KNOWN_METHODS,
    extensions: Collection[str] = (),
) -> Refusal | None:
    """What a server has to answer to a request it cannot take, None if it can.

    Args:
        methods: those the server serves.
        extensions: option tags the server knows, in lower case.
    """
    try:
        _check_mandatory(request)
    except BadHeader as error:
        return Refusal(400, f"Bad {error.name}")
    return (
        _refuse_method(request, methods)
        or _refuse_scheme(request)
        or _refuse_extensions(request, extensions)
        or (_refuse_body(request) if request.method in _SDP_METHODS else None)
    )


def is_usable(response: Response) -> bool:
    """Whether a response can be ours; any other is dropped without a word [RFC 3261 §8.1.3.3]."""
    try:
        _ = response.from_, response.to, response.call_id, response.cseq
        # Two Via values: it was meant for somebody behind whom we are not.
        return len(response.vias) == 1
    except BadHeader:
        return False


def _check_mandatory(request: Request) -> None:
    """Raise BadHeader unless all of RFC 3261 §8.1.1 is there; Max-Forwards may be missing, since
    clients of RFC 2543 do not send it."""
    _ = request.vias, request.call_id, request.max_forwards, request.routes
    _ = request.from_.uri, request.to.uri, request.content_type
    if request.cseq.method != request.method:
        raise BadHeader("CSeq", "of another method")
    if request.uri.headers:
        raise BadHeader("Request-URI", "has headers")  # RFC 3261 §19.1.1
    contacts = request.contacts
    if isinstance(contacts, list):
        for contact in contacts:
            _ = contact.uri


def _refuse_method(request: Request, methods: Collection[str]) -> Refusal | None:
    if request.method in methods:
        return None
    if request.method in KNOWN_METHODS:
        return Refusal(405, None, (("Allow", ", ".join(sorted(methods))),))
    return Refusal(501)


def _refuse_scheme(request: Request) -> Refusal | None:
    return None if request.uri.scheme in _SCHEMES else Refusal(416)


def _refuse_extensions(request: Request, extensions: Collection[str]) -> Refusal | None:
    if request.get("require") is None or request.method in ("ACK", "CANCEL"):
        return None  # RFC 3261 §8.2.2.3
    try:
        unknown = [option for option in request.require if option not in extensions]
    except BadHeader:
        return Refusal(400, "Bad Require")
    return Refusal(420, None, (("Unsupported", ", ".join(unknown)),)) if unknown else None


def _refuse_body(request: Request) -> Refusal | None:
    content_type = request.content_type
    if request.body and content_type != _SDP and not (content_type or "").startswith("multipart/"):
        return Refusal(415, None, (("Accept", _SDP),))
    if request.body and (request.get("content-encoding") or "identity").lower() != "identity":
        return Refusal(415, None, (("Accept-Encoding", "identity"),))
    accept = request.get("accept")
    if accept and not any(kind in accept.lower() for kind in (_SDP, "application/*", "*/*")):
        return Refusal(406)
    return None
