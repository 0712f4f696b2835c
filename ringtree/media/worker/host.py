"""What a leg needs of the worker it lives in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ringtree.media import protocol
from ringtree.media.worker.sounds import SoundCache


class Ticking(Protocol):
    """Something served every 20 ms."""

    @property
    def number(self) -> int: ...

    def tick(self, now: float) -> None: ...


class Pressing(Protocol):
    """Something on which a key is held down."""

    @property
    def number(self) -> int: ...

    def expire_press(self, now: float) -> bool: ...


class Host(Protocol):
    """The worker, as its legs see it. `view` shows `buffer`, which all legs receive into."""

    buffer: bytearray
    view: memoryview
    sounds: SoundCache

    def notify(self, notice: protocol.Notice) -> None: ...

    def watch(self, descriptor: int, handler: Callable[[float], None]) -> None:
        """Call `handler` with the time whenever there is something to read."""

    def unwatch(self, descriptor: int) -> None: ...

    def activate(self, leg: Ticking) -> None:
        """Call `leg.tick` every 20 ms from now on."""

    def deactivate(self, leg: Ticking) -> None: ...

    def await_release(self, leg: Pressing) -> None:
        """Call `leg.expire_press` now and then until it returns False."""
