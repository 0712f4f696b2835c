"""Offer to call the caller back, keeping the place in the queue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.model import Company, Key
from ringtree.company.node import node_type
from ringtree.flows.callbacks import CallbackAnswer
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode
from ringtree.prompts.callback_phrases import AskCallbackNumber, BadCallbackNumber, CallbackTaken
from ringtree.prompts.phrases import Phrase

ACCEPTED, NO_NUMBER, NOT_OFFERED = "accepted", "no_number", "not_offered"
LONGEST_NUMBER = 16
#: Seconds a caller may take for each digit.
PATIENCE = 6.0
ATTEMPTS = 3


@node_type("callback")
class CallbackNode(FlowNode):
    """Takes the caller's wish to be called back, says so, and keeps the place in the queue.

    A caller who has just left the queue by a key keeps the place waited for so far. The number is
    the caller's own; where it is hidden, or with `ask`, it is asked for.
    """

    title: ClassVar[str] = "Callback"
    fixed_exits: ClassVar[tuple[str, ...]] = (ACCEPTED, NO_NUMBER, NOT_OFFERED)
    unwired_exits: ClassVar[frozenset[str]] = frozenset(fixed_exits)
    finishing_exits: ClassVar[frozenset[str]] = frozenset({ACCEPTED})

    type: Literal["callback"] = "callback"
    queue: Key = Field(
        description="name of the queue whose agents call back",
        json_schema_extra={"widget": "queue"},
    )
    ask: bool = Field(
        default=False, description="whether to ask for the number even if the caller's is known"
    )

    def references(self) -> Iterator[tuple[str, str]]:
        """The queue."""
        yield "queue", self.queue

    def phrases(self, company: Company) -> Iterator[Phrase]:
        """Everything said here."""
        yield CallbackTaken()
        yield CallbackTaken(is_known=True)
        yield AskCallbackNumber()
        yield BadCallbackNumber()

    async def run(self, call: CallControl) -> str:
        """Find out the number, ask for the callback, and say what came of it."""
        if not self.ask and call.caller.startswith("+"):
            answer = await call.call_back(self.queue, call.caller)
            if answer is not CallbackAnswer.BAD_NUMBER:
                return await self._said(call, answer)
        for _ in range(ATTEMPTS):
            await call.play(AskCallbackNumber(), interruptible=True)
            number = await call.read_digits(count=LONGEST_NUMBER, patience=PATIENCE, terminator="#")
            if not number:
                continue
            answer = await call.call_back(self.queue, number)
            if answer is not CallbackAnswer.BAD_NUMBER:
                return await self._said(call, answer)
            await call.play(BadCallbackNumber())
        return NO_NUMBER

    async def _said(self, call: CallControl, answer: CallbackAnswer) -> str:
        if answer is CallbackAnswer.NOT_OFFERED:
            return NOT_OFFERED
        await call.play(CallbackTaken(is_known=answer is CallbackAnswer.KNOWN))
        return ACCEPTED


@rule(
    "callback-not-offered",
    Both(
        "Give the queue `callbacks`, or lead callers elsewhere.",
        "Задайте очереди `callbacks` или направьте звонящих в другое место.",
    ),
)
def queues_offer_callbacks(subject: Subject) -> Iterator[Found]:
    """A callback node for a queue that calls nobody back."""
    for place in subject.places():
        if isinstance(place.node, CallbackNode):
            queue = subject.company.queues.get(place.node.queue)
            if queue is not None and queue.callbacks is None:
                message = Both(
                    f"the queue {queue.name!r} calls nobody back",
                    f"из очереди «{queue.name}» никому не перезванивают",
                )
                allowed = Both("a queue with `callbacks`", "очередь с `callbacks`")
                yield Found(message, place.path("queue"), allowed)
