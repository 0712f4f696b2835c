"""A session's table at work: moving by it, its timers, and telling the listener.

What the actions of the table do is `InviteSession`'s and its two roles' matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar

from ringtree.sip.dialog.call_states import TRANSITIONS, Action, Input, State
from ringtree.sip.dialog.events import EndReason, SessionEvent
from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.sip.transaction.timers import Timed

if TYPE_CHECKING:
    from ringtree.sip.dialog.agent import UserAgent

Listener = Callable[[SessionEvent], None]

_REASONS = {
    Input.REJECT: EndReason.REFUSED,
    Input.CANCEL: EndReason.WITHDRAWN,
    Input.BYE: EndReason.HUNG_UP,
    Input.RECV_CANCEL: EndReason.CANCELLED,
    Input.RECV_BYE: EndReason.PEER_HUNG_UP,
    Input.RECV_CHALLENGE: EndReason.REJECTED,
    Input.RECV_FAILURE: EndReason.REJECTED,
    Input.TIMER_RING: EndReason.NO_ANSWER,
    Input.TIMER_ACK: EndReason.NO_ACK,
    Input.TIMER_PRACK: EndReason.NO_ACK,
    Input.TIMEOUT: EndReason.TIMEOUT,
    Input.TRANSPORT_ERROR: EndReason.UNREACHABLE,
    Input.DIALOG_LOST: EndReason.LOST,
}


class CallMachine(Timed):
    """State, timers and listener of one session.

    Wishes raise `LocalProtocolError` where the table has no row; the network is merely not heard.
    """

    __slots__ = ("_timers", "agent", "listener", "reason", "state")

    PERFORM: ClassVar[Mapping[Action, Callable[[Any, Any, float], None]]]
    """What each action of the table does: `(session, about, now)`."""

    def __init__(self, agent: UserAgent, state: State, listener: Listener) -> None:
        super().__init__()
        self.agent = agent
        self.state = state
        self.listener: Listener | None = listener
        self.reason: EndReason | None = None
        """The first thing that led towards the end."""
        self._timers: dict[StrEnum, float] = {}

    def feed(self, given: Input, now: float, about: Any = None) -> None:
        """Move by the table and do what it asks; an unlisted pair raises LocalProtocolError."""
        row = TRANSITIONS.get((self.state, given))
        if row is None:
            raise LocalProtocolError(type(self).__name__, self.state, given)
        state, actions = row
        if state is not self.state:
            self.state = state
            if self.reason is None:
                self.reason = _REASONS.get(given)
            if self._timers:
                self._stop_stale_timers()
        perform = self.PERFORM
        for action in actions:
            perform[action](self, about, now)

    def hear(self, given: Input, now: float, about: Any = None) -> bool:
        """As `feed`, for what comes from the network: False, not an error, if unlisted."""
        if (self.state, given) not in TRANSITIONS:
            return False
        self.feed(given, now, about)
        return True

    def tell(self, event: SessionEvent) -> None:
        """Queue an event for the listener."""
        if self.listener is not None:
            self.agent.notices.append((self.listener, event))

    # timers

    def due(self) -> float:
        timers = self._timers
        return min(timers.values()) if timers else inf

    def wind(self, timer: StrEnum, at: float) -> None:
        """Set a timer, named by the input it becomes."""
        self._timers[timer] = at
        self.agent.timers.watch(self)

    def stop(self, *timers: StrEnum) -> None:
        """Forget timers."""
        for timer in timers:
            self._timers.pop(timer, None)

    def on_timer(self, now: float) -> None:
        for timer in [timer for timer, at in self._timers.items() if at <= now]:
            self._timers.pop(timer, None)
            if isinstance(timer, Input):
                self.hear(timer, now)
            else:
                self.on_other_timer(timer, now)

    def _stop_stale_timers(self) -> None:
        state = self.state
        self._timers = {
            timer: at
            for timer, at in self._timers.items()
            if not isinstance(timer, Input) or (state, timer) in TRANSITIONS
        }

    def on_other_timer(self, timer: StrEnum, now: float) -> None:
        """A timer that is not the call's but the offers' or the session timer's."""
        raise NotImplementedError
