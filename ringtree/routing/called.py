"""What a carrier's INVITE says: which number was called, who calls, who passed the call on.

Pure. Every header is a stranger's text: what can't be read is as if it were not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ringtree.sip.errors import BadHeader, BadUri
from ringtree.sip.grammar import split_list
from ringtree.sip.headers import NameAddr
from ringtree.sip.message import Request
from ringtree.sip.uri import Uri

#: Entries of Diversion and History-Info that are looked at.
MOST_ENTRIES = 10


def called_numbers(request: Request, own_user: str = "") -> Iterator[str]:
    """What was dialled, the likeliest first [RFC 3261 §8.1.1.1, RFC 7315 §4.2].

    A registered trunk is called at the contact it registered (`own_user`): the number then stands
    in P-Called-Party-ID or in To.
    """
    if request.uri.scheme in ("sip", "sips", "tel") and (user := request.uri.user):
        if user != own_user:
            yield user
            return
    for name in ("P-Called-Party-ID", "To"):
        uri = _uri(request.get(name))
        if uri is not None and uri.user and uri.user != own_user:
            yield uri.user


def asserted_caller(request: Request) -> str | None:
    """The caller by the carrier's own word [RFC 3325 §9.1]; a SIP and a tel URI may stand there."""
    for value in _entries(request, "P-Asserted-Identity"):
        uri = _uri(value)
        if uri is not None and uri.user:
            return uri.user
    return None


def redirected_by(request: Request) -> str | None:
    """The number that passed the call on last, by Diversion or History-Info.

    Diversion has the latest first [RFC 5806 §5], History-Info last, where the last entry is what
    is called now; only an entry with a cause was redirected [RFC 7044 §10.1].
    """
    for value in _entries(request, "Diversion"):
        uri = _uri(value)
        if uri is not None and uri.user:
            return uri.user
    return _from_history(list(_entries(request, "History-Info")))


def _from_history(entries: list[str]) -> str | None:
    uris = [_uri(value) for value in entries]
    for before, after in reversed(list(pairwise(uris))):
        if before is not None and before.user and after is not None and "cause" in after.params:
            return before.user
    # Some carriers put the cause at the number that redirects, and add no entry for us.
    for uri in reversed(uris):
        if uri is not None and uri.user and "cause" in uri.params:
            return uri.user
    return None


def _entries(request: Request, name: str) -> list[str]:
    try:
        return split_list(request.get_all(name))[:MOST_ENTRIES]
    except BadHeader:
        return []


def _uri(value: str | None) -> Uri | None:
    if not value:
        return None
    try:
        return NameAddr.parse(value).uri
    except (BadHeader, BadUri):
        return None
