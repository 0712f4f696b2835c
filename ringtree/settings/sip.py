"""What an operator sets about SIP."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from ringtree.settings.values import (
    Bind,
    EmptyIsUnset,
    Seconds,
    bind_text,
    listed,
    numeric,
    parse_bind,
)


class SipSettingsPart(BaseModel):
    """The part of `Settings` that is about SIP and registrations."""

    sip_bind: Annotated[
        tuple[Annotated[str, AfterValidator(bind_text)], ...], BeforeValidator(listed)
    ] = Field(
        default=("udp:0.0.0.0:5060", "tcp:0.0.0.0:5060"),
        min_length=1,
        description="Addresses to receive SIP on, as `transport:address:port`; transports are "
        "`udp`, `tcp` and `tls`, IPv6 is written `udp:[::]:5060`. `tls` needs `tls_certificate`.",
    )
    public_address: Annotated[
        str | None, EmptyIsUnset, AfterValidator(lambda a: a and numeric(a))
    ] = Field(
        default=None,
        description="Numeric address under which phones and carriers outside reach this "
        "server, when it is behind a NAT. Not set: the address of the interface used.",
    )
    realm: str = Field(
        default="ringtree",
        pattern=r"^[A-Za-z0-9._-]{1,64}$",
        description="Digest realm. Passwords are kept for a realm: another one voids them all.",
    )
    digest_algorithms: Annotated[tuple[Literal["MD5", "SHA-256"], ...], BeforeValidator(listed)] = (
        Field(
            default=("MD5", "SHA-256"),
            min_length=1,
            description="Challenges offered to phones, in this order. Some phones take only the "
            "first; some old ones refuse any challenge but `MD5` and need it alone.",
        )
    )
    min_expires: int = Field(
        default=60, ge=10, le=3600, description="Shortest registration accepted."
    )
    max_expires: int = Field(
        default=3600, ge=60, le=86400, description="Longest registration given."
    )
    max_contacts: int = Field(
        default=10, ge=1, le=100, description="Devices registered at once for one internal number."
    )
    keepalive_interval: Seconds = Field(
        default=25.0,
        ge=5,
        le=600,
        description="Pause between OPTIONS to a phone behind NAT; shorter than routers forget.",
    )
    user_agent: str = Field(
        default="Ringtree",
        pattern=r"^[!-~]([ -~]{0,62}[!-~])?$",
        description="What we call ourselves in SIP messages.",
    )

    @property
    def binds(self) -> tuple[Bind, ...]:
        """`sip_bind`, parsed."""
        return tuple(parse_bind(text) for text in self.sip_bind)
