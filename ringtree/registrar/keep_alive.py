"""Keeping phones behind NAT reachable: who is to be asked when, and who stopped answering.

A NAT forgets a phone that is silent for half a minute, and with it the way to ring it. An OPTIONS
now and then keeps the way open and shows whether anybody is still there. Pure: `due` says whom to
ask, `answered` and `unanswered` what came of it.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heapify, heappop, heappush
from typing import Final

from ringtree.sip.registrar import Binding

_Device = tuple[str, str]  # account, contact

#: Below this the heap is not worth tidying.
_SMALL: Final = 64


class KeepAlive:
    """The schedule of all phones behind NAT.

    Args:
        interval: seconds from one question to the next.
        limit: how many questions in a row may stay unanswered, the last of them included.
        spread: gives a number from 0 to 1: where in its first interval a phone is asked, so that
            phones restored together are not all asked together.
    """

    __slots__ = ("_heap", "_interval", "_limit", "_silent", "_spread", "_waiting")

    def __init__(self, *, interval: float, limit: int, spread: Callable[[], float]) -> None:
        self._interval = interval
        self._limit = limit
        self._spread = spread
        self._silent: dict[_Device, int] = {}
        self._waiting: dict[_Device, float] = {}
        self._heap: list[tuple[float, _Device]] = []

    def __len__(self) -> int:
        return len(self._silent)

    def watch(self, binding: Binding, now: float) -> None:
        """Ask this phone from now on; one that just registered has shown that it is there."""
        device = (binding.account, binding.contact)
        if device in self._silent:
            self._silent[device] = 0
            return
        self._silent[device] = 0
        self._ask_at(device, now + self._interval * (0.5 + self._spread() / 2))

    def forget(self, binding: Binding) -> None:
        """Ask this phone no more."""
        device = (binding.account, binding.contact)
        self._silent.pop(device, None)
        self._waiting.pop(device, None)
        self._tidy()

    def due(self, now: float) -> list[_Device]:
        """The phones to ask now. Each counts as being asked until its answer is reported."""
        devices = []
        while self._heap and self._heap[0][0] <= now:
            when, device = heappop(self._heap)
            if self._waiting.get(device) == when:
                del self._waiting[device]
                devices.append(device)
        return devices

    def answered(self, device: _Device, asked: float, now: float) -> None:
        """The phone asked at `asked` sent an answer, of whatever kind."""
        if device in self._silent and device not in self._waiting:
            self._silent[device] = 0
            self._ask_at(device, max(now, asked + self._interval))

    def unanswered(self, device: _Device, asked: float, now: float) -> bool:
        """The phone sent nothing; True if it is to be given up."""
        if device not in self._silent or device in self._waiting:
            return False
        self._silent[device] += 1
        if self._silent[device] >= self._limit:
            return True
        self._ask_at(device, max(now, asked + self._interval))
        return False

    def next_due(self) -> float | None:
        """When `due` should be called next, None if nobody is to be asked."""
        heap = self._heap
        while heap and self._waiting.get(heap[0][1]) != heap[0][0]:
            heappop(heap)
        return heap[0][0] if heap else None

    def _ask_at(self, device: _Device, when: float) -> None:
        self._waiting[device] = when
        heappush(self._heap, (when, device))

    def _tidy(self) -> None:
        # Phones that come and go all day must not leave their old times behind for ever.
        if len(self._heap) > _SMALL and len(self._heap) > 2 * len(self._waiting):
            self._heap = [(when, device) for device, when in self._waiting.items()]
            heapify(self._heap)
