"""What an operator sets about TLS."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field

from ringtree.settings.values import EmptyIsUnset


class TlsSettingsPart(BaseModel):
    """The part of `Settings` that is about certificates."""

    tls_certificate: Annotated[Path | None, EmptyIsUnset] = Field(
        default=None,
        description="This server's certificate with the intermediate ones, PEM: needed to receive "
        "SIP over `tls:`, and shown to carriers that ask for one. A changed file is taken over "
        "within seconds, without a restart.",
    )
    tls_key: Annotated[Path | None, EmptyIsUnset] = Field(
        default=None,
        description="Its private key, PEM, without a password. Not set: it is in the same file.",
    )
    tls_ca_file: Annotated[Path | None, EmptyIsUnset] = Field(
        default=None,
        description="Authorities to trust, besides the system's, when carriers show their "
        "certificates, PEM.",
    )
