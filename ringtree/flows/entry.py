"""Reading one of several codes from the keys, of different lengths, without needless waiting."""

from __future__ import annotations

from collections.abc import Iterable

from ringtree.flows.control import CallControl

END_KEY = "#"


class Entry:
    """What may be typed. A code is taken at once, unless a longer one begins with it."""

    __slots__ = ("_beginnings", "_longest", "wanted")

    def __init__(self, wanted: Iterable[str]) -> None:
        self.wanted = frozenset(wanted)
        self._longest = max(map(len, self.wanted), default=0)
        self._beginnings = {code[:end] for code in self.wanted for end in range(1, len(code))}

    async def read(self, call: CallControl, *, patience: float, between: float) -> str:
        """What the caller types, wanted or not; "" for nothing.

        `patience` is for the first key, `between` for each further one, in seconds. # ends the
        entry, where it can't be part of a code itself.
        """
        typed = ""
        while self._may_go_on(typed):
            key = await call.read_digits(count=1, patience=between if typed else patience)
            if not key or (key == END_KEY and typed and not self._begins(typed + key)):
                break
            typed += key
        return typed

    def _begins(self, typed: str) -> bool:
        return typed in self._beginnings or typed in self.wanted

    def _may_go_on(self, typed: str) -> bool:
        """Whether to wait for another key.

        What is mistyped is read to its end: its last key must not choose from the menu that is
        asked again.
        """
        if typed in self.wanted:
            return typed in self._beginnings
        return len(typed) < self._longest
