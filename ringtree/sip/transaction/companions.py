"""The two requests that belong to an INVITE's own transaction: ACK of a refusal, and CANCEL."""

from __future__ import annotations

from collections.abc import Iterable

from ringtree.sip.message import Request, Response

MAX_FORWARDS = "70"


def _companion(method: str, invite: Request, to: str) -> Request:
    request = Request(method, invite.uri_text)
    request.set("Via", invite.via)
    for line in invite.get_all("Route"):
        request.add("Route", line)
    request.set("Max-Forwards", MAX_FORWARDS)
    request.set("From", invite.get("From") or "")
    request.set("To", to)
    request.set("Call-ID", invite.call_id)
    request.set("CSeq", f"{invite.cseq.number} {method}")
    return request


def build_ack(invite: Request, response: Response) -> Request:
    """The ACK of a final response other than 2xx [RFC 3261 §17.1.1.3]."""
    return _companion("ACK", invite, response.get("To") or invite.get("To") or "")


def build_cancel(invite: Request, headers: Iterable[tuple[str, str]] = ()) -> Request:
    """The CANCEL of an INVITE; `headers` may say why [RFC 3261 §9.1, RFC 3326]."""
    request = _companion("CANCEL", invite, invite.get("To") or "")
    for name, value in headers:
        request.add(name, value)
    return request
