"""Which internal numbers are taken: the single owner of that fact.

An extension is taken by any leg, in either direction, on any of its devices, from the first ring
until the last of its legs is gone. Queues, groups, direct calls and outgoing calls all ask here,
so that a second call is never offered, and nobody else is hindered by it.
"""

from __future__ import annotations

from collections.abc import Callable


class Reservation:
    """One hold on an extension. Releasing it twice does nothing."""

    __slots__ = ("_occupancy", "account", "holder")

    def __init__(self, occupancy: Occupancy, account: str, holder: str) -> None:
        self._occupancy: Occupancy | None = occupancy
        self.account = account
        self.holder = holder

    def release(self) -> None:
        """Give the extension back."""
        if self._occupancy is not None:
            occupancy, self._occupancy = self._occupancy, None
            occupancy._released(self)


class Occupancy:
    """Who is in a call, by SIP account (unique on the server)."""

    __slots__ = ("_holds", "_listeners")

    def __init__(self) -> None:
        self._holds: dict[str, list[Reservation]] = {}
        self._listeners: list[Callable[[str, bool], None]] = []

    def reserve(self, account: str, holder: str) -> Reservation | None:
        """Take a free extension in order to ring it, or None when it is taken: one winner."""
        return None if account in self._holds else self._hold(account, holder)

    def occupy(self, account: str, holder: str) -> Reservation:
        """Take an extension that calls out itself: allowed while it is in another call."""
        return self._hold(account, holder)

    def is_taken(self, account: str) -> bool:
        """Whether the extension may not be offered a call now."""
        return account in self._holds

    def holders(self, account: str) -> tuple[str, ...]:
        """The calls that hold the extension, oldest first."""
        return tuple(hold.holder for hold in self._holds.get(account, ()))

    def taken(self) -> tuple[str, ...]:
        """Every account that is taken."""
        return tuple(self._holds)

    def subscribe(self, listener: Callable[[str, bool], None]) -> None:
        """Have `listener(account, taken)` called at every change from free to taken and back."""
        self._listeners.append(listener)

    def _hold(self, account: str, holder: str) -> Reservation:
        reservation = Reservation(self, account, holder)
        holds = self._holds.setdefault(account, [])
        holds.append(reservation)
        if len(holds) == 1:
            self._tell(account, taken=True)
        return reservation

    def _released(self, reservation: Reservation) -> None:
        holds = self._holds[reservation.account]
        holds.remove(reservation)
        if not holds:
            del self._holds[reservation.account]
            self._tell(reservation.account, taken=False)

    def _tell(self, account: str, *, taken: bool) -> None:
        for listener in self._listeners:
            listener(account, taken)
