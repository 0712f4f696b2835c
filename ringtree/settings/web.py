"""What an operator sets about the panel, the API and webhooks."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, SecretStr

from ringtree.settings.values import EmptyIsUnset, host, listed, parse_bind

#: Whose secret, and its name.
SecretName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}/[^\W\d][\w-]{0,59}$")]
Secret = Annotated[SecretStr, Field(min_length=8, max_length=200)]


def parse_http(text: str) -> tuple[str, int]:
    """Read `127.0.0.1:8080` or `[::1]:8080`.

    Raises:
        ValueError: it is neither.
    """
    bind = parse_bind(f"tcp:{text}")
    return bind.host, bind.port


def _http(text: str) -> str:
    try:
        parse_http(text)
    except ValueError:
        raise ValueError("address:port, such as 127.0.0.1:8080 or [::1]:8080") from None
    return text


def _public_url(text: str) -> str:
    if not re.fullmatch(
        r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?|https?://\[[0-9a-fA-F:]+\](:[0-9]{1,5})?/?", text
    ):
        raise ValueError("a URL without a path, such as https://pbx.example.com")
    return text.rstrip("/")


def _secrets(value: object) -> object:
    """In the environment: `company/name=secret`, separated by commas."""
    if isinstance(value, str):
        pairs = [part.strip().partition("=") for part in value.split(",") if part.strip()]
        return {name: secret for name, _, secret in pairs}
    return value


class WebSettingsPart(BaseModel):
    """The part of `Settings` that is about HTTP, ours and that of others."""

    http_bind: Annotated[str | None, EmptyIsUnset, AfterValidator(lambda b: b and _http(b))] = (
        Field(
            default="127.0.0.1:8080",
            description="Address of the panel and the API, as `address:port`; IPv6 is written "
            "`[::1]:8080`. Not set: neither is served.",
        )
    )
    public_url: Annotated[
        str | None, EmptyIsUnset, AfterValidator(lambda u: u and _public_url(u))
    ] = Field(
        default=None,
        description="URL under which people open the panel, such as `https://pbx.example.com`; "
        "links in mails begin with it. With `https` cookies are sent over nothing else. "
        "Not set: `http://` and `http_bind`.",
    )
    http_proxies: Annotated[
        tuple[Annotated[str, AfterValidator(host)], ...], BeforeValidator(listed)
    ] = Field(
        default=("127.0.0.1", "::1"),
        max_length=100,
        description="Reverse proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.",
    )
    metrics_hosts: Annotated[
        tuple[Annotated[str, AfterValidator(host)], ...], BeforeValidator(listed)
    ] = Field(
        default=("127.0.0.1", "::1"),
        max_length=100,
        description="Addresses and networks that may read `/metrics`.",
    )
    webhook_hosts: Annotated[
        tuple[Annotated[str, AfterValidator(host)], ...], BeforeValidator(listed)
    ] = Field(
        default=(),
        max_length=1000,
        description="Host names, addresses and networks that webhooks may ask besides public "
        "addresses, such as `crm.local`, `10.0.5.7` or `10.1.0.0/16`.",
    )
    webhook_secrets: Annotated[dict[SecretName, Secret], BeforeValidator(_secrets)] = Field(
        default_factory=dict,
        description="What webhooks sign with, by company and name: "
        '`{"romashka/crm" = "secret"}`; in the environment `romashka/crm=secret`, separated by '
        "commas.",
    )

    @property
    def panel_url(self) -> str:
        """Under which people open the panel: `public_url`, or what `http_bind` says."""
        return self.public_url or f"http://{self.http_bind}"

    @property
    def is_https(self) -> bool:
        """Whether browsers reach us over HTTPS, ours or a proxy's."""
        return self.panel_url.startswith("https:")
