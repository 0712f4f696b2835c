"""A trunk: the link to a carrier, and what that carrier demands."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field

from ringtree.company.address import TrunkAddress, parse_address
from ringtree.company.part import Key, Part


def _trunk_address(text: str) -> str:
    parse_address(text)
    return text


class Trunk(Part):
    """A carrier that hands over calls, recognised by the addresses it sends from."""

    name: Key = Field(exclude=True)
    addresses: tuple[Annotated[str, AfterValidator(_trunk_address)], ...] = Field(
        min_length=1, description="address, address:port, [IPv6]:port or network/length"
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

    original_caller: bool = Field(
        default=False,
        description="whether calls passed on may present the caller's number, with Diversion",
    )

    @cached_property
    def sources(self) -> tuple[TrunkAddress, ...]:
        """The addresses, ready for matching."""
        return tuple(parse_address(text) for text in self.addresses)

    def sends_from(self, host: str, port: int) -> bool:
        """Whether a message from numeric `host` and `port` is this trunk's."""
        return any(source.matches(host, port) for source in self.sources)
