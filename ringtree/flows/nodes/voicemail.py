"""Take a message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from ringtree.company.mailbox import Situation
from ringtree.company.model import Key
from ringtree.company.node import node_type
from ringtree.company.prompt import Prompt
from ringtree.flows.control import CallControl
from ringtree.flows.mailbox.leave import LeaveOutcome, leave_message
from ringtree.flows.node import ENDED, FlowNode, Prompts
from ringtree.flows.requests import RecordOutcome, RecordRequest
from ringtree.prompts.phrases import LEAVE_MESSAGE, NOT_RECORDED

OPERATOR, BACK = LeaveOutcome.OPERATOR.value, LeaveOutcome.BACK.value


@node_type("voicemail")
class Voicemail(FlowNode):
    """Greets, beeps and records what the caller says, until #, silence or the longest time.

    With a mailbox the message goes there: into its list, by mail, to its light. Without one it is
    a WAV file below the data directory, named in the call's record. Who hangs up amid it has left
    it all the same.
    """

    title: ClassVar[str] = "Voicemail"
    fixed_exits: ClassVar[tuple[str, ...]] = tuple(outcome.value for outcome in RecordOutcome)
    exits_with: ClassVar[tuple[str, tuple[str, ...]] | None] = ("mailbox", (OPERATOR, BACK))
    unwired_exits: ClassVar[frozenset[str]] = frozenset({*fixed_exits, OPERATOR, BACK})
    finishing_exits: ClassVar[frozenset[str]] = frozenset({RecordOutcome.RECORDED.value})

    type: Literal["voicemail"] = "voicemail"
    mailbox: Key | None = Field(default=None, description="where the message goes")
    situation: Situation = Field(
        default=Situation.NO_ANSWER, description="which of the mailbox's greetings: busy, or not"
    )
    prompt: Prompts = Field(
        default=(), description="the greeting before the beep; none: the mailbox's, or a usual one"
    )
    longest: float = Field(
        default=180.0, ge=5, le=900, description="seconds a message may be long; a mailbox has own"
    )
    silence: float = Field(
        default=5.0,
        ge=2,
        le=30,
        description="seconds of silence that end the message; a mailbox has own",
    )

    def prompts(self) -> Iterator[Prompt]:
        """The greeting, if it is not the usual one."""
        return iter(self.prompt)

    def references(self) -> Iterator[tuple[str, str]]:
        """The mailbox."""
        if self.mailbox is not None:
            yield "mailbox", self.mailbox

    async def run(self, call: CallControl) -> str:
        """Greet, record, and leave by what became of it."""
        if self.mailbox is not None:
            return await self._into_mailbox(call, self.mailbox)
        await call.play(*(self.prompt or (LEAVE_MESSAGE,)), interruptible=True)
        call.forget_digits()
        outcome = await call.record(RecordRequest(limit=self.longest, silence=self.silence))
        if outcome is RecordOutcome.FULL:
            await call.play(NOT_RECORDED)
        return outcome.value

    async def _into_mailbox(self, call: CallControl, name: str) -> str:
        outcome = await leave_message(
            call,
            call.company.mailboxes[name],
            self.situation,
            own=self.prompt,
            may_go_back=BACK in self.exits,
            may_ask=OPERATOR in self.exits,
        )
        if outcome is LeaveOutcome.CONNECTED:
            await call.hang_up()
            return ENDED
        return _EXITS.get(outcome, outcome.value)


#: Nobody has left a message with a mailbox that only announces something.
_EXITS = {LeaveOutcome.ANNOUNCED: RecordOutcome.NOTHING_SAID.value}
