"""What a waiting caller types: one of several choices of different lengths. No clock."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Typed(Enum):
    """What has come of a key."""

    CHOSEN = "chosen"  # one of the choices, and no longer one begins with it
    OPEN = "open"  # a longer choice is still possible
    WRONG = "wrong"  # no choice begins like that
    IGNORED = "ignored"  # there is nothing to choose


class KeyChoice:
    """Collects keys; every digit, * and # may be part of a choice."""

    __slots__ = ("_choices", "typed")

    def __init__(self, choices: Iterable[str]) -> None:
        self._choices = frozenset(choices)
        self.typed = ""

    def press(self, key: str) -> Typed:
        """Take one more key. After `WRONG` the next one begins anew."""
        if not self._choices:
            return Typed.IGNORED
        self.typed += key
        longer = any(one.startswith(self.typed) and one != self.typed for one in self._choices)
        if longer:
            return Typed.OPEN
        if self.typed in self._choices:
            return Typed.CHOSEN
        self.typed = ""
        return Typed.WRONG

    def pause(self) -> str | None:
        """No further key has come for a while: the choice that was typed, if it is one."""
        typed, self.typed = self.typed, ""
        return typed if typed in self._choices else None
