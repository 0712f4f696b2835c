"""Bans as the operator sees and sets them."""

from __future__ import annotations

from datetime import datetime
from ipaddress import ip_address, ip_network
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field


def _address(text: str) -> str:
    ip_address(text)
    return text


def _network(text: str) -> str:
    ip_network(text, strict=False)
    return text


class BanRow(BaseModel):
    """Who is stopped, and why. `until` is null for a network that is never banned."""

    kind: Literal["source", "slowed", "account", "pair", "allowed"] = Field(
        description="an address; one of which only a trickle is read; an account; an account from"
        " one address; a network that is never banned"
    )
    subject: str = Field(examples=["203.0.113.66"])
    why: str = Field(examples=["wrong passwords"])
    times: int = Field(description="how often by now")
    since: datetime
    until: datetime | None


class NewBan(BaseModel):
    """An address to drop everything from."""

    address: Annotated[str, AfterValidator(_address)] = Field(
        max_length=60, examples=["203.0.113.66"]
    )
    hours: float = Field(default=24.0, gt=0, le=8784)


class AllowedNetwork(BaseModel):
    """A network, or an address, of which nobody is banned."""

    network: Annotated[str, AfterValidator(_network)] = Field(
        max_length=60, examples=["203.0.113.0/24"]
    )
