"""What an operator sets about voicemail."""

from __future__ import annotations

import shlex
from base64 import b64decode
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, SecretStr

from ringtree.settings.values import EmptyIsUnset


def _key(secret: SecretStr | None) -> SecretStr | None:
    if secret is not None:
        try:
            length = len(b64decode(secret.get_secret_value(), validate=True))
        except ValueError:
            length = 0
        if length != 32:
            raise ValueError("32 bytes in base64, as `openssl rand -base64 32` prints them")
    return secret


def _command(text: str | None) -> str | None:
    if text is not None and not shlex.split(text):
        raise ValueError("a program with its arguments")
    return text


class VoicemailSettingsPart(BaseModel):
    """The part of `Settings` that is about voicemail."""

    voicemail_quota_mb: int = Field(
        default=1000,
        ge=1,
        le=1_000_000,
        description="Megabytes of messages a company may have; then callers hear that the mailbox "
        "is full. Its mailboxes are warned at nine tenths.",
    )
    voicemail_bin_hours: Annotated[float, Field(allow_inf_nan=False)] = Field(
        default=24.0,
        ge=0,
        le=8760,
        description="Hours a deleted message can be brought back before it is erased.",
    )
    voicemail_key: Annotated[SecretStr | None, EmptyIsUnset, AfterValidator(_key)] = Field(
        default=None,
        description="Encrypts messages at rest; 32 bytes in base64. Not set: they are plain files, "
        "readable by the server's user alone. Without the key they are lost.",
    )
    voicemail_recogniser: Annotated[str | None, EmptyIsUnset, AfterValidator(_command)] = Field(
        default=None,
        description="Program that reads a WAV file from standard input and prints its words; "
        "`{language}` in its arguments becomes `ru` or `en`. Not set: no transcripts.",
    )
