"""How values spread: their number, mean, quantiles and greatest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Spread:
    """Of no values everything but the count is None."""

    count: int
    mean: float | None = None
    median: float | None = None
    p80: float | None = None
    p95: float | None = None
    greatest: float | None = None

    def to_dict(self) -> dict[str, float | int | None]:
        """As plain JSON values; a tenth of a second is enough."""
        return {
            "count": self.count,
            "mean": _tenth(self.mean),
            "median": _tenth(self.median),
            "p80": _tenth(self.p80),
            "p95": _tenth(self.p95),
            "greatest": _tenth(self.greatest),
        }


def spread(values: Iterable[float]) -> Spread:
    """The spread of the values. A quantile is one of them: the nearest rank."""
    ordered = sorted(values)
    if not ordered:
        return Spread(0)
    return Spread(
        len(ordered),
        sum(ordered) / len(ordered),
        quantile(ordered, 0.5),
        quantile(ordered, 0.8),
        quantile(ordered, 0.95),
        ordered[-1],
    )


def quantile(ordered: list[float], share: float) -> float:
    """The least of the ordered values that `share` of them do not exceed."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
