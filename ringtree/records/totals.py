"""What many calls add up to: of the very calls that the journal shows under the same filter.

Pure: rows in, counts out. Each call is counted once in every breakdown that names all calls, so
that each of them adds up to the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

#: Upper ends, in seconds, of the classes of waiting times; longer waits are in the last.
WAITS = (5, 10, 20, 30, 60, 120, 300, 600)


class Group:
    """Calls that have something in common."""

    __slots__ = ("outcomes", "ringing", "talking", "total", "waiting")

    def __init__(self) -> None:
        self.total = 0
        self.outcomes: Counter[str] = Counter()
        self.ringing = self.waiting = self.talking = 0.0

    def add(self, row: Mapping[str, Any]) -> None:
        """Count one call."""
        self.total += 1
        self.outcomes[row["outcome"]] += 1
        self.ringing += row["ringing"]
        self.waiting += row["waiting"]
        self.talking += row["talking"]

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values; sums in seconds."""
        return {
            "total": self.total,
            "outcomes": dict(self.outcomes),
            "ringing": round(self.ringing, 1),
            "waiting": round(self.waiting, 1),
            "talking": round(self.talking, 1),
        }


class CallTotals:
    """Adds calls up. Days and hours are those of `zone`."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self.all = Group()
        self.directions: dict[str, Group] = {}
        self.days: dict[str, Group] = {}
        self.numbers: dict[str, Group] = {}
        self.queues: dict[str, Group] = {}
        self.people: dict[str, Group] = {}
        self.trunks: dict[str, Group] = {}
        self.load = [[0] * 24 for _ in range(7)]
        self.waits: list[Counter[str]] = [Counter() for _ in range(len(WAITS) + 1)]

    def add(self, row: Mapping[str, Any]) -> None:
        """Count one call: a row of `CallSearch`."""
        started: datetime = row["started"].astimezone(self._zone)
        self.all.add(row)
        _group(self.directions, row["direction"]).add(row)
        _group(self.days, started.date().isoformat()).add(row)
        self.load[started.weekday()][started.hour] += 1
        # Calls without one are counted under "", so that these add up as well.
        _group(self.numbers, row["number"] or "").add(row)
        _group(self.trunks, row["trunk"] or "").add(row)
        _group(self.people, _person(row)).add(row)
        if row["queue"] is not None:
            _group(self.queues, row["queue"]).add(row)
            self.waits[_wait_class(row["waiting"])][row["outcome"]] += 1

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "total": self.all.to_dict(),
            "directions": _dicts(self.directions),
            "days": _dicts(dict(sorted(self.days.items()))),
            "numbers": _dicts(self.numbers),
            "queues": _dicts(self.queues),
            "people": _dicts(self.people),
            "trunks": _dicts(self.trunks),
            "load": self.load,
            "waits": [
                {"up_to": limit, "outcomes": dict(counted)}
                for limit, counted in zip((*WAITS, None), self.waits, strict=True)
            ],
        }


def _group(groups: dict[str, Group], name: str) -> Group:
    found = groups.get(name)
    if found is None:
        found = groups[name] = Group()
    return found


def _dicts(groups: dict[str, Group]) -> dict[str, Any]:
    return {name: group.to_dict() for name, group in groups.items()}


def _person(row: Mapping[str, Any]) -> str:
    """Who of the company had the call: who answered it, or else who made it; "" for nobody."""
    if row["direction"] == "outgoing":
        return str(row["caller"])
    return str(row["answered_by"] or "")


def _wait_class(seconds: float) -> int:
    return next((index for index, limit in enumerate(WAITS) if seconds < limit), len(WAITS))
