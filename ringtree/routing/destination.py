"""What a number of the public network is: its country and its kind, which decide what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType as Type

from ringtree.company.route import NumberKind, country_of

#: Country codes of satellite and other networks that belong to no country [ITU-T E.164.1].
_WORLDWIDE_KINDS = {
    800: NumberKind.TOLL_FREE,
    808: NumberKind.SHARED_COST,
    870: NumberKind.SATELLITE,
    878: NumberKind.PERSONAL,
    881: NumberKind.SATELLITE,
    882: NumberKind.SATELLITE,
    883: NumberKind.SATELLITE,
    888: NumberKind.SATELLITE,
    979: NumberKind.PREMIUM,
}

_KINDS = {
    Type.FIXED_LINE: NumberKind.FIXED,
    Type.FIXED_LINE_OR_MOBILE: NumberKind.FIXED,
    Type.MOBILE: NumberKind.MOBILE,
    Type.TOLL_FREE: NumberKind.TOLL_FREE,
    Type.SHARED_COST: NumberKind.SHARED_COST,
    Type.UAN: NumberKind.SHARED_COST,
    Type.VOIP: NumberKind.INTERNET,
    Type.PREMIUM_RATE: NumberKind.PREMIUM,
    Type.PERSONAL_NUMBER: NumberKind.PERSONAL,
    Type.PAGER: NumberKind.PERSONAL,
}


@dataclass(frozen=True, slots=True)
class Called:
    """A number that is called, E.164. `country` is ISO 3166, None for networks without one."""

    number: str
    country: str | None
    kind: NumberKind

    @property
    def length(self) -> int:
        """Digits, with the country code."""
        return len(self.number) - 1


@lru_cache(maxsize=4096)
def called(number: str) -> Called:
    """What `number`, E.164 with the plus, is. Nothing is believed of a number nobody can have."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return Called(number, None, NumberKind.UNKNOWN)
    kind = _WORLDWIDE_KINDS.get(parsed.country_code or 0)
    if kind is None:
        kind = _KINDS.get(phonenumbers.number_type(parsed), NumberKind.UNKNOWN)
    return Called(number, country_of(number) or _by_code(parsed.country_code), kind)


def _by_code(code: int | None) -> str | None:
    """The main country of a code, for numbers its numbering plan does not have."""
    region = phonenumbers.region_code_for_country_code(code or 0)
    return region if region in phonenumbers.SUPPORTED_REGIONS else None
