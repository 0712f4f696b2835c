"""What a leg has agreed on with its far side, and how that changes [RFC 3264]."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from ringtree.calls.agreement import BadOffer, agree, local_media, open_media_leg
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.events import Answered, Failed, Held, Left, LegEvent, Resumed
from ringtree.calls.exchange import Exchange
from ringtree.media.plane import MediaEvent, MediaLeg, MediaRoom, RemoteMedia
from ringtree.sdp.description import Description, SdpError
from ringtree.sdp.negotiation import Agreed, LocalMedia, accept_answer, offer
from ringtree.sip.dialog import events as sip
from ringtree.sip.hop import Hop
from ringtree.trunks.line import Line
from ringtree.wire.session import Session

if TYPE_CHECKING:
    from ringtree.calls.leg import Leg

log = structlog.get_logger(__name__)

Listener = Callable[["Leg", LegEvent], None]


class AgreeingLeg:
    """The state of a leg, and its offers and answers."""

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

    def tell(self, event: LegEvent) -> None:
        """Let the listener hear of it."""
        raise NotImplementedError

    def on_media(self, event: MediaEvent) -> None:
        """Hear what this leg's media reports."""
        raise NotImplementedError

    # -- media

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

    def _configure(self, agreed: Agreed) -> None:
        assert self.media is not None
        self.media.configure(RemoteMedia.from_agreed(agreed, signalling_host=self.source.host))

    # -- offers and answers

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
        self.tell(Answered())

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
            self.tell(Held() if held else Resumed())

    def _answered_anew(self, event: sip.Answered) -> None:
        """The answer to our offer sent once more, by which the session was refreshed."""
        if event.sdp is None or self._local is None or self._over:
            return
        try:
            self._agreed_anew(accept_answer(self._local, Description.parse(event.sdp)))
        except SdpError as error:
            log.warning("a refresh's answer can't be used", leg=self.id, error=str(error))

    # -- the end

    @property
    def is_over(self) -> bool:
        """Whether the dialog has ended or never came to be."""
        return self._over

    def hang_up(self, why: Cause) -> None:
        """End the leg in whatever state it is: reject, CANCEL or BYE. `Left` does not follow."""
        if not self._over:
            self._over = True
            self.session.end(why.status, reason_header=why.reason_header)

    def _finish(self, event: Failed | Left) -> None:
        if not self._over:
            self._over = True
            self.tell(event)

    def _break_off(self, event: Failed | Left) -> None:
        """End the leg for a reason of ours, which the session's own end must not replace."""
        if not self._over:
            self.hang_up(event.cause)
            self.tell(event)
