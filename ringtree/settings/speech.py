"""What an operator sets about speech."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from ringtree.settings.values import EmptyIsUnset, listed

#: The speech engines there are.
EngineName = Literal["espeak-ng", "festival", "piper"]


class SpeechSettingsPart(BaseModel):
    """The part of `Settings` that is about speech."""

    speech_engines: Annotated[tuple[EngineName, ...], BeforeValidator(listed)] = Field(
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
