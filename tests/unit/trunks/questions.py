"""A wire on which a test answers what was asked."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response


class Questions:
    """Every request that was sent, and who waits for its answer."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._waiting: list[Callable[[Response | None], None]] = []

    def local_host(self, remote: Hop) -> str:
        return "198.51.100.1"

    def local_address(self, remote: Hop) -> str:
        return "198.51.100.1:5060"

    def failure(self, hop: Hop) -> str | None:
        return None

    def request(
        self,
        request: Request,
        hop: Hop,
        on_response: Callable[[Response | None], None],
        credentials: Credentials | None = None,
    ) -> None:
        self.requests.append(request)
        self._waiting.append(on_response)

    def answer(self, status: int | None, **headers: str) -> None:
        """The oldest question's answer; None for silence."""
        response = None if status is None else Response(status)
        if response is not None:
            for name, value in headers.items():
                response.set(name.replace("_", "-"), value)
        self._waiting.pop(0)(response)
