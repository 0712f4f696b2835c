"""A registration of ours at a carrier: refreshed in time, tried again after failures, for ever.

Pure: `due` says when `begin` is to be called and a REGISTER sent; what came of it is told.
"""

from __future__ import annotations

from enum import StrEnum
from math import inf
from random import Random

#: Seconds before the next try: the first pause, and the longest. Each is twice the one before,
#: and shortened by up to a half at random, so that many trunks don't come back together.
FIRST_PAUSE, LONGEST_PAUSE = 4.0, 300.0
#: The same where a carrier says no: it won't change its mind within seconds, and bans who insists.
FIRST_REFUSED, LONGEST_REFUSED = 60.0, 900.0
#: The part of its time after which a registration is refreshed, at random in between.
REFRESH = (0.5, 0.7)


class RegistrationState(StrEnum):
    """Where a registration is."""

    OFF = "off"
    TRYING = "trying"
    REGISTERED = "registered"
    WAITING = "waiting"  # for the next try


class Registration:
    """One registration's life. Times are in seconds of a steady clock."""

    __slots__ = ("_failures", "_random", "due", "error", "expires", "state", "until")

    def __init__(self, expires: float, random: Random) -> None:
        self.state = RegistrationState.OFF
        self.expires = expires
        """What we ask for."""
        self.until = -inf
        """Until when the carrier knows us."""
        self.due = inf
        self.error: str | None = None
        """Why the last try failed."""
        self._failures = 0
        self._random = random

    def is_registered(self, now: float) -> bool:
        """Whether the carrier knows us, even while a refresh is under way or has failed."""
        return now < self.until

    def start(self, now: float) -> None:
        """Register as soon as may be, also anew: at another address, with another password."""
        self.state = RegistrationState.WAITING
        self._failures = 0
        self.due = now

    def stop(self) -> None:
        """Don't register any more."""
        self.state = RegistrationState.OFF
        self.due, self.until = inf, -inf

    def begin(self, now: float) -> None:
        """A REGISTER is being sent."""
        self.state = RegistrationState.TRYING
        self.due = inf

    def accepted(self, now: float, granted: float) -> None:
        """The carrier knows us for `granted` seconds."""
        if self.state is RegistrationState.OFF:
            return
        self.state = RegistrationState.REGISTERED
        self.until = now + granted
        self.due = now + granted * self._random.uniform(*REFRESH)
        self.error = None
        self._failures = 0

    def too_brief(self, now: float, least: float) -> None:
        """The carrier wants registrations of at least `least` seconds [RFC 3261 §10.2.8]."""
        if least <= self.expires:
            self.refused(now, "the carrier finds the time too brief that it asked for")
            return
        self.expires = least
        self.due = now
        self.state = RegistrationState.WAITING

    def refused(self, now: float, why: str) -> None:
        """The carrier said no: a wrong password, an account it doesn't know."""
        self.until = -inf
        self._wait(now, why, FIRST_REFUSED, LONGEST_REFUSED)

    def failed(self, now: float, why: str, retry_after: float = 0.0) -> None:
        """The carrier did not answer, or can't at the moment."""
        self._wait(now, why, FIRST_PAUSE, LONGEST_PAUSE, retry_after)

    def _wait(
        self, now: float, why: str, first: float, longest: float, at_least: float = 0.0
    ) -> None:
        if self.state is RegistrationState.OFF:
            return
        self.state = RegistrationState.WAITING
        self.error = why
        pause = min(longest, first * 2 ** min(self._failures, 16))
        self._failures += 1
        self.due = now + max(at_least, pause * self._random.uniform(0.5, 1.0))
