"""Requests that no telephone and no carrier sends."""

from __future__ import annotations

import re

from ringtree.company.model import split_account
from ringtree.sip.errors import BadHeader, BadUri
from ringtree.sip.message import Request

#: Programs that look for servers to rob, by how they introduce themselves.
_SCANNERS = re.compile(
    "friendly-scanner|friendly-request|sipvicious|sundayddr|sip-?scan|sipcli|iwar|pplsip|"
    "vaxsipuseragent|siparmyknife|smap|sipptk|gulp|test agent",
    re.IGNORECASE,
)


def scanner_of(request: Request) -> str | None:
    """The scanner that sent a request, if it says so itself."""
    agent = request.get("User-Agent")
    if agent is None:
        return None
    found = _SCANNERS.search(agent)
    return found.group().lower() if found else None


def speaks_as_account(request: Request) -> bool:
    """Whether From could be one of our accounts, whether or not there is such a one.

    Only the shape is looked at, so that nobody learns from the answer which accounts there are.
    """
    try:
        return split_account(request.from_.uri.user or "") is not None
    except (BadHeader, BadUri):
        return False


def named_account(request: Request) -> str:
    """What From calls itself, for counting; "" if nobody can read it."""
    try:
        return request.from_.uri.user or ""
    except (BadHeader, BadUri):
        return ""
