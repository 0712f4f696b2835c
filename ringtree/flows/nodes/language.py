"""Choose the language in which the caller is spoken to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from ringtree.company import prompt
from ringtree.company.node import node_type
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode


@node_type("language")
class LanguageNode(FlowNode):
    """Sets the language of all that follows: system phrases, values, texts without their own."""

    title: ClassVar[str] = "Language"
    fixed_exits: ClassVar[tuple[str, ...]] = ("next",)

    type: Literal["language"] = "language"
    language: prompt.Language = Field(description="what the caller is spoken to in from here on")

    def languages(self) -> Iterator[prompt.Language]:
        """The one that is set."""
        yield self.language

    async def run(self, call: CallControl) -> str:
        """Set it and go on."""
        call.carried.language = self.language
        call.note(language=self.language)
        return "next"
