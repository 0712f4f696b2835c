"""Named lists of callers: very important ones, blocked ones, known customers."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ringtree.explained import Explained

_PATTERN = re.compile(r"\+[1-9][0-9]{0,14}\*|\+[1-9][0-9]{6,14}|[0-9]{2,6}")


def _caller(text: str) -> str:
    if not _PATTERN.fullmatch(text):
        raise Explained(
            f"{text!r} must be an international number such as +74950000001, the beginning of"
            " some with a star such as +7495*, or an internal number",
            f"«{text}»: нужен международный номер, такой как +74950000001, начало номеров со"
            " звёздочкой, такое как +7495*, или внутренний номер",
        )
    return text


#: A number, or with a star at its end what numbers begin with.
CallerPattern = Annotated[str, AfterValidator(_caller)]


class CallerPatterns:
    """Numbers and beginnings, ready for matching however many they are."""

    __slots__ = ("_beginnings", "_numbers")

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self._numbers = frozenset(one for one in patterns if not one.endswith("*"))
        self._beginnings = tuple(one[:-1] for one in patterns if one.endswith("*"))

    def __contains__(self, number: str) -> bool:
        return number in self._numbers or number.startswith(self._beginnings)

    def cover(self, pattern: str) -> bool:
        """Whether every number that fits `pattern` fits here."""
        if pattern.endswith("*"):
            return pattern[:-1].startswith(self._beginnings)
        return pattern in self


class CallerList(BaseModel):
    """Callers by their numbers. Frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(exclude=True, pattern=r"^[^\W\d][\w-]{0,59}$")
    numbers: tuple[CallerPattern, ...] = Field(
        max_length=20_000, description="numbers, and beginnings of numbers with a star: +7495*"
    )

    @cached_property
    def _patterns(self) -> CallerPatterns:
        return CallerPatterns(self.numbers)

    def __contains__(self, number: str) -> bool:
        return number in self._patterns
