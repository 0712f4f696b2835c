"""Places that are kept in a company's queues for people who are to be called back."""

from __future__ import annotations

from ringtree.queues.driver import Carrier, Driver
from ringtree.queues.entry import EntryKind
from ringtree.queues.errors import UnknownQueue
from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.queues.outcome import QueueOutcome


class HeldPlaces:
    """Puts placeholders into the line, and tells the engine what became of those who hold them."""

    __slots__ = ("_driver",)

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    @property
    def now(self) -> float:
        """The engine's time."""
        return self._driver.now

    def hold(
        self,
        entry_id: str,
        queue: str,
        carrier: Carrier,
        *,
        caller: str,
        needs: Needs = NO_NEEDS,
        resumes: str | None = None,
    ) -> None:
        """Let somebody who has hung up stand in a queue; `resumes` is the call that left it.

        Raises:
            UnknownQueue: there is no such queue any more.
        """
        self._driver.carriers[entry_id] = carrier
        try:
            self._driver.engine.join(
                entry_id,
                queue,
                self._driver.now,
                needs=needs,
                caller=caller,
                kind=EntryKind.PLACEHOLDER,
                resumes=resumes,
            )
        except UnknownQueue:
            del self._driver.carriers[entry_id]
            raise
        self._driver.carry_out()

    def needs_of_left(self, queue: str, call: str) -> Needs | None:
        """What goes with a call that has just left a queue by a key; None: it has not."""
        return self._driver.engine.needs_of_left(queue, call)

    def adopt(self, entry_id: str, carrier: Carrier) -> bool:
        """Carry out from now on what is decided about a place; False: it is not held."""
        if entry_id not in self._driver.engine.floor.entries:
            return False
        self._driver.carriers[entry_id] = carrier
        return True

    def forget(self, entry_id: str) -> None:
        """Nothing more is decided about a place."""
        self._driver.carriers.pop(entry_id, None)

    def talking(self, entry_id: str) -> None:
        """Caller and agent hear each other."""
        self._driver.engine.talking(entry_id, self._driver.now)
        self._driver.carry_out()

    def conversation_ended(self, entry_id: str) -> None:
        """They no longer talk."""
        self._driver.engine.conversation_ended(entry_id, self._driver.now)
        self._driver.carry_out()

    def unreached(self, entry_id: str, *, again_at: float | None) -> None:
        """Whoever is to be called back was not reached; None: nor is to be tried again."""
        self._driver.engine.unreached(entry_id, self._driver.now, again_at=again_at)
        self._driver.carry_out()

    def hand_over(self, entry_id: str, call: str) -> None:
        """Whoever was to be called back is on the line: the call has the place when it joins."""
        self._driver.engine.hand_over(entry_id, call)

    def postpone(self, entry_id: str, until: float) -> None:
        """Do not call before then; the place is kept."""
        self._driver.engine.postpone(entry_id, until, self._driver.now)
        self._driver.carry_out()

    def cancel(self, entry_id: str) -> None:
        """The place is not wanted any more."""
        self._driver.engine.leave(entry_id, self._driver.now, QueueOutcome.CANCELLED)
        self._driver.carry_out()

    def give_up_unheld(self) -> None:
        """Let go of restored places whose callbacks are over."""
        for entry_id in tuple(self._driver.engine.floor.entries):
            if entry_id not in self._driver.carriers:
                self.cancel(entry_id)
