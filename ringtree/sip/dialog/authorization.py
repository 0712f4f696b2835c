"""Answering a digest challenge as a client, once [RFC 3261 §22.2, RFC 7616]."""

from __future__ import annotations

from typing import NamedTuple

from ringtree.sip import digest
from ringtree.sip.errors import BadHeader
from ringtree.sip.message import Request, Response

_HEADERS = {
    401: ("WWW-Authenticate", "Authorization"),
    407: ("Proxy-Authenticate", "Proxy-Authorization"),
}


class Credentials(NamedTuple):
    """What we prove ourselves with to a peer."""

    username: str
    password: str

    def __repr__(self) -> str:
        return f"Credentials({self.username!r}, …)"


def is_challenge(response: Response) -> bool:
    """Whether the peer asks who we are."""
    return response.status in _HEADERS


def authorize(request: Request, response: Response, credentials: Credentials) -> bool:
    """Make `request` ready to be sent again with the answer to a challenge.

    The Via is taken off; a new CSeq is the caller's to set. False if the challenge is none we
    can answer, or if the request carried credentials already: asking again means they are wrong.
    """
    asked, answered = _HEADERS[response.status]
    challenge = digest.pick(response.get_all(asked))
    if challenge is None or request.get(answered) is not None:
        return False
    try:
        value = digest.answer(
            challenge,
            method=request.method,
            uri=request.uri_text,
            username=credentials.username,
            password=credentials.password,
        )
    except BadHeader:
        return False
    request.remove("Via")
    request.set(answered, value)
    return True
