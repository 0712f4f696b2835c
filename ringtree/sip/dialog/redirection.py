"""Following 3xx: to targets we may go to, each once, and not for ever [RFC 3261 §8.1.3.4]."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.sip.headers import Star
from ringtree.sip.hop import Hop
from ringtree.sip.message import Response
from ringtree.sip.uri import Uri

#: Targets that redirections may lead a call to, one after the other.
MOST_REDIRECTS = 5


class Redirection:
    """Where one call was led.

    Args:
        reach: where a target is reached, None for one that is not to be followed.
    """

    __slots__ = ("_followed", "_reach")

    def __init__(self, reach: Callable[[Uri], Hop | None]) -> None:
        self._reach = reach
        self._followed: set[str] = set()

    def follow(self, response: Response, asked: str) -> tuple[Uri, Hop] | None:
        """The next target that a 3xx to a request for `asked` names; None if there is none.

        Raises:
            BadHeader: Contact can't be read.
        """
        contacts = response.contacts
        if isinstance(contacts, Star):
            return None
        self._followed.add(asked)
        for contact in contacts:
            uri = contact.uri.as_request_uri()
            hop = self._reach(uri)
            if hop is None or str(uri) in self._followed or len(self._followed) > MOST_REDIRECTS:
                continue
            self._followed.add(str(uri))
            return uri, hop
        return None
