"""From speech to text, if the operator has a model for it; without one nothing changes.

A recogniser is any program that reads a WAV file (16 bit, 8 kHz, one channel) from its standard
input and writes the text to its standard output: `{language}` in its arguments becomes `ru` or
`en`. docs/voicemail.md has one for the vosk and one for the whisper family.
"""

from __future__ import annotations

import shlex
from typing import Protocol

import structlog

from ringtree.company.prompt import Language
from ringtree.prompts.tool import ToolError, run_tool

log = structlog.get_logger(__name__)

LONGEST_TEXT = 10_000  # characters


class Recogniser(Protocol):
    """Turns speech into text."""

    async def transcribe(self, wav: bytes, language: Language) -> str:
        """The words, "" if there are none or they can't be told. Never raises but by cancelling."""


class NoRecogniser:
    """The operator has none."""

    async def transcribe(self, wav: bytes, language: Language) -> str:
        """Nothing."""
        return ""


class ProgramRecogniser:
    """A program, run once for each message. `time_limit` in seconds."""

    def __init__(self, command: str, time_limit: float = 300.0) -> None:
        self._command = command
        self._time_limit = time_limit

    async def transcribe(self, wav: bytes, language: Language) -> str:
        """See `Recogniser`."""
        command = [part.replace("{language}", language) for part in shlex.split(self._command)]
        try:
            said = await run_tool(
                command, wav, time_limit=self._time_limit, output_limit=4 * LONGEST_TEXT
            )
        except ToolError as error:
            log.warning("a message could not be transcribed", why=str(error))
            return ""
        text = said.decode("utf-8", "replace")
        lines = ("".join(filter(_is_text, line)).strip() for line in text.splitlines())
        return "\n".join(line for line in lines if line)[:LONGEST_TEXT]


def _is_text(char: str) -> bool:
    return char.isprintable()


def recogniser_of(command: str | None) -> Recogniser:
    """What the settings ask for."""
    return ProgramRecogniser(command) if command else NoRecogniser()
