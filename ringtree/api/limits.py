"""What stands before every route: how much a request may send, and what browsers may do with us.

Plain ASGI, so that streams pass through untouched.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from ringtree.api.problem import TooLarge

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MB = 1_000_000
#: The largest document is some 300 kB of text.
BODY_LIMIT = 2 * MB
#: Recordings and tables are uploaded under these.
UPLOAD_LIMIT = 110 * MB

#: antd writes style elements; scripts come from our own files alone. Blobs are recordings and
#: downloads that the page itself has made.
POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; font-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(self)"),
)
_HSTS = (b"strict-transport-security", b"max-age=31536000")


class SecurityHeaders:
    """Adds the headers to every answer."""

    def __init__(self, app: App, *, is_https: bool) -> None:
        self._app = app
        self._headers = (*_HEADERS, _HSTS) if is_https else _HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message.get("headers", ())}
                more = [one for one in self._headers if one[0] not in present]
                message["headers"] = [*message.get("headers", ()), *more]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses a body that is too large, whether it says so or not, before it fills the memory."""

    def __init__(self, app: App, *, uploads: tuple[str, ...] = ("/uploads/", "/import/")) -> None:
        """Addresses with one of `uploads` in them have the larger limit."""
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(scope["path"])
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        received = 0

        async def counted() -> Message:
            nonlocal received
            if int(declared) > limit:  # the server has seen to it that it is a number
                raise TooLarge(limit=limit // MB)
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise TooLarge(limit=limit // MB)
            return message

        await self._app(scope, counted, send)

    def _limit(self, path: str) -> int:
        return UPLOAD_LIMIT if any(one in path + "/" for one in self._uploads) else BODY_LIMIT
