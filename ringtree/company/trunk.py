"""A trunk: the link to a carrier, and what that carrier demands."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

import phonenumbers
from pydantic import AfterValidator, Field, model_validator

from ringtree.company.address import (
    Host,
    TrunkAddress,
    is_name,
    parse_address,
    parse_host,
    parse_name,
)
from ringtree.company.part import Key, Part
from ringtree.company.words import one_line
from ringtree.explained import Explained


class Transport(StrEnum):
    """How SIP is carried to a trunk."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class NumberStyle(StrEnum):
    """How a carrier wants a number written; +74950000001 as an example."""

    E164 = "e164"  # +74950000001
    DIGITS = "digits"  # 74950000001
    NATIONAL = "national"  # 84950000001, as it is dialled in the region; 810… for other countries
    SUBSCRIBER = "subscriber"  # 4950000001, the region's own without a prefix; else as digits


class Identity(StrEnum):
    """Where a carrier reads the presented number besides From [RFC 3325 §9]."""

    PAI = "pai"  # P-Asserted-Identity
    PPI = "ppi"  # P-Preferred-Identity
    NONE = "none"


class FromUser(StrEnum):
    """Whose name stands in From."""

    NUMBER = "number"
    ACCOUNT = "account"  # the trunk's user name; the number stands in the identity header


class Redirecting(StrEnum):
    """How a carrier is told that a call is passed on for somebody."""

    DIVERSION = "diversion"  # RFC 5806
    HISTORY_INFO = "history-info"  # RFC 7044
    NONE = "none"


class Reliable(StrEnum):
    """Whether provisional responses are acknowledged [RFC 3262]."""

    OFFER = "offer"
    REQUIRE = "require"
    NEVER = "never"


def _address(text: str) -> str:
    if is_name(text):
        parse_name(text)
    else:
        parse_address(text)
    return text


def _server(text: str) -> str:
    parse_host(text)
    return text


def _region(text: str) -> str:
    if text not in phonenumbers.SUPPORTED_REGIONS:
        raise Explained(
            f"{text!r} is not a country of two capital letters such as RU",
            f"«{text}» — не код страны из двух заглавных букв, такой как RU",
        )
    return text


Region = Annotated[str, AfterValidator(_region)]
Login = Annotated[
    str, AfterValidator(one_line), Field(min_length=1, max_length=100, pattern=r'^[^\s"<>@]+$')
]
DialDigits = Annotated[str, Field(pattern=r"^[0-9*#+]{1,16}$")]


class TrunkNumbers(Part):
    """How this carrier writes numbers, and how they are written for it."""

    region: Region | None = Field(
        default=None, description="the country national numbers belong to; else the company's"
    )
    called: NumberStyle = Field(default=NumberStyle.E164, description="numbers called there")
    caller: NumberStyle = Field(default=NumberStyle.E164, description="numbers presented there")
    prefix: DialDigits | None = Field(
        default=None, description="put before every number called there"
    )
    strip: DialDigits | None = Field(
        default=None, description="taken off the numbers the carrier dials"
    )


class Trunk(Part):
    """A carrier: known by addresses, by a registration of ours, or by a password it proves."""

    name: Key = Field(exclude=True)
    addresses: tuple[Annotated[str, AfterValidator(_address)], ...] = Field(
        default=(),
        max_length=100,
        description="where its calls come from: address, address:port, [IPv6]:port, "
        "network/length or a DNS name",
    )
    server: Annotated[str, AfterValidator(_server)] | None = Field(
        default=None,
        description="where calls and registrations go: a domain, host:port or [IPv6]:port; "
        "else the single addresses, in order",
    )
    transport: Transport | None = Field(
        default=None, description="udp, tcp or tls; else what DNS says, and udp if it does not"
    )
    verify: bool = Field(default=True, description="over TLS, whether the carrier must prove who")
    username: Login | None = Field(
        default=None, description="our account there; its password: ringtree trunk secret"
    )
    domain: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9._-]{1,253}$",
        description="the domain of the account; else the server's",
    )
    registers: bool = Field(default=False, description="whether we register there")
    expires: int = Field(
        default=600, ge=60, le=86400, description="seconds a registration is asked for"
    )
    authenticates: bool = Field(
        default=False, description="whether the carrier's calls must prove a password"
    )
    probe: Annotated[float, Field(ge=5, le=3600)] | None = Field(
        default=30.0, description="seconds between two OPTIONS; null: never"
    )
    numbers: TrunkNumbers = Field(
        default_factory=TrunkNumbers, description="how the carrier writes numbers"
    )
    identity: Identity = Field(
        default=Identity.PAI, description="where the presented number stands besides From"
    )
    from_user: FromUser = Field(default=FromUser.NUMBER, description="what stands in From")
    user_phone: bool = Field(default=False, description="adds user=phone to numbers")
    redirecting: Redirecting = Field(
        default=Redirecting.DIVERSION, description="how a passed-on call is told"
    )
    original_caller: bool = Field(
        default=False,
        description="whether calls passed on may present the caller's number, with Diversion",
    )
    early_media: bool = Field(
        default=True, description="whether our callers hear the carrier before an answer"
    )
    reliable: Reliable = Field(
        default=Reliable.OFFER, description="acknowledged provisional responses (100rel)"
    )
    session_expires: Annotated[int, Field(ge=90, le=86400)] | None = Field(
        default=1800, description="seconds after which a call must be refreshed; null: never"
    )
    late_offer: bool = Field(
        default=False, description="whether the carrier makes the offer when we call"
    )
    redirects: bool = Field(
        default=False, description="whether 3xx is followed to the trunk's own addresses"
    )
    max_calls: int | None = Field(
        default=None, ge=1, le=100_000, description="simultaneous calls; further ones get 503"
    )
    max_calls_per_second: float | None = Field(
        default=None,
        gt=0,
        le=1000,
        description="new calls per second, both directions together; further ones get 503",
    )

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if not (self.addresses or self.server or self.authenticates):
            raise Explained(
                "a trunk needs addresses, a server, or authenticates: true",
                "транку нужны addresses, server или authenticates: true",
            )
        if self.registers and not (self.server and self.username):
            raise Explained(
                "registers: true needs a server and a username",
                "для registers: true нужны server и username",
            )
        if self.from_user is FromUser.ACCOUNT and not self.username:
            raise Explained(
                "from_user: account needs a username", "для from_user: account нужен username"
            )
        return self

    @cached_property
    def sources(self) -> tuple[TrunkAddress, ...]:
        """The numeric addresses, ready for matching."""
        return tuple(parse_address(text) for text in self.addresses if not is_name(text))

    @cached_property
    def names(self) -> tuple[Host, ...]:
        """The DNS names among the addresses; whoever is behind them is found out while we run."""
        return tuple(parse_name(text) for text in self.addresses if is_name(text))

    @cached_property
    def servers(self) -> tuple[Host, ...]:
        """Where calls go, in order of preference; empty for a carrier that only calls us."""
        if self.server is not None:
            return (parse_host(self.server),)
        single = (Host(one.host, one.port) for one in self.sources if one.host is not None)
        return (*single, *self.names)

    def sends_from(self, host: str, port: int) -> bool:
        """Whether a message from numeric `host` and `port` is this trunk's."""
        return any(source.matches(host, port) for source in self.sources)

    def account(self, company: str) -> str:
        """The name the carrier proves a password of, unique on the server; no person has a dot."""
        return f"{company}.{self.name}"
