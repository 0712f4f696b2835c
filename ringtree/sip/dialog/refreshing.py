"""The session timer: by when a session is refreshed, by whom, and what if not [RFC 4028]. Pure."""

from __future__ import annotations

from ringtree.sip.dialog import session_timer
from ringtree.sip.dialog.call_states import Input, State
from ringtree.sip.dialog.sending import Headers, SendingSession
from ringtree.sip.dialog.session_timer import Agreement, Clock
from ringtree.sip.message import Request, Response

REFRESH_PAUSE = 5.0
"""Seconds at least between a refresh that failed and the next try."""

#: States in which the dialog may be refreshed and changed.
OPEN = (State.INVITED, State.ANSWERED, State.CLOSING, State.TALKING)
#: Statuses after which the peer has no dialog any more [RFC 3261 §12.2.1.2].
_DIALOG_GONE = (408, 481)


class RefreshingSession(SendingSession):
    """An INVITE session that is refreshed."""

    __slots__ = ()

    def agree(self, agreement: Agreement | None, now: float) -> None:
        """Count anew: the session has just been made or refreshed; None: it needs no refresh."""
        self.agreement = agreement
        self.stop(Clock.REFRESH, Clock.LAPSED)
        if agreement is None or self.state not in OPEN:
            return
        self.wind(Clock.LAPSED, now + agreement.lapses_after)
        if agreement.ours:
            self.wind(Clock.REFRESH, now + agreement.refresh_after)

    def agree_as_callee(self, request: Request, now: float) -> Headers:
        """Agree with a request that refreshes; the headers its 2xx has to carry."""
        if request.get("Session-Expires") is None:
            if self.agreement is not None:
                self.agree(None, now)
            return ()
        agreement, headers = session_timer.answered(request)
        self.agree(agreement, now)
        return headers

    def refresh_headers(self) -> Headers:
        """What our re-INVITEs and UPDATEs say of the session's time."""
        if self.agreement is None:
            return ()
        return (
            *session_timer.asked(self.agreement.expires, refresh=self.agreement.ours),
            ("Supported", session_timer.OPTION),
        )

    def refreshed(self, response: Response, now: float) -> None:
        """A re-INVITE or UPDATE of ours was accepted."""
        if self.agreement is not None:
            self.agree(session_timer.agreed(response), now)

    def _send_refresh(self, now: float) -> None:
        if self.state is not State.TALKING:
            return
        if self.peer_updates:
            self._refresh = self.send("UPDATE", now, headers=self.refresh_headers())
        elif self.local_sdp is not None:
            self.offers.reoffer(now, self.local_sdp, "INVITE")

    def _on_refresh_response(self, response: Response, now: float) -> None:
        self._refresh = None
        if response.status < 300:
            self.refreshed(response, now)
        else:
            self.refresh_failed(response.status, now, session_timer.least(response))

    def refresh_failed(self, status: int, now: float, least: int | None = None) -> None:
        """Try again before the session lapses; a dialog that is gone is hung up [RFC 4028 §10]."""
        agreement = self.agreement
        if agreement is None or not agreement.ours:
            return
        if status in _DIALOG_GONE:
            self.hear(Input.DIALOG_LOST, now)
        elif status == 422 and least is not None and least > agreement.expires:
            self.agreement = Agreement(least, ours=True)
            self._send_refresh(now)
        else:
            self.wind(Clock.REFRESH, now + max(REFRESH_PAUSE, agreement.expires / 8))
