"""Everything an operator can set, put together from its parts.

Every setting has a default that serves a first try on one machine. The protocol's timers are not
here: RFC 3261's are the law, and a PBX whose operator changes T1 is a PBX that nobody can help.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ringtree.settings.dns import DnsSettingsPart
from ringtree.settings.mail import MailSettingsPart
from ringtree.settings.media import MediaSettingsPart
from ringtree.settings.security import SecuritySettingsPart
from ringtree.settings.sip import SipSettingsPart
from ringtree.settings.speech import SpeechSettingsPart
from ringtree.settings.tls import TlsSettingsPart
from ringtree.settings.values import EmptyIsUnset
from ringtree.settings.voicemail import VoicemailSettingsPart
from ringtree.settings.web import WebSettingsPart


def _database(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+asyncpg://")):
        raise ValueError("sqlite:///file or postgresql://user:password@host/name")
    return url


class ServerSettingsPart(BaseModel):
    """The part of `Settings` that is about the server itself."""

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
    def database(self) -> str:
        """The database's URL, whether set or not."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'ringtree.sqlite'}"


# The last base is the first in docs/settings.md.
class Settings(
    DnsSettingsPart,
    TlsSettingsPart,
    MailSettingsPart,
    VoicemailSettingsPart,
    SpeechSettingsPart,
    SecuritySettingsPart,
    WebSettingsPart,
    MediaSettingsPart,
    SipSettingsPart,
    ServerSettingsPart,
):
    """Everything an operator can set. Times are in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")
