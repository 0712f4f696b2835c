"""A leg: one dialog plus its media [RFC 3261 §12, RFC 3264].

A leg turns what its session and its media report into call events for its listener, answers the
far side's new offers itself, and takes a handful of orders. It knows no other leg.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ringtree.calls.agreeing import AgreeingLeg, Listener
from ringtree.calls.cause import (
    Cause,
    CauseKind,
    cause,
    cause_of_response,
    deserves_another_trunk,
)
from ringtree.calls.events import (
    EarlyMedia,
    Failed,
    Left,
    LegEvent,
    Played,
    Pressed,
    Recorded,
    Ringing,
    TransferAsked,
)
from ringtree.calls.exchange import Exchange
from ringtree.media.plane import (
    DigitPressed,
    MediaEvent,
    MediaSilent,
    PlaybackFinished,
    RecordingFinished,
    WorkerLost,
)
from ringtree.sdp.negotiation import LocalMedia
from ringtree.sip.dialog import events as sip
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.transaction.machine import ServerTransaction
from ringtree.trunks.line import Line


class Leg(AgreeingLeg):
    """One dialog plus its media, in either direction.

    The listener hears of every event exactly once, and of `Left` or `Failed` as the last one.
    """

    __slots__ = ()

    def tell(self, event: LegEvent) -> None:
        self.listener(self, event)

    # -- the caller's side

    @classmethod
    def incoming(
        cls,
        exchange: Exchange,
        transaction: ServerTransaction,
        request: Request,
        source: Hop,
        listener: Listener,
    ) -> Leg:
        """Take a caller's INVITE; nothing is answered yet."""
        leg = cls(exchange, source, listener)
        leg.session = exchange.endpoint.accept_invite(transaction, request, source, leg._on_session)
        return leg

    def ring(self) -> None:
        """Tell the caller that the callee rings (180)."""
        self.session.ring()

    def open_early(self) -> bool:
        """Let the caller hear us before anything answers (183); whether that is possible.

        A caller who left the offer to us could only agree with it by a reliable provisional
        response [RFC 3262 §5], which we don't send.
        """
        if self.agreed is None:
            return False
        self.session.ring(183, self._answer)
        self._configure(self.agreed)
        return True

    def answer(self) -> None:
        """Answer the caller (200); audio flows from here on."""
        assert self._answer is not None, "open_media comes first"
        self.session.accept(self._answer)
        if self.agreed is not None:
            self._configure(self.agreed)

    def reject(
        self, why: Cause, *, text: str | None = None, retry_after: int | None = None
    ) -> None:
        """Refuse the caller with the cause's status."""
        headers = [("Reason", why.reason_header)]
        if retry_after is not None:
            headers.append(("Retry-After", str(retry_after)))
        self._over = True
        self.session.reject(why.status, text, headers)

    # -- the callee's side

    @classmethod
    def outgoing(
        cls,
        exchange: Exchange,
        invite: OutgoingInvite,
        local: LocalMedia,
        listener: Listener,
        line: Line | None = None,
    ) -> Leg:
        """Call a device; `invite.offer`, if there is one, was made from `local`.

        `line` is the trunk that it goes over, to be told how its addresses do.
        """
        leg = cls(exchange, invite.hop, listener)
        leg._local = local
        leg._line = line
        leg._is_late = invite.offer is None
        leg.session = exchange.endpoint.invite(invite, leg._on_session)
        return leg

    # -- both sides

    def confirm_end(self) -> None:
        """Let the far side's BYE, if there is one, be answered: the record is on disk."""
        if self._owes_answer:
            self._owes_answer = False
            self.session.confirm_bye()

    # -- what the session says

    def _on_session(self, event: sip.SessionEvent) -> None:
        _SESSION_EVENTS[type(event)](self, event)

    def _provisional(self, event: sip.Provisional) -> None:
        self.was_heard = True
        if event.status == 100:
            return
        if event.sdp is not None and self._hears_early(event.sdp):
            self.tell(EarlyMedia())
        else:
            self.tell(Ringing())

    def _hop_lost(self, event: sip.HopLost) -> None:
        self.source = self.session.remote
        if self._line is not None:
            self._line.hop_failed(event.hop, event.why)

    def _rejected(self, event: sip.Rejected) -> None:
        why = cause_of_response(event)
        if self._line is not None:
            self._line.call_failed(event.status, event.reason, deserved=deserves_another_trunk(why))
        self._finish(Failed(why))

    def _cancelled(self, _event: sip.Cancelled) -> None:
        self._finish(Left(cause(CauseKind.CANCELLED)))

    def _bye(self, _event: sip.ByeReceived) -> None:
        if self._over:
            self.session.confirm_bye()  # both hung up at once: the record is not waited for twice
            return
        self._owes_answer = True
        self._finish(Left(cause(CauseKind.NORMAL)))

    def _ended(self, event: sip.Ended) -> None:
        kind = _END_REASONS.get(event.reason, CauseKind.UNREACHABLE)
        self._finish(Left(cause(kind, event.reason.value)))

    def _ignored(self, _event: sip.SessionEvent) -> None:
        """A refused refresh is the session's matter."""

    def _referred(self, event: sip.Referred) -> None:
        """A REFER is taken by whoever can do it, and refused where nobody can; from a carrier
        never: it would have us call somebody at the company's cost."""
        asked = TransferAsked(event.target, event.replaces)
        if self._line is None and not self._over:
            self.tell(asked)
        if asked.taken:
            self.session.accept_refer()
        else:
            self.session.refuse_refer(asked.status, asked.why)

    def _info(self, event: sip.Info) -> None:
        """Digits of phones that send them by INFO (application/dtmf-relay)."""
        for line in event.body.decode("ascii", "replace").splitlines():
            name, _, value = line.partition("=")
            if name.strip().lower() == "signal" and (digit := value.strip()) in DIGITS:
                self.tell(Pressed(digit))

    # -- what the media says

    def on_media(self, event: MediaEvent) -> None:
        """Hear what this leg's media reports."""
        match event:
            case DigitPressed(digit=digit):
                self.tell(Pressed(digit))
            case PlaybackFinished():
                self.tell(Played(event.playback, event.position, event.complete))
            case RecordingFinished(seconds=seconds, error=error):
                self.tell(Recorded(seconds, error))
            case MediaSilent(seconds=seconds):
                text = f"no audio from either side for {seconds:.0f} s"
                self._break_off(Left(cause(CauseKind.SILENT, text)))
            case WorkerLost():
                self._break_off(Left(cause(CauseKind.MEDIA_LOST)))
            case _:
                pass


DIGITS = frozenset("0123456789*#ABCD")

_END_REASONS = {
    sip.EndReason.NO_ANSWER: CauseKind.NO_ANSWER,
    sip.EndReason.CANCELLED: CauseKind.CANCELLED,
    sip.EndReason.WITHDRAWN: CauseKind.CANCELLED,
    sip.EndReason.HUNG_UP: CauseKind.NORMAL,
    sip.EndReason.PEER_HUNG_UP: CauseKind.NORMAL,
    sip.EndReason.REJECTED: CauseKind.REFUSED,
}

_SESSION_EVENTS: dict[type[sip.SessionEvent], Callable[[Leg, Any], None]] = {
    sip.Provisional: Leg._provisional,
    sip.Accepted: Leg._accepted,
    sip.HopLost: Leg._hop_lost,
    sip.Rejected: Leg._rejected,
    sip.Cancelled: Leg._cancelled,
    sip.Offered: Leg._offered,
    sip.Confirmed: Leg._confirmed,
    sip.Answered: Leg._answered_anew,
    sip.OfferRefused: Leg._ignored,
    sip.ByeReceived: Leg._bye,
    sip.Ended: Leg._ended,
    sip.Info: Leg._info,
    sip.Referred: Leg._referred,
}
