"""Which of a trunk's addresses is used now: one answer for registration, probe and calls.

Pure. The first address is preferred. One that fails is left for the next, and tried again after a
while: by a probe, so that no call is the experiment.
"""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.sip.hop import Hop

#: Seconds for which an address that failed is not tried while there are others.
COOLING = 60.0


class Targets:
    """The addresses of one trunk, and the one in use."""

    __slots__ = ("_failed", "current", "hops")

    def __init__(self, hops: Sequence[Hop] = ()) -> None:
        self.hops: tuple[Hop, ...] = tuple(hops)
        self.current: Hop | None = self.hops[0] if self.hops else None
        """Where registration, probe and the next call go."""
        self._failed: dict[Hop, float] = {}

    def replace(self, hops: Sequence[Hop]) -> bool:
        """Take a new look-up's addresses; whether another one is in use now."""
        before = self.current
        self.hops = tuple(hops)
        self._failed = {hop: at for hop, at in self._failed.items() if hop in self.hops}
        if self.current not in self.hops:
            self.current = next(
                (hop for hop in self.hops if hop not in self._failed), self._first()
            )
        return self.current != before

    def _first(self) -> Hop | None:
        return self.hops[0] if self.hops else None

    def ways(self, now: float) -> tuple[Hop, ...]:
        """In which order a call tries them: the one in use, then the others, failed ones last."""
        rest = [hop for hop in self.hops if hop != self.current]
        rest.sort(key=lambda hop: self._is_cooling(hop, now))
        return (self.current, *rest) if self.current is not None else ()

    def failed(self, hop: Hop, now: float) -> bool:
        """An address did not serve; whether another one is in use now."""
        if hop not in self.hops:
            return False
        self._failed[hop] = now
        if hop != self.current or len(self.hops) == 1:
            return False
        start = self.hops.index(hop)
        others = (*self.hops[start + 1 :], *self.hops[:start])
        fit = [one for one in others if not self._is_cooling(one, now)]
        # All have failed: the one that failed first has had the most time to come back.
        self.current = fit[0] if fit else min(others, key=self._failed.__getitem__)
        return True

    def answered(self, hop: Hop) -> bool:
        """An address serves; whether it is now in use in the place of one less preferred."""
        self._failed.pop(hop, None)
        if hop not in self.hops or self.current not in self.hops:
            return False
        if self.hops.index(hop) < self.hops.index(self.current):
            self.current = hop
            return True
        return False

    def trial(self, now: float) -> Hop | None:
        """A better address than the one in use, which failed so long ago that it may be asked."""
        if self.current not in self.hops:
            return None
        better = self.hops[: self.hops.index(self.current)]
        return next((hop for hop in better if not self._is_cooling(hop, now)), None)

    def asked(self, hop: Hop, now: float) -> None:
        """A trial is under way: the next one not before the pause is over again."""
        self._failed[hop] = now

    def _is_cooling(self, hop: Hop, now: float) -> bool:
        return now - self._failed.get(hop, -COOLING) < COOLING
