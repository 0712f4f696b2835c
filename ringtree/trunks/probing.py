"""Asking carriers whether they are alive: OPTIONS, and what an answer says."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.sip.hop import Hop
from ringtree.sip.message import Response
from ringtree.trunks.line import Line
from ringtree.trunks.sending import Endpoint, OnResponse, options


class Probing:
    """Sends OPTIONS for trunks, and tells each what came of it."""

    __slots__ = ("_clock", "_endpoint")

    def __init__(self, endpoint: Endpoint, clock: Callable[[], float]) -> None:
        self._endpoint = endpoint
        self._clock = clock

    def ask(self, line: Line, hop: Hop, now: float) -> None:
        """Ask the address in use; silence and 503 count against it."""

        def on_response(response: Response | None) -> None:
            if hop != line.targets.current:
                return
            if response is None or response.status == 503:
                line.probe.unreachable()
            else:
                line.came_alive(hop, self._clock() - now)

        self._send(line, hop, on_response)

    def try_again(self, line: Line, hop: Hop) -> None:
        """Ask a better address that had failed; if it answers, it is used again."""

        def on_response(response: Response | None) -> None:
            if response is not None and response.status != 503:
                line.hop_answered(hop)

        self._send(line, hop, on_response)

    def _send(self, line: Line, hop: Hop, on_response: OnResponse) -> None:
        request = options(line, hop, self._endpoint.local_host(hop))
        self._endpoint.request(request, hop, on_response, line.credentials)
