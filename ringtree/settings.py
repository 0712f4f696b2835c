"""What an operator sets: a TOML file, and the environment over it.

Every setting has a default that serves a first try on one machine. A wrong value stops the start
with the setting's name and what is allowed. The protocol's timers are not here: RFC 3261's are
the law, and a PBX whose operator changes T1 is a PBX that nobody can help.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ringtree.settings_dns import DnsSettingsPart
from ringtree.settings_mail import MailSettingsPart
from ringtree.settings_security import SecuritySettingsPart
from ringtree.settings_tls import TlsSettingsPart
from ringtree.settings_voicemail import VoicemailSettingsPart

ENVIRONMENT = "RINGTREE_"
#: Names the file, unless the command line does.
FILE_VARIABLE = "RINGTREE_SETTINGS"


class SettingsError(Exception):
    """A setting is wrong. `name` is the setting's, `source` where it was set."""

    def __init__(self, name: str, value: object, allowed: str, source: str) -> None:
        secret = name.lower().endswith(
            ("database_url", "secrets", "password", "_key")
        )  # it may hold a password
        given = f" = {value!r}" if value is not None and not secret else ""
        super().__init__(f"{source}: {name}{given} is not allowed: {allowed}")
        self.name = name
        self.value = value
        self.allowed = allowed
        self.source = source


class Bind(NamedTuple):
    """An address to listen on."""

    transport: str  # udp, tcp or tls
    host: str  # numeric; IPv6 without brackets
    port: int


def parse_bind(text: str) -> Bind:
    """Read `udp:0.0.0.0:5060` or `tls:[::]:5061`.

    Raises:
        ValueError: it is nothing of the kind.
    """
    transport, _, rest = text.partition(":")
    host, _, port = rest.rpartition(":")
    is_bracketed = host.startswith("[") and host.endswith("]")
    host = host[1:-1] if is_bracketed else host
    if (
        transport not in ("udp", "tcp", "tls")
        or not _is_port(port)
        or (":" in host) != is_bracketed
    ):
        raise ValueError("transport:address:port, such as udp:0.0.0.0:5060 or tls:[::]:5061")
    return Bind(transport, _numeric(host), int(port))


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) < 65536


