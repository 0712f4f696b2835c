"""Who takes part in a call, when that changes: handed on, given away, come from another call."""

from __future__ import annotations

from ringtree.calls.agreement import open_media_leg
from ringtree.calls.attempt import Attempt
from ringtree.calls.caller_side import CallerSide
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.leg import Leg
from ringtree.calls.player import Player
from ringtree.calls.presentation import Presentation
from ringtree.calls.refused import refusing
from ringtree.calls.transfer import AttemptHold, Transferor


class Parties(CallerSide):
    """Changes who the call's parties are."""

    __slots__ = ()

    def take_back(self, attempt: Attempt, presentation: Presentation) -> None:
        """Make the caller of somebody whom we have called, who has answered and has the media.

        Until then a call that we begin has no caller, and whoever else is rung hears nothing of
        it. `presentation` is what is shown of the caller from here on.
        """
        leg = attempt.leg
        assert leg is not None, "nobody has answered"
        self.caller, self.player = leg, Player(leg)
        self.presentation = presentation
        self.account = attempt.target.own_account
        self.answered = True
        self.timeline.answered()
        attempt.listener = lambda _attempt, event: self._on_caller(leg, event)
        if leg.is_over:
            self.leave(cause(CauseKind.NORMAL))

    def let_go(
        self, callee: Attempt, extension: str, *, by_caller: bool, teller: Leg | None = None
    ) -> Transferor:
        """Part with whoever hands the conversation with `callee` on; the other side stays.

        If it is the caller who goes, the callee is the call's caller from here on, and
        `presentation` is to be set to what is shown of them.
        """
        if by_caller:
            leaving = self.caller
            made = Transferor.calling(extension, leaving, self.holds, teller)
            self.holds = [AttemptHold(callee)]
            self.timeline.departed(leaving)
            self._others.append(leaving)
            self.take_back(callee, self.presentation)
        else:
            made = Transferor.called(extension, callee, teller)
        self.holds.append(made)
        return made

    def give_away(self, callee: Attempt) -> None:
        """The callee goes on in another call: the media is closed with that one."""
        shared = (self._callee_media,) if self._callee_media else ()
        for legs in (self._others, *(media.callees for media in (*shared, *self._apart))):
            if callee.leg in legs:
                legs.remove(callee.leg)

    def adopt(self, guest: Attempt) -> None:
        """Take in somebody whom another call has given away; `move_in` is the next thing to do."""
        assert guest.leg is not None, "nobody has answered"
        self._others.append(guest.leg)
        self.holds.append(AttemptHold(guest))

    async def move_in(self, guest: Attempt) -> None:
        """Bring a guest's media to where the caller's is.

        Raises:
            CallRefused: there is no port or worker left for it.
        """
        leg = guest.leg
        assert leg is not None, "nobody has answered"
        room = await self.open_media()
        former, own = leg.media, self.caller.media
        if former is None or own is None or own.can_hear(former):
            return
        with refusing():
            host = self.exchange.endpoint.local_host(leg.source)
            media = await open_media_leg(room, host, leg.on_media)
        if leg.is_over:
            await media.close()
            return
        leg.move_media(media)
        await former.close()
