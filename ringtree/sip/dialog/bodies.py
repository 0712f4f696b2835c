"""The session description within a message's body [RFC 3261 §7.4, RFC 5621]."""

from __future__ import annotations

from ringtree.sip.errors import BadHeader
from ringtree.sip.grammar import parse_params
from ringtree.sip.message import Message

SDP = "application/sdp"


def sdp_of(message: Message) -> bytes | None:
    """The session description a message carries, alone or as a part; None if it has none."""
    if not message.body:
        return None
    try:
        kind = message.content_type
    except BadHeader:
        return None
    if kind == SDP:
        return message.body
    if kind is not None and kind.startswith("multipart/"):
        return _part(message)
    return None


def _part(message: Message) -> bytes | None:
    _, semicolon, params = (message.get("Content-Type") or "").partition(";")
    try:
        boundary = parse_params(semicolon + params).get("boundary")
    except BadHeader:
        return None
    if not boundary:
        return None
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    for part in message.body.split(mark)[1:]:
        head, _, body = part.partition(b"\r\n\r\n")
        if SDP.encode() in head.lower():
            return body.removesuffix(b"\r\n")
    return None


def put_sdp(message: Message, sdp: bytes | None) -> None:
    """Make `sdp` the body; None leaves the message without one."""
    if sdp is not None:
        message.set("Content-Type", SDP)
        message.body = sdp
