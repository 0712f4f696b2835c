"""Speaks a text with the company's voices, as a caller would hear it."""

from __future__ import annotations

import asyncio
import io
import wave
from pathlib import Path
from typing import Annotated

from fastapi import Response
from pydantic import BaseModel, Field

from ringtree.accounts.role import Permission
from ringtree.api.access import CompanyScope, needs
from ringtree.api.route import company_router
from ringtree.api.speech.problems import NotSpoken
from ringtree.company.prompt import Language, Prompt, SpokenText
from ringtree.media.g711 import decode_a
from ringtree.prompts.library import PromptUnavailable

router = company_router("prompts")
RATE = 8000  # G.711 [RFC 3551 §4.5.14]
#: Speaking four thousand characters takes seconds; an engine that hangs must not hold a browser.
LONGEST = 60.0


class Speak(BaseModel):
    """A text, and the language it is in. `{values}` in it are spoken as they stand."""

    text: SpokenText = Field(examples=["Hello! You have reached the Daisy company."])
    language: Language


@router.post(
    "/prompts/speak",
    response_class=Response,
    responses={200: {"content": {"audio/wav": {"schema": {"type": "string"}}}}},
)
async def speak_text(
    body: Speak, scope: Annotated[CompanyScope, needs(Permission.DOCUMENT_READ)]
) -> Response:
    """The text as sound: a WAV file of what a caller hears."""
    prompt = Prompt(text=body.text.replace("{", " ").replace("}", " "))
    try:
        async with asyncio.timeout(LONGEST):
            path = await scope.services.prompts.prepare(prompt, body.language, company=scope.code)
    except (PromptUnavailable, TimeoutError) as error:
        raise NotSpoken(why=str(error) or "it took too long") from None
    sound = await asyncio.to_thread(_wav, path)
    return Response(sound, media_type="audio/wav")


def _wav(path: Path) -> bytes:
    """A stored A-law file as a WAV that every browser plays."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(decode_a(path.read_bytes()).tobytes())
    return out.getvalue()