def _numeric(host: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError:
        raise ValueError(f"a numeric address, which {host!r} is not") from None


def _bind(text: str) -> str:
    parse_bind(text)
    return text


class Ports(NamedTuple):
    """A range of UDP ports, both ends included."""

    first: int
    last: int


def parse_ports(text: str) -> Ports:
    """Read `10000-19999`.

    Raises:
        ValueError: not a range, or too small for a single call.
    """
    first, _, last = text.partition("-")
    allowed = "first-last with 1024 <= first, last <= 65535 and at least 4 ports: 10000-19999"
    if not (_is_port(first) and _is_port(last)):
        raise ValueError(allowed)
    ports = Ports(int(first), int(last))
    if ports.first < 1024 or ports.last - ports.first < 3:
        raise ValueError(allowed)
    return ports


def _ports(text: str) -> str:
    parse_ports(text)
    return text


def _listed(value: object) -> object:
    """The environment knows no lists: commas there."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _secrets(value: object) -> object:
    """In the environment: `company/name=secret`, separated by commas."""
    if isinstance(value, str):
        pairs = [part.strip().partition("=") for part in value.split(",") if part.strip()]
        return {name: secret for name, _, secret in pairs}
    return value


def _host(text: str) -> str:
    """A host name, a numeric address or a network."""
    try:
        return str(ip_network(text, strict=False)) if "/" in text else str(ip_address(text))
    except ValueError:
        if re.fullmatch(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?", text):
            return text.lower()
    raise ValueError("a host name, a numeric address or a network such as 10.1.0.0/16")


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


def _database(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+asyncpg://")):
        raise ValueError("sqlite:///file or postgresql://user:password@host/name")
    return url


def _nothing(value: object) -> object:
    return None if value == "" else value


#: The speech engines there are.
EngineName = Literal["espeak-ng", "festival", "piper"]
EmptyIsUnset = BeforeValidator(_nothing)  # in the environment, empty means not set
Seconds = Annotated[float, Field(allow_inf_nan=False)]


class Settings(
    DnsSettingsPart, TlsSettingsPart, MailSettingsPart, VoicemailSettingsPart, SecuritySettingsPart
):
    """Everything an operator can set. Times are in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(
        default=Path("data"), description="Directory of the database, journals, prompts, records."
    )
    database_url: Annotated[
        str | None, EmptyIsUnset, AfterValidator(lambda u: u and _database(u))
    ] = Field(
        default=None,
        description="`sqlite:///file` or `postgresql://user:password@host/name`. Not set: "
        "`ringtree.sqlite` in the data directory.",
    )
    sip_bind: Annotated[
        tuple[Annotated[str, AfterValidator(_bind)], ...], BeforeValidator(_listed)
    ] = Field(
        default=("udp:0.0.0.0:5060", "tcp:0.0.0.0:5060"),
        min_length=1,
        description="Addresses to receive SIP on, as `transport:address:port`; transports are "
        "`udp`, `tcp` and `tls`, IPv6 is written `udp:[::]:5060`. `tls` needs `tls_certificate`.",
    )
    public_address: Annotated[
        str | None, EmptyIsUnset, AfterValidator(lambda a: a and _numeric(a))
    ] = Field(
        default=None,
        description="Numeric address under which phones and carriers outside reach this "
        "server, when it is behind a NAT. Not set: the address of the interface used.",
    )
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
        tuple[Annotated[str, AfterValidator(_host)], ...], BeforeValidator(_listed)
    ] = Field(
        default=("127.0.0.1", "::1"),
        max_length=100,
        description="Reverse proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.",
    )
    metrics_hosts: Annotated[
        tuple[Annotated[str, AfterValidator(_host)], ...], BeforeValidator(_listed)
    ] = Field(
        default=("127.0.0.1", "::1"),
        max_length=100,
        description="Addresses and networks that may read `/metrics`.",
    )
    realm: str = Field(
        default="ringtree",
        pattern=r"^[A-Za-z0-9._-]{1,64}$",
        description="Digest realm. Passwords are kept for a realm: another one voids them all.",
    )
    digest_algorithms: Annotated[
        tuple[Literal["MD5", "SHA-256"], ...], BeforeValidator(_listed)
    ] = Field(
        default=("MD5", "SHA-256"),
        min_length=1,
        description="Challenges offered to phones, in this order. Some phones take only the first; "
        "some old ones refuse any challenge but `MD5` and need it alone.",
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
    rtp_ports: Annotated[str, AfterValidator(_ports)] = Field(
        default="10000-19999",
        description="UDP ports for audio, `first-last`; each leg of a call takes two.",
    )
    media_workers: int = Field(
        default=1, ge=1, le=64, description="Processes that move audio; a call stays in one."
    )
    media_silence_limit: Seconds = Field(
        default=60.0,
        ge=5,
        le=3600,
        description="A conversation is ended when neither side has sent audio for this long.",
    )
    longest_call: Seconds = Field(
        default=14400.0, ge=60, le=86400, description="A call is ended after this long."
    )
    webhook_hosts: Annotated[
        tuple[Annotated[str, AfterValidator(_host)], ...], BeforeValidator(_listed)
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
    user_agent: str = Field(
        default="Ringtree",
        pattern=r"^[!-~]([ -~]{0,62}[!-~])?$",
        description="What we call ourselves in SIP messages.",
    )
    speech_engines: Annotated[tuple[EngineName, ...], BeforeValidator(_listed)] = Field(
        default=("espeak-ng", "festival", "piper"),
        min_length=1,
        description="Engines that companies may choose from. The first speaks for who chooses "
        "none; the others stand in, in this order, for one that fails.",
    )
    piper_program: str = Field(
        default="piper", min_length=1, description="Name or path of the program Piper."
    )
    piper_voices: Annotated[Path | None, EmptyIsUnset] = Field(
        default=None,
        description="Directory of Piper's voice files, such as `ru_RU-irina-medium.onnx` with its "
        "`.onnx.json`. Not set: Piper does not speak.",
    )
    demo_language: Literal["ru", "en"] = Field(
        default="ru", description="The demonstration company: Russian or English."
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="For people, or one JSON object a line."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least important messages shown."
    )

    @property
    def binds(self) -> tuple[Bind, ...]:
        """`sip_bind`, parsed."""
        return tuple(parse_bind(text) for text in self.sip_bind)

    @property
    def panel_url(self) -> str:
        """Under which people open the panel: `public_url`, or what `http_bind` says."""
        return self.public_url or f"http://{self.http_bind}"

    @property
    def is_https(self) -> bool:
        """Whether browsers reach us over HTTPS, ours or a proxy's."""
        return self.panel_url.startswith("https:")

    @property
    def ports(self) -> Ports:
        """`rtp_ports`, parsed."""
        return parse_ports(self.rtp_ports)

    @property
    def database(self) -> str:
        """The database's URL, whether set or not."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'ringtree.sqlite'}"


def load_settings(
    file: Path | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """The settings of a TOML file and, above them, of the environment.

    `file` defaults to what RINGTREE_SETTINGS names; without either there is none.

    Raises:
        SettingsError: the first wrong one.
    """
    environment = os.environ if environment is None else environment
    if file is None and (named := environment.get(FILE_VARIABLE)):
        file = Path(named)
    values = _read(file) if file is not None else {}
    sources = dict.fromkeys(values, str(file))
    for name, value in _from_environment(environment):
        values[name] = value
        sources[name] = "environment"
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise _wrong(error.errors(include_url=False)[0], sources) from None
    if any(bind.transport == "tls" for bind in settings.binds) and not settings.tls_certificate:
        allowed = "the file of a certificate, since sip_bind has a tls address"
        raise SettingsError("tls_certificate", None, allowed, sources.get("sip_bind", "settings"))
    if settings.min_expires > settings.max_expires:
        allowed = f"at most max_expires, {settings.max_expires}"
        where = sources.get("min_expires", sources.get("max_expires", "settings"))
        raise SettingsError("min_expires", settings.min_expires, allowed, where)
    return settings


def _read(file: Path) -> dict[str, Any]:
    wrong = partial(SettingsError, "settings file", str(file))
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise wrong(f"a readable file ({error.strerror})", "settings") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise wrong(f"TOML ({error})", "settings") from None


def _from_environment(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in environment.items():
        if name.startswith(ENVIRONMENT) and name != FILE_VARIABLE:
            yield name.removeprefix(ENVIRONMENT).lower(), value


def _wrong(details: ErrorDetails, sources: Mapping[str, str]) -> SettingsError:
    name = str(details["loc"][0])
    source = sources.get(name, "settings")
    shown = f"{ENVIRONMENT}{name.upper()}" if source == "environment" else name
    if name not in Settings.model_fields:
        close = get_close_matches(name, Settings.model_fields, n=1)
        hint = f"did you mean {close[0]}?" if close else f"see {', '.join(Settings.model_fields)}"
        return SettingsError(shown, details["input"], f"there is no such setting; {hint}", source)
    return SettingsError(shown, details["input"], _allowed(details), source)


def _allowed(details: ErrorDetails) -> str:
    if details["type"] == "value_error":
        return str(details["ctx"]["error"])
    if details["type"] == "string_pattern_mismatch":
        return f"text like {details['ctx']['pattern']}"
    words = details["msg"].partition(",")[0].replace("Input should be ", "")
    return words[:1].lower() + words[1:]


def settings_page() -> str:
    """The text of docs/settings.md."""
    rows = [_row(name, field) for name, field in Settings.model_fields.items()]
    return _PAGE + "\n".join(rows) + "\n"


_PAGE = f"""# Settings

Set in a TOML file (`ringtree --settings FILE serve`, or the file that `{FILE_VARIABLE}` names) or
in the environment, which wins: `sip_bind` is there `{ENVIRONMENT}SIP_BIND`, its items separated by
commas. Times are in seconds. A wrong value stops the start, with the setting's name and what is
allowed.

This page is made from `ringtree/settings.py` (`python -m ringtree.settings > docs/settings.md`);
a test keeps the two alike.

| Setting | Default | Allowed | Meaning |
|---|---|---|---|
"""


def _row(name: str, field: FieldInfo) -> str:
    cells = (
        f"`{name}`",
        _shown(field.get_default(call_default_factory=True)),
        _bounds(name),
        str(field.description),
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _shown(value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, tuple | dict):
        if not value:
            return "none"
        return ", ".join(f"`{item}`" for item in value)
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def _bounds(name: str) -> str:
    schema = Settings.model_json_schema()["properties"][name]
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if "minimum" in schema:
        return f"{schema['minimum']:g} to {schema['maximum']:g}"
    return _KINDS.get(name, "text")


_KINDS = {
    "data_dir": "a directory",
    "database_url": "a URL",
    "sip_bind": "a list",
    "public_address": "an IPv4 or IPv6 address",
    "dns_servers": "a list",
    "tls_certificate": "a file",
    "tls_key": "a file",
    "tls_ca_file": "a file",
    "mail_host": "a host name or an address",
    "mail_ca_file": "a file",
    "mail_from": "an address, or a name with an address",
    "mail_senders": "a table",
    "voicemail_key": "32 bytes in base64",
    "voicemail_recogniser": "a program and its arguments",
    "never_banned": "a list",
    "networks_file": "a file",
    "webhook_hosts": "a list",
    "webhook_secrets": "a table; secrets of 8 to 200 characters",
    "digest_algorithms": "`MD5`, `SHA-256`",
    "http_bind": "`address:port`",
    "public_url": "a URL without a path",
    "http_proxies": "a list",
    "metrics_hosts": "a list",
    "realm": "letters, digits, `.`, `_`, `-`",
    "rtp_ports": "at least 4 ports from 1024 to 65535",
    "speech_engines": "`espeak-ng`, `festival`, `piper`",
    "piper_program": "a program",
    "piper_voices": "a directory",
    "user_agent": "printable ASCII",
}

if __name__ == "__main__":
    print(settings_page(), end="")
