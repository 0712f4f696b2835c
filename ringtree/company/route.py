"""Calls to the outside as a document allows and leads them.

```yaml
country: RU
calling:
  countries: [RU, KZ]
  regions: {moscow: ["+7495", "+7499"]}
  caller_ids: {"*68": "+74950000001", "*67": anonymous}
  routes:
    - {regions: moscow, trunks: [city, backup]}
    - {countries: KZ, trunks: [city, world], order: cheapest}
  prices:
    city: {currency: RUB, rates: {"+7495": 0.9, "+7": {per_minute: 2, first: 60}}}
  locations:
    office: {number: "+74950000001", people: [101, 102]}
```
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

import phonenumbers
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ringtree.company.limits import AllLimits
from ringtree.company.part import E164, Extension, Key, Part, Title, named
from ringtree.company.words import suggest
from ringtree.explained import Explained


class NumberKind(StrEnum):
    """What sort of number is called, which decides what it may cost."""

    FIXED = "fixed"
    MOBILE = "mobile"
    TOLL_FREE = "toll_free"
    SHARED_COST = "shared_cost"
    INTERNET = "internet"  # numbers of telephone services over the internet
    PREMIUM = "premium"
    SATELLITE = "satellite"  # and other networks without a country
    PERSONAL = "personal"  # personal numbers and pagers, charged like premium ones
    UNKNOWN = "unknown"  # by the numbering plan nobody has such a number


#: What a company calls unless it says otherwise: nothing that earns somebody money by ringing.
USUAL_KINDS = (
    NumberKind.FIXED,
    NumberKind.MOBILE,
    NumberKind.TOLL_FREE,
    NumberKind.SHARED_COST,
    NumberKind.INTERNET,
)

ANONYMOUS = "anonymous"
MOST_ROUTES = 500
MOST_RATES = 20_000


#: Where a company dials that has no number yet and says no country.
DEFAULT_COUNTRY = "RU"


def country_of(number: str | None) -> str | None:
    """The country of a number, E.164; None for none and for networks without a country."""
    if number is None:
        return None
    try:
        found = phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None
    return found if found in phonenumbers.SUPPORTED_REGIONS else None


def _country(code: str) -> str:
    if code not in phonenumbers.SUPPORTED_REGIONS:
        known = phonenumbers.SUPPORTED_REGIONS
        raise Explained(
            f"{code!r} is not the two-letter code of a country, such as DE{suggest(code, known)}",
            f"«{code}» — не двухбуквенный код страны, такой как DE{suggest(code, known, 'ru')}",
        )
    return code


def _one(value: Any) -> Any:
    return (value,) if isinstance(value, str | int) else value


#: ISO 3166, two letters.
Country = Annotated[str, AfterValidator(_country)]
#: What numbers of the public network begin with.
Prefix = Annotated[str, Field(pattern=r"^\+[1-9][0-9]{0,14}$")]
#: Dialled before a number: a star, digits, and perhaps a hash key.
Code = Annotated[str, Field(pattern=r"^[*#][0-9]{1,4}[*#]?$")]
#: An amount of money; pennies are exact.
Money = Annotated[Decimal, Field(ge=0, le=10_000_000, max_digits=12, decimal_places=4)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Countries = Annotated[tuple[Country, ...], BeforeValidator(_one)]
Kinds = Annotated[tuple[NumberKind, ...], BeforeValidator(_one)]
Prefixes = Annotated[tuple[Prefix, ...], BeforeValidator(_one)]
Keys = Annotated[tuple[Key, ...], BeforeValidator(_one)]
Extensions = Annotated[tuple[Extension, ...], BeforeValidator(_one)]


class Permission(Part):
    """What may be called. What is not named here is not called.

    A prefix decides before country and kind do, and the longest of several decides.
    """

    countries: Countries | Literal["all"] | None = Field(
        default=None, description="codes of countries, or all; by default the company's own only"
    )
    kinds: Kinds = Field(
        default=USUAL_KINDS,
        description="kinds of numbers: premium, satellite, personal and unknown must be opened",
    )
    allow: Prefixes = Field(default=(), description="beginnings allowed whatever else is said")
    deny: Prefixes = Field(default=(), description="beginnings never called")


class RouteOrder(StrEnum):
    """Which of a route's trunks is tried first."""

    GIVEN = "given"
    CHEAPEST = "cheapest"


