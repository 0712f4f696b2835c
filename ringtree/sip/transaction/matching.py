"""Which transaction a message belongs to [RFC 3261 §17.1.3, §17.2.3, §8.2.2.2]."""

from __future__ import annotations

from typing import Any

from ringtree.sip.headers import BRANCH_COOKIE
from ringtree.sip.message import Request, Response

Key = tuple[Any, ...]
_SHORTEST_BRANCH = len(BRANCH_COOKIE) + 1


def server_key(request: Request, method: str) -> Key:
    """The key of the server transaction `request` belongs to, were its method `method`.

    An ACK and a CANCEL find their INVITE by asking with `INVITE`. A branch without the magic
    cookie, or of the cookie alone, is an RFC 2543 client's and says nothing: there the whole
    request decides.

    Raises:
        BadHeader: what is needed cannot be read.
    """
    via = request.via
    branch = via.branch
    if branch and len(branch) >= _SHORTEST_BRANCH and branch.startswith(BRANCH_COOKIE):
        return (branch, via.host, via.port, method)
    return (
        request.uri_text,
        request.from_.tag,
        request.call_id,
        request.cseq.number,
        str(via),
        method,
    )


def client_key(response: Response) -> Key:
    """The key of the client transaction `response` belongs to.

    Raises:
        BadHeader: what is needed cannot be read.
    """
    return (response.via.branch, response.cseq.method)


def merge_key(request: Request) -> Key | None:
    """What two copies of a request that came by different ways have in common.

    None for a request inside a dialog, which cannot have been forked.
    """
    if request.to.tag is not None:
        return None
    return (request.call_id, request.from_.tag, *request.cseq)
