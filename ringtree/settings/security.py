"""What an operator sets about strangers and thieves."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from ringtree.settings.values import EmptyIsUnset, listed


def _network(text: str) -> str:
    try:
        return str(ip_network(text.strip(), strict=False))
    except ValueError:
        raise ValueError("an address, or a network such as 203.0.113.0/24") from None


_Network = Annotated[str, AfterValidator(_network)]


class SecuritySettingsPart(BaseModel):
    """The part of `Settings` that is about strangers and thieves."""

    never_banned: Annotated[tuple[_Network, ...], BeforeValidator(listed)] = Field(
        default=(),
        max_length=1000,
        description="Addresses and networks that are never banned, whatever comes from there."
        " The addresses of trunks never are. In the environment: separated by commas.",
    )
    networks_file: Annotated[Path | None, EmptyIsUnset] = Field(
        default=None,
        description="A file that says in which country a network is, for mails about phones that"
        " register from a new country: lines of `network,country`, such as 203.0.113.0/24,GB."
        " Not set: the beginning of the address counts instead, 16 bits of IPv4, 32 of IPv6.",
    )
