"""Take a message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from ringtree.company.node import node_type
from ringtree.company.prompt import Prompt
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode, Prompts
from ringtree.flows.requests import RecordOutcome, RecordRequest
from ringtree.prompts.phrases import LEAVE_MESSAGE


@node_type("voicemail")
class Voicemail(FlowNode):
    """Greets, beeps and records what the caller says, until #, silence or the longest time.

    A key during the greeting goes straight to the beep. The message is a WAV file below the data
    directory, named in the call's record. Who hangs up amid it has left it all the same.
    """

    title: ClassVar[str] = "Voicemail"
    fixed_exits: ClassVar[tuple[str, ...]] = tuple(outcome.value for outcome in RecordOutcome)
    unwired_exits: ClassVar[frozenset[str]] = frozenset(fixed_exits)
    finishing_exits: ClassVar[frozenset[str]] = frozenset({RecordOutcome.RECORDED.value})

    type: Literal["voicemail"] = "voicemail"
    prompt: Prompts = Field(
        default=(), description="the greeting before the beep; none: a usual one"
    )
    longest: float = Field(default=180.0, ge=5, le=900, description="seconds a message may be long")
    silence: float = Field(
        default=5.0, ge=2, le=30, description="seconds of silence that end the message"
    )

    def prompts(self) -> Iterator[Prompt]:
        """The greeting, if it is not the usual one."""
        return iter(self.prompt)

    async def run(self, call: CallControl) -> str:
        """Greet, record, and leave by what became of it."""
        await call.play(*(self.prompt or (LEAVE_MESSAGE,)), interruptible=True)
        call.forget_digits()
        outcome = await call.record(RecordRequest(limit=self.longest, silence=self.silence))
        return outcome.value
