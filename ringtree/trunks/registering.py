"""Registering at carriers: what is asked, and what comes of the answer."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.sip.hop import Hop
from ringtree.sip.message import Response
from ringtree.trunks import sending
from ringtree.trunks.line import Line
from ringtree.trunks.registration import RegistrationState
from ringtree.trunks.sending import Endpoint, granted, least, retry_after

#: Statuses by which a carrier says that it does not want this account.
REFUSALS = frozenset((400, 401, 402, 403, 404, 405, 407, 410, 416, 420, 433, 437, 438))


class Registering:
    """Sends REGISTER for trunks, and tells each what came of it."""

    __slots__ = ("_clock", "_endpoint")

    def __init__(self, endpoint: Endpoint, clock: Callable[[], float]) -> None:
        self._endpoint = endpoint
        self._clock = clock

    def register(self, line: Line, hop: Hop, now: float) -> None:
        """Ask for, or refresh, our contact there."""
        line.registration.begin(now)
        line.generation += 1
        generation = line.generation
        request = sending.register(
            line, hop, self._endpoint.local_address(hop), line.registration.expires
        )

        def on_response(response: Response | None) -> None:
            if line.generation == generation:
                self._registered(line, hop, response)

        self._endpoint.request(request, hop, on_response, line.credentials)

    def _registered(self, line: Line, hop: Hop, response: Response | None) -> None:
        registration, now = line.registration, self._clock()
        if response is None:
            why = self._endpoint.failure(hop) or "no answer to REGISTER"
            registration.failed(now, why)
            line.hop_failed(hop, why)
            return
        said = f"{response.status} {response.reason}".strip()
        if response.status == 200:
            line.hop_answered(hop)
            registration.accepted(now, granted(response, line.token, registration.expires))
        elif response.status == 423:
            registration.too_brief(now, least(response))
        elif response.status in REFUSALS:
            registration.refused(now, said)
            line.report(_refused(line, said))
        else:
            registration.failed(now, said, retry_after(response))
            if response.status in (408, 503):
                line.hop_failed(hop, f"{said} to REGISTER")
            else:
                line.report(f"{hop}: {said} to REGISTER")

    def unregister(self, line: Line) -> None:
        """Take our contact away; whether the carrier hears of it is not waited for."""
        hop = line.targets.current
        if hop is None or line.registration.state is RegistrationState.OFF:
            return
        request = sending.register(line, hop, self._endpoint.local_address(hop), 0)
        self._endpoint.request(request, hop, _nobody, line.credentials)
        line.registration.stop()


def _nobody(_response: Response | None) -> None:
    """Nobody waits for this answer."""


def _refused(line: Line, said: str) -> str:
    if line.password is None:
        return f"registration refused: {said}; no password is stored, see ringtree trunk secret"
    return f"registration refused: {said}; is the user name or the password wrong?"
