"""What can be wrong with a message.

`Malformed` is the sender's fault and becomes an answer or silence; `UnsafeValue` is ours.

    Malformed
      MessageError   the message as a whole: no message, wrong version, lengths
      BadHeader      one header field
        BadUri       one address
    UnsafeValue      a value of ours that would break out of its line
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ringtree.sip.message import Request


class Malformed(Exception):
    """Something the peer sent does not follow the grammar."""


class BadHeader(Malformed):
    """A header field is missing, repeated or nonsense: 400 where needed [RFC 3261 §21.4.1]."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


class BadUri(BadHeader):
    """Text that is no URI [RFC 3261 §19.1]."""

    def __init__(self, why: str, name: str = "URI") -> None:
        super().__init__(name, why)


class MessageError(Malformed):
    """A message that cannot be taken as a whole.

    `request` is what could be read of a request, enough to answer `status` to it if it has a Via;
    None means nothing to answer to: a response, or bytes that are no message.
    """

    def __init__(self, status: int, why: str, request: Request | None = None) -> None:
        super().__init__(f"{status} {why}")
        self.status = status
        self.why = why
        self.request = request


class UnsafeValue(ValueError):
    """Our own code tried to write a line break into a message."""

    def __init__(self, what: str, value: str) -> None:
        super().__init__(f"{what} holds a line break: {value!r}")
        self.what = what
        self.value = value
