"""How numbers are written, in whatever language."""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MONTHS_RU = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip

_GAP = r"[ -]?"
#: International, or Russian as dialled within the country: `+7 (495) 000-00-01`, `8 800 …`.
PHONE = re.compile(
    rf"(?<![\w+])(?:\+\d{{1,3}}|8(?=[ -]?\(?\d{{3}}\)?[ -]?\d{{3}}[ -]?\d\d[ -]?\d\d(?!\d)))"
    rf"{_GAP}\(?\d{{2,4}}\)?(?:{_GAP}\d{{2,4}}){{1,4}}(?![\w-]*\d)"
)
#: A number within a town, whose hyphens give it away: `000-00-01`.
SHORT_PHONE = re.compile(r"(?<![\w-])\d{2,3}-\d\d-\d\d(?![\w-])")
#: A number that stands by itself: no part of a word, a version or a fraction.
NUMBER = (
    r"(?<![\w.,:/])(?P<minus>(?<![\w)])[−-](?=\d))?"
    r"(?<![\w.,:/])(?P<number>{number})(?![\w:/]|[.,]\d)"
)


class Amount(NamedTuple):
    """A number as written, without its separators."""

    whole: str
    fraction: str  # digits after the point; empty if there are none

    @classmethod
    def read(cls, text: str, *, thousands: str, point: str) -> Amount:
        """Read digits; `thousands` are the signs that group them, `point` those of fractions."""
        whole, fraction = text, ""
        for sign in point:
            if sign in whole:
                whole, _, fraction = whole.rpartition(sign)
                break
        return cls("".join(char for char in whole if char not in thousands), fraction)


def is_date(day: int, month: int) -> bool:
    """Whether there may be such a day."""
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in _SHORT else 31)


_SHORT = (4, 6, 9, 11)
