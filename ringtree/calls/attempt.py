"""An attempt to reach one target: all devices of one extension, or one number on a trunk.

All devices of an attempt get the same offer, one media address: whoever answers first takes it.
The extension is reserved from before the first INVITE until its last leg is gone.
"""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.calls.accepting import Accepting
from ringtree.calls.cause import (
    Cause,
    CauseKind,
    cause,
    deserves_another_trunk,
    most_telling,
)
from ringtree.calls.events import (
    Answered,
    EarlyMedia,
    Failed,
    Left,
    LegEvent,
    Pressed,
    Ringing,
)
from ringtree.calls.leg import Leg
from ringtree.calls.target import Accept
from ringtree.calls.trying import AttemptState, Trying
from ringtree.media.plane import MediaLeg


class Attempt(Trying):
    """Rings one target, and is its handle in the conversation afterwards.

    The listener hears `Ringing` at most once, then `Answered` or `Failed` once; after `Answered`
    it hears what the leg that answered reports, `Left` as the last.
    """

    __slots__ = ()

    def tell(self, event: LegEvent) -> None:
        self.listener(self, event)

    # -- the legs

    def on_leg(self, leg: Leg, event: LegEvent) -> None:
        if leg in self._silent:
            return
        match event:
            case Pressed(digit=digit) if self._accepting is not None:
                self._accepting.press(digit)
            case Ringing():
                if self.state is AttemptState.TRYING:
                    self.state = AttemptState.RINGING
                    self.tell(event)
            case EarlyMedia():
                if self.state in (AttemptState.TRYING, AttemptState.RINGING):
                    self.state = AttemptState.RINGING
                    self._early = leg
                    self.tell(event)
            case Answered():
                self._answered(leg, event)
            case Failed(cause=why) | Left(cause=why):
                self._failed(leg, why)
            case _:
                if leg is self.leg and self.state is AttemptState.ANSWERED:
                    self.tell(event)

    def _answered(self, leg: Leg, event: Answered) -> None:
        if self.state not in (AttemptState.TRYING, AttemptState.RINGING):
            leg.hang_up(cause(CauseKind.ANSWERED_ELSEWHERE))  # two devices answered together
            return
        self.state = AttemptState.ANSWERED
        self.leg = leg
        self._ways.stop_waiting()
        if self.permit is not None:
            self.permit.answered()
        for other in self._others(leg):
            other.hang_up(cause(CauseKind.ANSWERED_ELSEWHERE))
        if self.target.accept is not None:
            self._ask(leg, self.target.accept)
        else:
            self.tell(event)

    # -- accepting

    def _ask(self, leg: Leg, accept: Accept) -> None:
        """Let whoever answered hear what to press; nobody else hears of it yet."""
        self.state = AttemptState.ACCEPTING
        self.take_media()
        assert leg.media is not None
        self._accepting = Accepting(leg.media, accept, self._decided)

    def _decided(self, declined: CauseKind | None) -> None:
        if declined is not None:
            self._declined(declined)
            return
        self._accepting = None
        self.state = AttemptState.ANSWERED
        self.tell(Answered())

    def _declined(self, kind: CauseKind) -> None:
        """No key in time, another key, or hung up: the call was not taken."""
        why = cause(kind, "the call was not accepted")
        leg = self.leg
        self.cancel(why)
        if leg is not None:
            leg.confirm_end()
        self.tell(Failed(why))

    def take_media(self) -> None:
        """Give the offered media to the device that answered: this attempt won."""
        assert self.leg is not None, "nobody has answered"
        if self.leg.media is None:
            self._media.give_to(self.leg, self.target.own_media)

    def lend_media(self) -> MediaLeg | None:
        """The media on which the callee is heard before an answer; None if it can't be any more."""
        if self._early is None or self._early.is_over or self.state is AttemptState.ANSWERED:
            return None
        return self._media.lend_to(self._early, self.target.own_media)

    def _others(self, leg: Leg) -> Sequence[Leg]:
        return [other for other in self.legs if other is not leg]

    def _failed(self, leg: Leg, why: Cause) -> None:
        if self.state is AttemptState.ACCEPTING:
            if leg is self.leg:
                self._declined(CauseKind.REFUSED)
            return
        if self.state is AttemptState.ANSWERED:
            if leg is self.leg:
                self._release()
                self.tell(Left(why))
            return
        self._failures.append(why)
        if self.state is AttemptState.IDLE:
            return  # `start` counts those that fail at once
        if self._is_for_another_trunk():
            self._go_on(most_telling(self._failures))
            return
        # A 6xx speaks for the person, not for the device [RFC 3261 §16.7 step 5].
        if why.kind is CauseKind.REFUSED or len(self._failures) == len(self.legs):
            self._fail(leg)

    def _is_for_another_trunk(self) -> bool:
        return (
            bool(self._ways)
            and self.state is AttemptState.TRYING
            and len(self._failures) == len(self.legs)
            and deserves_another_trunk(most_telling(self._failures))
        )

    def _fail(self, leg: Leg) -> None:
        if self.state is AttemptState.FAILED:
            return
        self.state = AttemptState.FAILED
        why = most_telling(self._failures)
        self._ways.failed(why)
        for other in self._others(leg):
            other.hang_up(why)
        self._release()
        self.tell(Failed(why))
