"""A request outside of dialogs: OPTIONS to a phone, REGISTER at a carrier."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ringtree.sip.dialog.authorization import Credentials, authorize, is_challenge
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.transaction.machine import ClientTransaction, Transaction

if TYPE_CHECKING:
    from ringtree.sip.dialog.agent import UserAgent

OnResponse = Callable[[Response | None], None]


class Inquiry:
    """Waits for the final response, answering one challenge on the way."""

    __slots__ = ("_agent", "_credentials", "_hop", "_on_response", "_request")

    def __init__(
        self,
        agent: UserAgent,
        request: Request,
        hop: Hop,
        on_response: OnResponse,
        credentials: Credentials | None,
    ) -> None:
        self._agent = agent
        self._request: Request | None = request
        self._hop = hop
        self._on_response = on_response
        self._credentials = credentials

    def send(self, now: float) -> None:
        """Send the request."""
        request = self._request
        assert request is not None
        if self._credentials is None:
            self._request = None
        self._agent.layer.send_request(request, self._hop, now, self)

    def on_response(self, tx: ClientTransaction, response: Response, now: float) -> None:
        if response.status < 200:
            return
        request, self._request = self._request, None
        if (
            request is not None
            and self._credentials is not None
            and is_challenge(response)
            and authorize(request, response, self._credentials)
        ):
            request.set("CSeq", f"{request.cseq.number + 1} {request.method}")
            self._agent.layer.send_request(request, self._hop, now, self)
            return
        self._agent.notices.append((self._on_response, response))

    def on_failure(self, tx: Transaction, now: float, *, timed_out: bool) -> None:
        self._agent.notices.append((self._on_response, None))