class Route(Part):
    """Which trunks take a call, the first first. It takes those that fit all that it names."""

    name: Title | None = Field(default=None, description="what people call this route")
    countries: Countries = Field(default=(), description="of the number called")
    regions: Keys = Field(default=(), description="names out of calling.regions")
    prefixes: Prefixes = Field(default=(), description="what the number begins with")
    kinds: Kinds = Field(default=(), description="kinds of numbers")
    lengths: Annotated[tuple[Annotated[int, Field(ge=3, le=15)], ...], BeforeValidator(_one)] = (
        Field(default=(), description="digits with the country code, without the plus")
    )
    people: Extensions = Field(default=(), description="of these people only")
    groups: Keys = Field(default=(), description="of people of these groups only")
    hours: Key | None = Field(default=None, description="only while this schedule is open")
    trunks: Keys = Field(min_length=1, description="tried in this order")
    order: RouteOrder = Field(
        default=RouteOrder.GIVEN, description="as given, or the cheapest by the price lists first"
    )


class Rate(Part):
    """What a call costs. The first `first` seconds are charged whole, then every begun `step`."""

    per_minute: Money
    connection: Money = Field(default=Decimal(0), description="charged once, on answer")
    first: int = Field(default=60, ge=1, le=3600, description="seconds charged at least")
    step: int = Field(default=60, ge=1, le=3600, description="seconds charged at once afterwards")


def _rates(value: Any) -> Any:
    """A bare number is a price per minute."""
    if not isinstance(value, Mapping):
        return value
    return {
        key: {"per_minute": rate} if isinstance(rate, int | float | str | Decimal) else rate
        for key, rate in value.items()
    }


class PriceList(Part):
    """What a trunk's calls cost, by what the number begins with; the longest beginning decides."""

    currency: Currency
    rates: Annotated[Mapping[Prefix, Rate], BeforeValidator(_rates)] = Field(
        max_length=MOST_RATES, description="per minute, or per_minute, connection, first, step"
    )

    @cached_property
    def longest(self) -> int:
        """Characters of the longest beginning."""
        return max(map(len, self.rates), default=0)


class Location(Part):
    """Where people sit: help is sent to where the number shown to the emergency services is."""

    name: Key = Field(exclude=True)
    number: E164 = Field(description="the number presented to the emergency services")
    people: Extensions = ()
    groups: Keys = ()
    trunks: Keys = Field(default=(), description="tried first, before all others")


CallerIdCodes = Annotated[Mapping[Code, E164 | Literal["anonymous"]], Field(max_length=100)]


class Calling(Permission):
    """What the company calls, over which trunks, presenting what, and how much of it."""

    caller_ids: CallerIdCodes = Field(
        default={"*67": ANONYMOUS},
        description="codes dialled before a number → the number presented, or anonymous",
    )
    emergency: tuple[Annotated[str, Field(pattern=r"^[0-9]{2,6}$")], ...] = Field(
        default=(), description="emergency numbers beside the country's and 112"
    )
    regions: Mapping[Key, Prefixes] = Field(
        default_factory=dict, description="names for beginnings of numbers"
    )
    routes: tuple[Route, ...] = Field(
        default=(),
        max_length=MOST_ROUTES,
        description="the first that fits is taken; with none, the trunk of the number presented",
    )
    prices: Mapping[Key, PriceList] = Field(
        default_factory=dict, description="price lists by trunk"
    )
    limits: AllLimits = AllLimits()
    locations: Annotated[Mapping[Key, Location], BeforeValidator(named)] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _one_currency(self) -> Self:
        currencies = sorted({prices.currency for prices in self.prices.values()})
        if len(currencies) > 1:
            raise Explained(
                f"price lists must be in one currency, not {', '.join(currencies)}: "
                "limits of money add up what the trunks cost",
                f"прейскуранты должны быть в одной валюте, а не в {', '.join(currencies)}: "
                "лимиты денег складывают стоимость всех транков",
            )
        return self

    @property
    def currency(self) -> str:
        """What money is counted in; "" without price lists."""
        return next((prices.currency for prices in self.prices.values()), "")
