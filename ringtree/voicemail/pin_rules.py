"""Which PINs of mailboxes would be guessed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from ringtree.storage.pins import LONGEST, SHORTEST


class PinObjection(StrEnum):
    """Why a PIN is not taken."""

    LENGTH = "length"
    NUMBER = "number"  # it is, or is part of, a number of the mailbox
    SIMPLE = "simple"  # 1111, 1234, 1212, a year


def objection(pin: str, numbers: Iterable[str]) -> PinObjection | None:
    """Why `pin` would be guessed; `numbers` are those that people know of this mailbox."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        return PinObjection.LENGTH
    for number in numbers:
        digits = "".join(char for char in number if char.isdigit())
        if digits and (_within(pin, digits) or _within(pin[::-1], digits)):
            return PinObjection.NUMBER
    return PinObjection.SIMPLE if _is_simple(pin) else None


def _within(pin: str, number: str) -> bool:
    """Whether the PIN is a piece of the number, or the number with something added."""
    return pin in number or (len(number) > 2 and number in pin)


def _is_simple(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    repeats = any(
        len(pin) % width == 0 and pin == pin[:width] * (len(pin) // width)
        for width in range(1, len(pin) // 2 + 1)
    )
    is_year = len(pin) == 4 and pin[:2] in ("19", "20")
    return steps <= {1} or steps <= {9} or repeats or is_year
