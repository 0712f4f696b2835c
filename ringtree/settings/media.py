"""What an operator sets about audio."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from ringtree.settings.values import Ports, Seconds, parse_ports, ports_text


class MediaSettingsPart(BaseModel):
    """The part of `Settings` that is about audio."""

    rtp_ports: Annotated[str, AfterValidator(ports_text)] = Field(
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

    @property
    def ports(self) -> Ports:
        """`rtp_ports`, parsed."""
        return parse_ports(self.rtp_ports)
