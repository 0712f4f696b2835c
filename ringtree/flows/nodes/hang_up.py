"""End the call, with or without a last word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from ringtree.company.node import node_type
from ringtree.company.prompt import Prompt
from ringtree.flows.control import CallControl, HangUpCause
from ringtree.flows.node import ENDED, FlowNode, Prompts


@node_type("hang_up")
class HangUp(FlowNode):
    """Ends the call.

    Without a message, a call that nothing has answered yet is refused with the cause, so that
    the caller's carrier plays the usual tone and charges nothing.
    """

    title: ClassVar[str] = "Hang up"
    finishing_exits: ClassVar[frozenset[str]] = frozenset({ENDED})

    type: Literal["hang_up"] = "hang_up"
    prompt: Prompts = Field(default=(), description="a last message; none: hang up at once")
    cause: HangUpCause = Field(
        default=HangUpCause.NORMAL, description="what the caller's network is told"
    )

    def prompts(self) -> Iterator[Prompt]:
        """The last message, if there is one."""
        return iter(self.prompt)

    async def run(self, call: CallControl) -> str:
        """Say the last word and end."""
        if self.prompt:
            await call.play(*self.prompt)
        call.note(cause=self.cause.value)
        await call.hang_up(self.cause)
        return ENDED
