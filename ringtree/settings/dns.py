"""What an operator sets about DNS."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from ringtree.settings.values import listed


def _name_server(text: str) -> str:
    host, _, port = text.partition(":") if text.count(":") == 1 else (text, "", "")
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError("a port from 1 to 65535 after the address")
    try:
        ip_address(host)
    except ValueError:
        raise ValueError("a numeric address, or an IPv4 address with a port: 192.0.2.53") from None
    return text


class DnsSettingsPart(BaseModel):
    """The part of `Settings` that is about names."""

    dns_servers: Annotated[
        tuple[Annotated[str, AfterValidator(_name_server)], ...], BeforeValidator(listed)
    ] = Field(
        default=(),
        description="Name servers to ask for carriers' addresses, `address` or `address:port`. "
        "None: those of the system.",
    )
