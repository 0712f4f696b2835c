"""What is stopped, and how what is watched is counted and kept within bounds."""

from __future__ import annotations

from collections import OrderedDict
from enum import StrEnum
from ipaddress import IPv6Network
from typing import Any, NamedTuple

#: Sources, pairs and accounts remembered at most; the longest untouched are forgotten.
MOST = 20_000


class BlockKind(StrEnum):
    """What is stopped."""

    SOURCE = "source"
    ACCOUNT = "account"
    PAIR = "pair"
    SLOWED = "slowed"
    ALLOWED = "allowed"  # a network that is never banned: the opposite, kept in the same way


class Block(NamedTuple):
    """Something that is stopped until an instant, and why. A pair is "source account"."""

    kind: BlockKind
    subject: str
    until: float
    why: str
    times: int


def key_of(host: str) -> str:
    """An address as sources are counted: whoever has one IPv6 address has its whole /64."""
    if ":" not in host:
        return host
    try:
        return str(IPv6Network((host.partition("%")[0], 64), strict=False))
    except ValueError:
        return host


def bound(known: OrderedDict[str, Any]) -> None:
    """Forget the longest untouched of more than `MOST`."""
    while len(known) > MOST:
        known.popitem(last=False)
