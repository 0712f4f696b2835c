"""An agent: two machines and three facts.

*Presence* is chosen by the person, *activity* is what the queues do with the agent. The *line* is
observed: whether any call, a queue's or not, has taken the extension; the engine is told and never
guesses. Whether an agent may be offered a caller is derived from all of them and never stored.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ringtree.queues.candidate import Reason
from ringtree.queues.machine import Moves, move

if TYPE_CHECKING:
    from ringtree.queues.offer import Offer
    from ringtree.queues.queue import Queue


class Presence(StrEnum):
    """What the person says."""

    LOGGED_OUT = "logged_out"
    READY = "ready"
    NOT_READY = "not_ready"


class PresenceInput(StrEnum):
    """What the person does."""

    LOG_OUT = "log out"
    SET_READY = "set ready"
    SET_NOT_READY = "set not ready"


_P, _PI = Presence, PresenceInput

#: A person may say anything at any time, even the same thing twice.
PRESENCE: Moves[Presence, PresenceInput] = {
    (_P.LOGGED_OUT, _PI.SET_READY): _P.READY,
    (_P.LOGGED_OUT, _PI.SET_NOT_READY): _P.NOT_READY,
    (_P.LOGGED_OUT, _PI.LOG_OUT): _P.LOGGED_OUT,
    (_P.READY, _PI.SET_READY): _P.READY,
    (_P.READY, _PI.SET_NOT_READY): _P.NOT_READY,
    (_P.READY, _PI.LOG_OUT): _P.LOGGED_OUT,
    (_P.NOT_READY, _PI.SET_READY): _P.READY,
    (_P.NOT_READY, _PI.SET_NOT_READY): _P.NOT_READY,
    (_P.NOT_READY, _PI.LOG_OUT): _P.LOGGED_OUT,
}


class Activity(StrEnum):
    """What the queues do with the agent."""

    IDLE = "idle"
    RINGING = "ringing"
    TALKING = "talking"
    WRAP_UP = "wrap_up"


class ActivityInput(StrEnum):
    """What happens to the agent."""

    RING = "ring"
    RING_OVER = "ring over"
    ANSWER = "answer"
    CONNECTION_LOST = "connection lost"
    CONVERSATION_OVER = "conversation over"
    WRAP_UP_OVER = "wrap-up over"
    WRITE_ON = "write on"


_A, _AI = Activity, ActivityInput

ACTIVITY: Moves[Activity, ActivityInput] = {
    (_A.IDLE, _AI.RING): _A.RINGING,
    # Refused, not answered, answered elsewhere, caller gone: the ring is over all the same.
    (_A.RINGING, _AI.RING_OVER): _A.IDLE,
    (_A.RINGING, _AI.ANSWER): _A.TALKING,
    # The leg broke before anybody could hear anybody: nothing to write up.
    (_A.TALKING, _AI.CONNECTION_LOST): _A.IDLE,
    (_A.TALKING, _AI.CONVERSATION_OVER): _A.WRAP_UP,
    (_A.WRAP_UP, _AI.WRAP_UP_OVER): _A.IDLE,
    # A wrap-up that our own restart has interrupted
    (_A.IDLE, _AI.WRITE_ON): _A.WRAP_UP,
}


class Line(StrEnum):
    """Whether any call has taken the extension."""

    FREE = "free"
    TAKEN = "taken"


class LineInput(StrEnum):
    """Facts from the owner of occupancy."""

    OCCUPIED = "occupied"
    FREED = "freed"


#: Total: facts may be told twice, at start or after a reconfiguration.
LINE: Moves[Line, LineInput] = {
    (Line.FREE, LineInput.OCCUPIED): Line.TAKEN,
    (Line.FREE, LineInput.FREED): Line.FREE,
    (Line.TAKEN, LineInput.OCCUPIED): Line.TAKEN,
    (Line.TAKEN, LineInput.FREED): Line.FREE,
}


class Agent:
    """One extension that serves queues, or may: facts are kept before it is configured."""

    __slots__ = (
        "activity",
        "activity_since",
        "detail",
        "extension",
        "idle_since",
        "line",
        "line_since",
        "missed",
        "offer",
        "presence",
        "presence_since",
        "queues",
        "reachable",
        "rest",
        "rest_until",
        "was_on_duty",
        "wrap_up_until",
    )

    def __init__(self, extension: str) -> None:
        self.extension = extension
        self.queues: list[Queue] = []
        self.presence = Presence.READY
        self.presence_since = 0.0
        self.detail: str | None = None
        """The reason given for not being ready."""
        self.activity = Activity.IDLE
        self.activity_since = 0.0
        self.line = Line.FREE
        self.line_since = 0.0
        self.reachable = False
        self.offer: Offer | None = None
        """The offer it rings for or talks by."""
        self.idle_since: float | None = None
        self.wrap_up_until = 0.0
        self.rest: Reason | None = None
        """Why the agent is left alone until `rest_until`."""
        self.rest_until = 0.0
        self.missed: dict[str, int] = {}
        """How many rings in a row went unanswered, by queue."""
        self.was_on_duty = False
        """What the queues were last told."""

    @property
    def is_on_duty(self) -> bool:
        """Whether the agent serves callers now, be it after the call or the wrap-up that lasts."""
        return self.presence is Presence.READY and self.reachable

    @property
    def is_available(self) -> bool:
        """Whether a caller may be offered now."""
        return (
            self.activity is Activity.IDLE
            and self.line is Line.FREE
            and self.presence is Presence.READY
            and self.reachable
            and self.rest is None
        )

    @property
    def is_forgettable(self) -> bool:
        """Whether nothing is known of the extension that must be kept."""
        return not (
            self.queues
            or self.reachable
            or self.line is Line.TAKEN
            or self.activity is not Activity.IDLE
            or self.presence is not Presence.READY
        )

    def act(self, got: ActivityInput, now: float) -> None:
        """Move the activity machine.

        Raises:
            IllegalTransition: the engine made a mistake.
        """
        self.activity = move("activity", ACTIVITY, self.activity, got)
        self.activity_since = now

    def say(self, got: PresenceInput, now: float, detail: str | None = None) -> None:
        """Move the presence machine."""
        before, self.presence = self.presence, move("presence", PRESENCE, self.presence, got)
        self.detail = detail
        self.missed.clear()
        if self.presence is not before:
            self.presence_since = now

    def observe(self, got: LineInput, now: float) -> bool:
        """Take a fact about the line; True if it is news."""
        before, self.line = self.line, move("line", LINE, self.line, got)
        if self.line is before:
            return False
        self.line_since = now
        if self.line is Line.FREE:
            # Whatever call it was, the person has just hung up.
            self.idle_since = now
        return True
