"""How far a caller may be led by what people have said about their own calls."""

from __future__ import annotations

from enum import StrEnum


class Forwarding(StrEnum):
    """Whether people's own forwarding is followed.

    Whoever writes `FOLLOW` says that callers may reach a trunk here: the one thing that costs.
    """

    FOLLOW = "follow"
    INSIDE = "inside"  # to colleagues, but not out of the house
    IGNORE = "ignore"
