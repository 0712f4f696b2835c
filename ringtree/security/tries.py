"""Wrong passwords: after a few, every further try has to wait, longer each time. Pure."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ringtree.security.blocks import Block, BlockKind, bound

#: Seconds of the first wait, doubled each time, and of the longest.
FIRST_WAIT = 2.0
LONGEST_WAIT = 3600.0
#: Seconds without another offence after which all is forgotten.
FORGIVEN = 3600.0


@dataclass(slots=True)
class Tries:
    """Wrong passwords for one subject: how many, when last, and until when it has to wait."""

    wrong: int = 0
    last: float = 0.0
    until: float = 0.0


class Guesses:
    """Wrong passwords for every subject of one `kind`, of which the first `free` cost no wait.

    Args:
        kind: what is stopped: a pair or an account.
        free: wrong passwords before anybody has to wait.
        on_block: hears of every wait that begins.
    """

    __slots__ = ("_free", "_kind", "_known", "_on_block")

    def __init__(self, kind: BlockKind, free: int, on_block: Callable[[Block], None]) -> None:
        self._kind = kind
        self._free = free
        self._on_block = on_block
        self._known: OrderedDict[str, Tries] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def has_to_wait(self, subject: str, now: float) -> bool:
        """Whether not even the right password is looked at."""
        tries = self._known.get(subject)
        return tries is not None and tries.until > now

    def wrong(self, subject: str, now: float) -> None:
        """One more wrong password."""
        tries = self._known.setdefault(subject, Tries())
        self._known.move_to_end(subject)
        if now - tries.last > FORGIVEN:
            tries.wrong = 0
        tries.wrong, tries.last = tries.wrong + 1, now
        if tries.wrong >= self._free:
            tries.until = now + self._wait(tries.wrong)
            why = "wrong passwords"
            self._on_block(Block(self._kind, subject, tries.until, why, tries.wrong))
        bound(self._known)

    def _wait(self, wrong: int) -> float:
        return min(FIRST_WAIT * 2.0 ** min(wrong - self._free, 30), LONGEST_WAIT)

    def restore(self, block: Block) -> None:
        """A wait of before a restart, or one that an operator has set."""
        self._known[block.subject] = Tries(block.times, block.until, block.until)
        bound(self._known)

    def forget(self, subject: str) -> None:
        """Let a subject start anew."""
        self._known.pop(subject, None)

    def waiting(self, now: float) -> Iterator[tuple[BlockKind, str]]:
        """Every subject that has to wait now."""
        yield from ((self._kind, one) for one, tries in self._known.items() if tries.until > now)
