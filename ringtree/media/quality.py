"""How a leg sounded: counts from RTP and RTCP, and an estimated opinion score.

The score is the E-model's [ITU-T G.107 §7] with everything but delay and loss at its default:
R = 93.2 - Id - Ie,eff. Id follows Cole and Rosenbluth's fit (2001) of G.107's curves,
Ie,eff = (95 - Ie) * Ppl / (Ppl + Bpl) with G.711's Ie = 0 and Bpl = 25.1 for random loss with
concealment [G.113 appendix I].
"""

from __future__ import annotations

from typing import Any, NamedTuple

_BEST_R = 93.2
_BPL = 25.1
_PACKET_MS = 20.0


class DirectionQuality(NamedTuple):
    """One direction of one leg. None means nobody told: no packet, or no report about it.

    `packets` arrived and `lost` did not, as far as is known: without a report from the phone
    every packet sent to it counts as arrived.

    `largest_gap_ms` is the longest pause between packets that should have followed each other.
    """

    packets: int = 0
    lost: int = 0
    jitter_ms: float | None = None
    largest_gap_ms: float | None = None
    mos: float | None = None


class MediaStatistics(NamedTuple):
    """A leg at its end. `received` is what came from the phone, `sent` what went to it, as its
    own RTCP reports tell; `ignored` counts garbage and strangers' packets."""

    received: DirectionQuality = DirectionQuality()
    sent: DirectionQuality = DirectionQuality()
    round_trip_ms: float | None = None
    codec: str | None = None
    remote: str | None = None
    ignored: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for a call record."""
        return {
            **self._asdict(),
            "received": self.received._asdict(),
            "sent": self.sent._asdict(),
        }

    def to_fields(self) -> tuple[Any, ...]:
        """Nested plain tuples, for the way between processes."""
        return (tuple(self.received), tuple(self.sent), *self[2:])

    @classmethod
    def from_fields(cls, fields: tuple[Any, ...]) -> MediaStatistics:
        received, sent, *others = fields
        return cls(DirectionQuality(*received), DirectionQuality(*sent), *others)


def quality(
    *, packets: int, lost: int, jitter_ms: float, gap_ms: float | None, round_trip_ms: float | None
) -> DirectionQuality:
    """Summarise one direction, with its score if there was anything to hear."""
    if packets <= 0:
        return DirectionQuality(lost=lost)
    share = lost / (packets + lost)
    # A play-out buffer holds about twice the jitter; the network's part is half the round trip.
    delay = _PACKET_MS + 2 * jitter_ms + (round_trip_ms or 0.0) / 2
    return DirectionQuality(
        packets=packets,
        lost=lost,
        jitter_ms=round(jitter_ms, 2),
        largest_gap_ms=None if gap_ms is None else round(gap_ms, 1),
        mos=mean_opinion_score(loss=share, delay_ms=delay),
    )


def mean_opinion_score(*, loss: float, delay_ms: float) -> float:
    """Estimated MOS (1.0 to 4.5) for G.711 at a loss of 0..1 and a one-way delay in ms."""
    percent = 100 * max(0.0, min(1.0, loss))
    impairment = 0.024 * delay_ms + 0.11 * max(0.0, delay_ms - 177.3)
    r = _BEST_R - impairment - 95 * percent / (percent + _BPL)
    if r <= 0:
        return 1.0
    return round(min(4.5, max(1.0, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)), 2)
