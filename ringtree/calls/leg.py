"""A leg: one dialog plus its media [RFC 3261 §12, RFC 3264].

A leg turns what its session and its media report into call events for its listener, answers the
far side's new offers itself, and takes a handful of orders. It knows no other leg.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog

from ringtree.calls.agreement import BadOffer, agree, local_media, open_media_leg
from ringtree.calls.cause import (
    Cause,
    CauseKind,
    cause,
    cause_of_response,
    deserves_another_trunk,
)
from ringtree.calls.events import (
    Answered,
    EarlyMedia,
    Failed,
    Held,
    Left,
    LegEvent,
    Played,
    Pressed,
    Recorded,
    Resumed,
    Ringing,
    TransferAsked,
)
from ringtree.calls.exchange import Exchange
from ringtree.media.plane import (
    DigitPressed,
    MediaEvent,
    MediaLeg,
    MediaRoom,
    MediaSilent,
    PlaybackFinished,
    RecordingFinished,
    RemoteMedia,
    WorkerLost,
)
from ringtree.sdp.description import Description, SdpError
from ringtree.sdp.negotiation import Agreed, LocalMedia, accept_answer, offer
from ringtree.sip.dialog import events as sip
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.transaction.machine import ServerTransaction
from ringtree.trunks.line import Line
from ringtree.wire.session import Session

log = structlog.get_logger(__name__)

Listener = Callable[["Leg", LegEvent], None]


class Leg:
    """One dialog plus its media, in either direction.

    The listener hears of every event exactly once, and of `Left` or `Failed` as the last one.
    """

    __slots__ = (
        "_answer",
        "_exchange",
        "_is_late",
        "_line",
        "_local",
        "_over",
        "_owes_answer",
        "agreed",
        "held",
        "id",
        "listener",
        "media",
        "session",
        "source",
        "was_heard",
    )

    def __init__(self, exchange: Exchange, source: Hop, listener: Listener) -> None:
        self.id = secrets.token_hex(4)
        self.source = source
        self.listener = listener
        self.session: Session
        self.media: MediaLeg | None = None
        self.agreed: Agreed | None = None
        self.held = False
        self.was_heard = False
        """Whether the far side has said anything at all."""
        self._exchange = exchange
        self._local: LocalMedia | None = None
        self._answer: bytes | None = None
        self._over = False
        self._owes_answer = False
        self._line: Line | None = None
        self._is_late = False

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

    async def open_media(self, room: MediaRoom) -> None:
        """Get a media address for the answer and agree with the caller's offer, if there is one.

        Raises:
            BadOffer: the offer is unreadable (400) or has nothing we speak (488).
            NoPortLeft, WorkerLost: the media plane can't take another leg.
        """
        host = self._exchange.endpoint.local_host(self.source)
        self.media = await open_media_leg(room, host, self.on_media)
        self._local = local_media(host, self.media.port)
        if (sdp := self.session.remote_sdp) is None:
            self._answer = offer(self._local)
        else:
            self._answer, self.agreed = agree(sdp, self._local)

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

    def take_media(self, media: MediaLeg) -> None:
        """Become the user of the media leg whose address was offered: this device won."""
        self.media = media
        if self.agreed is not None:
            self._configure(self.agreed)

    def move_media(self, media: MediaLeg) -> None:
        """Go on over another media leg, and tell the far side by a re-INVITE where that is."""
        assert self._local is not None
        self.media = media
        self._local = replace(self._local, port=media.port, version=self._local.version + 1)
        if self.agreed is not None:
            self._configure(self.agreed)
        self.session.reoffer(offer(self._local))

    # -- both sides

    @property
    def is_over(self) -> bool:
        """Whether the dialog has ended or never came to be."""
        return self._over

    def hang_up(self, why: Cause) -> None:
        """End the leg in whatever state it is: reject, CANCEL or BYE. `Left` does not follow."""
        if not self._over:
            self._over = True
            self.session.end(why.status, reason_header=why.reason_header)

    def confirm_end(self) -> None:
        """Let the far side's BYE, if there is one, be answered: the record is on disk."""
        if self._owes_answer:
            self._owes_answer = False
            self.session.confirm_bye()

    def _configure(self, agreed: Agreed) -> None:
        assert self.media is not None
        self.media.configure(RemoteMedia.from_agreed(agreed, signalling_host=self.source.host))

    # -- what the session says

    def _on_session(self, event: sip.SessionEvent) -> None:
        _SESSION_EVENTS[type(event)](self, event)

    def _provisional(self, event: sip.Provisional) -> None:
        self.was_heard = True
        if event.status == 100:
            return
        if event.sdp is not None and self._hears_early(event.sdp):
            self.listener(self, EarlyMedia())
        else:
            self.listener(self, Ringing())

    def _hears_early(self, sdp: bytes) -> bool:
        """Agree with an answer that comes before the call is answered; only trunks' are of use."""
        if self._line is None or not self._line.trunk.early_media or self._is_late:
            return False
        assert self._local is not None
        try:
            self.agreed = accept_answer(self._local, Description.parse(sdp))
        except SdpError:
            return False  # the final answer will say what is wrong with it
        return True

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

    def _answered_anew(self, event: sip.Answered) -> None:
        """The answer to our offer sent once more, by which the session was refreshed."""
        if event.sdp is None or self._local is None or self._over:
            return
        try:
            self._agreed_anew(accept_answer(self._local, Description.parse(event.sdp)))
        except SdpError as error:
            log.warning("a refresh's answer can't be used", leg=self.id, error=str(error))

    def _ignored(self, _event: sip.SessionEvent) -> None:
        """A refused refresh is the session's matter."""

    def _finish(self, event: Failed | Left) -> None:
        if not self._over:
            self._over = True
            self.listener(self, event)

    def _accepted(self, event: sip.Accepted) -> None:
        assert self._local is not None
        if self._line is not None:
            self._line.hop_answered(self.source)
        try:
            if event.sdp is None:
                raise SdpError("the answer has no session description")
            self._agree_with_callee(event.sdp, self._local)
        except (BadOffer, SdpError) as error:
            self._break_off(Failed(cause(CauseKind.NO_CODEC, str(error))))
            return
        self.listener(self, Answered())

    def _agree_with_callee(self, sdp: bytes, local: LocalMedia) -> None:
        """Take the callee's answer; or, where it was asked for the offer, answer that."""
        if self._is_late:
            ours, self.agreed = agree(sdp, local)
            self.session.answer_offer(ours)
        else:
            self.agreed = accept_answer(local, Description.parse(sdp))

    def _confirmed(self, event: sip.Confirmed) -> None:
        """The ACK; after a late offer it carries the answer [RFC 3264 §4, RFC 3261 §13.2.1]."""
        if self.agreed is not None and event.sdp is None:
            return
        assert self._local is not None
        try:
            if event.sdp is None:
                raise SdpError("the ACK to our offer has no answer")
            self._agreed_anew(accept_answer(self._local, Description.parse(event.sdp)))
        except SdpError as error:
            self._break_off(Left(cause(CauseKind.NO_CODEC, str(error))))

    def _offered(self, event: sip.Offered) -> None:
        """Answer the far side's re-INVITE or UPDATE: new address, new direction, or both."""
        assert self._local is not None
        self._local = replace(self._local, version=self._local.version + 1)
        if event.sdp is None:
            self.session.answer_offer(offer(self._local))
            return
        try:
            ours, agreed = agree(event.sdp, self._local)
        except BadOffer as error:
            self.session.refuse_offer(error.status)
            return
        self.session.answer_offer(ours)
        self._agreed_anew(agreed)

    def _agreed_anew(self, agreed: Agreed) -> None:
        self.agreed = agreed
        if self.media is not None:
            self._configure(agreed)
        held = not agreed.direction.sends
        if held != self.held:
            self.held = held
            self.listener(self, Held() if held else Resumed())

    def _referred(self, event: sip.Referred) -> None:
        """A REFER is taken by whoever can do it, and refused where nobody can; from a carrier
        never: it would have us call somebody at the company's cost."""
        asked = TransferAsked(event.target, event.replaces)
        if self._line is None and not self._over:
            self.listener(self, asked)
        if asked.taken:
            self.session.accept_refer()
        else:
            self.session.refuse_refer(asked.status, asked.why)

    def _info(self, event: sip.Info) -> None:
        """Digits of phones that send them by INFO (application/dtmf-relay)."""
        for line in event.body.decode("ascii", "replace").splitlines():
            name, _, value = line.partition("=")
            if name.strip().lower() == "signal" and (digit := value.strip()) in DIGITS:
                self.listener(self, Pressed(digit))

    # -- what the media says

    def on_media(self, event: MediaEvent) -> None:
        """Hear what this leg's media reports."""
        match event:
            case DigitPressed(digit=digit):
                self.listener(self, Pressed(digit))
            case PlaybackFinished():
                self.listener(self, Played(event.playback, event.position, event.complete))
            case RecordingFinished(seconds=seconds, error=error):
                self.listener(self, Recorded(seconds, error))
            case MediaSilent(seconds=seconds):
                text = f"no audio from either side for {seconds:.0f} s"
                self._break_off(Left(cause(CauseKind.SILENT, text)))
            case WorkerLost():
                self._break_off(Left(cause(CauseKind.MEDIA_LOST)))
            case _:
                pass

    def _break_off(self, event: Failed | Left) -> None:
        """End the leg for a reason of ours, which the session's own end must not replace."""
        if not self._over:
            self.hang_up(event.cause)
            self.listener(self, event)


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
