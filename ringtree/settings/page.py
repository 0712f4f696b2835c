"""The settings as a page for people: docs/settings.md is made of it."""

from __future__ import annotations

from pydantic.fields import FieldInfo

from ringtree.settings.load import ENVIRONMENT, FILE_VARIABLE
from ringtree.settings.model import Settings

_PAGE = f"""# Settings

Set in a TOML file (`ringtree --settings FILE serve`, or the file that `{FILE_VARIABLE}` names) or
in the environment, which wins: `sip_bind` is there `{ENVIRONMENT}SIP_BIND`, its items separated by
commas. Times are in seconds. A wrong value stops the start, with the setting's name and what is
allowed.

This page is made from `ringtree/settings/` (`python -m ringtree.settings.page > docs/settings.md`);
a test keeps the two alike.

| Setting | Default | Allowed | Meaning |
|---|---|---|---|
"""

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


def settings_page() -> str:
    """The text of docs/settings.md."""
    rows = [_row(name, field) for name, field in Settings.model_fields.items()]
    return _PAGE + "\n".join(rows) + "\n"


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


if __name__ == "__main__":
    print(settings_page(), end="")
