"""How this server keeps messages."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import timedelta

from ringtree.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicemailSettings:
    """`quota` in bytes for each company; `link` is the panel's address, "" for none."""

    quota: int = 10**9
    bin_time: timedelta = timedelta(hours=24)
    key: bytes | None = None
    recogniser: str | None = None
    link: str = ""


def voicemail_settings(settings: Settings) -> VoicemailSettings:
    """From what the operator set."""
    secret = settings.voicemail_key
    return VoicemailSettings(
        quota=settings.voicemail_quota_mb * 1_000_000,
        bin_time=timedelta(hours=settings.voicemail_bin_hours),
        key=b64decode(secret.get_secret_value()) if secret else None,
        recogniser=settings.voicemail_recogniser,
        link=settings.public_url or "",
    )
