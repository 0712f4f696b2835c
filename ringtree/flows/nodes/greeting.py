"""Say something to the caller and go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from ringtree.company.node import node_type
from ringtree.company.prompt import Prompt
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode, Prompts


@node_type("greeting")
class Greeting(FlowNode):
    """Plays one or several prompts; to callers who come back to it, the short version.

    A key pressed meanwhile is kept for the node that follows: who knows the menu by heart
    chooses from it during the greeting.
    """

    title: ClassVar[str] = "Greeting"
    fixed_exits: ClassVar[tuple[str, ...]] = ("next",)

    type: Literal["greeting"] = "greeting"
    prompt: Prompts = Field(min_length=1, description="what the caller hears, in this order")
    short: Prompts = Field(
        default=(), description="instead, when the caller comes back to it in the same call"
    )
    interruptible: bool = Field(default=True, description="whether a key cuts the greeting short")

    def prompts(self) -> Iterator[Prompt]:
        """All of them, as written."""
        yield from self.prompt
        yield from self.short

    async def run(self, call: CallControl) -> str:
        """Play and go on."""
        said = self.short if self.short and call.visits > 1 else self.prompt
        await call.play(*said, interruptible=self.interruptible)
        return "next"
