"""Let the caller choose by keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from ringtree.company.model import Extension
from ringtree.company.node import node_type
from ringtree.company.prompt import Prompt
from ringtree.flows.control import CallControl, DialOutcome, DialRequest, Forwarding, Spoken
from ringtree.flows.entry import Entry
from ringtree.flows.node import FlowNode, Prompts, all_different
from ringtree.flows.nodes.dial import FORWARDING, RingTime
from ringtree.prompts.phrases import NO_INPUT as NOTHING_PRESSED
from ringtree.prompts.phrases import WRONG_KEY

NO_INPUT = "no_input"
NO_MATCH = "no_match"


#: Exits of a menu that takes internal numbers.
DIALLED = tuple(outcome.value for outcome in DialOutcome)

Keys = Annotated[str, Field(pattern=r"^[0-9*#]{1,8}$")]
Extensions = Annotated[tuple[Extension, ...], Field(max_length=100), AfterValidator(all_different)]
Choices = Annotated[
    tuple[Keys, ...], Field(min_length=1, max_length=100), AfterValidator(all_different)
]


@node_type("menu")
class Menu(FlowNode):
    """Plays a prompt and takes the caller's choice.

    Several choices may begin with the same key: the longest that was typed is taken, and only
    where a longer one is still possible does the caller wait for `inter_digit_timeout` (or
    press #). Keys pressed during the prompt, or before it, count. A wrong key is said to be one
    and the prompt asked again. Who knows an internal number may type it instead, if
    `direct_dial` says so; the call then leaves by how that ended.
    """

    title: ClassVar[str] = "Menu"
    fixed_exits: ClassVar[tuple[str, ...]] = (NO_INPUT, NO_MATCH)
    exits_from: ClassVar[str | None] = "choices"
    exits_with: ClassVar[tuple[str, tuple[str, ...]] | None] = ("direct_dial", DIALLED)
    unwired_exits: ClassVar[frozenset[str]] = frozenset(DIALLED)
    finishing_exits: ClassVar[frozenset[str]] = frozenset({DialOutcome.ANSWERED.value})
    waits_for_caller: ClassVar[bool] = True

    type: Literal["menu"] = "menu"
    prompt: Prompts = Field(min_length=1, description="what the caller may choose from")
    choices: Choices = Field(
        description="keys to press, one or more for each choice; every choice is an exit"
    )
    attempts: int = Field(
        default=3, ge=1, le=10, description="how often the caller is asked before giving up"
    )
    timeout: float = Field(
        default=5.0, ge=0.5, le=60, description="seconds to wait after the prompt for a key"
    )
    inter_digit_timeout: float = Field(
        default=2.0, ge=0.3, le=10, description="seconds to wait for a further key of a choice"
    )
    barge_in: bool = Field(default=True, description="whether a key cuts the prompt short")
    no_input_prompt: Prompt | None = Field(
        default=None,
        description="said when nothing was pressed, before asking again",
        json_schema_extra={"widget": "prompt"},
    )
    no_match_prompt: Prompt | None = Field(
        default=None,
        description="said when a wrong key was pressed",
        json_schema_extra={"widget": "prompt"},
    )

    direct_dial: Literal["all"] | Extensions = Field(
        default=(),
        description="internal numbers that may be typed as well: all, or a list of them",
    )
    ring_time: RingTime = Field(default=25.0, description="seconds a directly dialled phone rings")
    forwarding: Forwarding = FORWARDING

    def references(self) -> Iterator[tuple[str, str]]:
        """The people who may be dialled directly, if they are listed."""
        if self.direct_dial != "all":
            yield from (("extension", one) for one in self.direct_dial)

    def prompts(self) -> Iterator[Prompt]:
        """The menu's own; system phrases are prepared with the system."""
        yield from self.prompt
        yield from (own for own in (self.no_input_prompt, self.no_match_prompt) if own)

    async def run(self, call: CallControl) -> str:
        """Ask until a choice is made or the attempts are used up; the last one decides how."""
        entry, typed = Entry((*self.choices, *self._numbers(call))), ""
        for attempt in range(1, self.attempts + 1):
            await call.play(*self.prompt, interruptible=self.barge_in)
            typed = await entry.read(call, patience=self.timeout, between=self.inter_digit_timeout)
            call.note(attempts=attempt)
            if typed in self.choices:
                return typed
            if typed in entry.wanted:
                return await self._dial(call, typed)
            await self._explain(call, typed, is_last=attempt == self.attempts)
        return NO_MATCH if typed else NO_INPUT

    def _numbers(self, call: CallControl) -> tuple[str, ...]:
        """The internal numbers that may be typed; a choice goes before one that is alike."""
        if self.direct_dial == "all":
            return tuple(person.extension for person in call.company.people)
        return self.direct_dial

    async def _dial(self, call: CallControl, extension: str) -> str:
        outcome = await call.dial(
            DialRequest(targets=(extension,), ring_time=self.ring_time, forwarding=self.forwarding)
        )
        return outcome.value

    async def _explain(self, call: CallControl, typed: str, *, is_last: bool) -> None:
        """Say what was wrong. Keys typed in the meantime belong to the next attempt."""
        if typed:
            call.forget_digits()
            wrong: Spoken = self.no_match_prompt or WRONG_KEY
            await call.play(wrong, interruptible=self.barge_in)
        elif not is_last:
            nothing: Spoken = self.no_input_prompt or NOTHING_PRESSED
            await call.play(nothing, interruptible=self.barge_in)
