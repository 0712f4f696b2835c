"""What an operator sets about mail."""

from __future__ import annotations

import re
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, SecretStr

from ringtree.settings.values import EmptyIsUnset


def _sender(text: str) -> str:
    name, address = parseaddr(text)
    if not re.fullmatch(r"[^\s@<>\"]+@[A-Za-z0-9.-]+", address) or not text.isprintable():
        raise ValueError("an address such as pbx@example.com or Example <pbx@example.com>")
    return f"{name} <{address}>" if name else address


def _senders(value: object) -> object:
    """In the environment: `company=address`, separated by commas."""
    if isinstance(value, str):
        pairs = [part.partition("=") for part in value.split(",") if part.strip()]
        return {name.strip(): address.strip() for name, _, address in pairs}
    return value


_Sender = Annotated[str, Field(max_length=320), AfterValidator(_sender)]
_Days = Annotated[float, Field(allow_inf_nan=False)]


class MailSettingsPart(BaseModel):
    """The part of `Settings` that is about mail."""

    mail_host: Annotated[str | None, EmptyIsUnset] = Field(
        default=None,
        pattern=r"^[A-Za-z0-9._:-]{1,253}$",
        description="The mail server that takes our mails. Not set: mails wait in the outbox.",
    )
    mail_port: int = Field(
        default=587, ge=1, le=65535, description="587 for STARTTLS, 465 for TLS, 25 within a house."
    )
    mail_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="TLS after a greeting, TLS from the first byte, or none: for a server on this "
        "machine. A wrong certificate stops the sending; a password never goes without TLS.",
    )
    mail_ca_file: Annotated[Path | None, EmptyIsUnset] = Field(
        default=None, description="Certificates to trust in place of the system's, in PEM."
    )
    mail_username: Annotated[str | None, EmptyIsUnset] = Field(
        default=None, description="Name to log in at the mail server. Not set: no login."
    )
    mail_password: Annotated[SecretStr | None, EmptyIsUnset] = Field(
        default=None, description="Its password."
    )
    mail_from: _Sender = Field(
        default="Ringtree <ringtree@localhost>",
        description="Sender of the mails: an address, or `Name <address>`.",
    )
    mail_senders: Annotated[dict[str, _Sender], BeforeValidator(_senders)] = Field(
        default_factory=dict,
        description="Senders of companies instead of `mail_from`, by the company's code; in the "
        "environment `romashka=pbx@romashka.ru`, separated by commas.",
    )
    mail_connections: int = Field(
        default=4, ge=1, le=50, description="Connections to the mail server at once."
    )
    mail_timeout: float = Field(
        default=60.0,
        ge=1,
        le=600,
        allow_inf_nan=False,
        description="Seconds the mail server may take for each of its answers, and a fifth of "
        "what it may take for a whole mail.",
    )
    mail_hourly_limit: int = Field(
        default=60,
        ge=1,
        le=100_000,
        description="Mails a company gets within an hour; what is more is gathered into one.",
    )
    mail_give_up_days: _Days = Field(
        default=4.0, ge=0.1, le=30, description="How long an address that is put off is tried."
    )
    mail_keep_days: _Days = Field(
        default=30.0,
        ge=1,
        le=3650,
        description="How long a mail that was settled stays in the list.",
    )
    mail_largest: int = Field(
        default=20_000_000,
        ge=100_000,
        le=500_000_000,
        description="Bytes of a mail's attachments; what is larger is left out and mentioned.",
    )
