"""What calls cost by a price list. Money is exact decimals, time whole seconds."""

from __future__ import annotations

from decimal import Decimal

from ringtree.company.route import PriceList, Rate


def rate_of(prices: PriceList | None, number: str) -> Rate | None:
    """The rate of a number, E.164: that of the longest beginning; None if the list has none."""
    if prices is None:
        return None
    for length in range(min(prices.longest, len(number)), 1, -1):
        if (rate := prices.rates.get(number[:length])) is not None:
            return rate
    return None


def charged_seconds(rate: Rate, seconds: float) -> int:
    """The seconds a carrier charges for a conversation of `seconds`; none if there was none."""
    if seconds <= 0:
        return 0
    over = max(0, _whole(seconds) - rate.first)
    return rate.first + -(-over // rate.step) * rate.step


def price(rate: Rate, seconds: float) -> Decimal:
    """What a conversation of `seconds` costs; a call nobody answered costs nothing."""
    charged = charged_seconds(rate, seconds)
    if not charged:
        return Decimal(0)
    return rate.connection + rate.per_minute * charged / 60


def _whole(seconds: float) -> int:
    return int(seconds) + (seconds > int(seconds))
