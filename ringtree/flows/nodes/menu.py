"""Let the caller choose by keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from ringtree.company.node import node_type
from ringtree.company.prompt import Prompt
from ringtree.flows.control import CallControl, Spoken
from ringtree.flows.node import FlowNode, Prompts, all_different
from ringtree.prompts.phrases import NO_INPUT as NOTHING_PRESSED
from ringtree.prompts.phrases import WRONG_KEY

NO_INPUT = "no_input"
NO_MATCH = "no_match"


Keys = Annotated[str, Field(pattern=r"^[0-9*#]{1,8}$")]
Choices = Annotated[
    tuple[Keys, ...], Field(min_length=1, max_length=100), AfterValidator(all_different)
]


@node_type("menu")
class Menu(FlowNode):
    """Plays a prompt and takes the caller's choice.

    Several choices may begin with the same key: the longest that was typed is taken, and only
    where a longer one is still possible does the caller wait for `inter_digit_timeout` (or
    press #). Keys pressed during the prompt, or before it, count. A wrong key is said to be one
    and the prompt asked again.
    """

    title: ClassVar[str] = "Menu"
    fixed_exits: ClassVar[tuple[str, ...]] = (NO_INPUT, NO_MATCH)
    exits_from: ClassVar[str | None] = "choices"
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

    def prompts(self) -> Iterator[Prompt]:
        """The menu's own; system phrases are prepared with the system."""
        yield from self.prompt
        yield from (own for own in (self.no_input_prompt, self.no_match_prompt) if own)

    async def run(self, call: CallControl) -> str:
        """Ask until a choice is made or the attempts are used up; the last one decides how."""
        typed = ""
        for attempt in range(1, self.attempts + 1):
            await call.play(*self.prompt, interruptible=self.barge_in)
            typed = await self._read(call)
            call.note(attempts=attempt)
            if typed in self.choices:
                return typed
            await self._explain(call, typed, is_last=attempt == self.attempts)
        return NO_MATCH if typed else NO_INPUT

    async def _explain(self, call: CallControl, typed: str, *, is_last: bool) -> None:
        """Say what was wrong. Keys typed in the meantime belong to the next attempt."""
        if typed:
            call.forget_digits()
            wrong: Spoken = self.no_match_prompt or WRONG_KEY
            await call.play(wrong, interruptible=self.barge_in)
        elif not is_last:
            nothing: Spoken = self.no_input_prompt or NOTHING_PRESSED
            await call.play(nothing, interruptible=self.barge_in)

    async def _read(self, call: CallControl) -> str:
        typed, patience = "", self.timeout
        while self._may_go_on(typed):
            key = await call.read_digits(count=1, patience=patience)
            if not key or (key == "#" and typed and not self._begins_a_choice(typed + key)):
                break
            typed += key
            patience = self.inter_digit_timeout
        return typed

    def _may_go_on(self, typed: str) -> bool:
        """Whether to wait for another key.

        A mistyped long choice is read to its end: its last key must not choose from the menu
        that is asked again.
        """
        if typed in self.choices:
            return any(len(one) > len(typed) and one.startswith(typed) for one in self.choices)
        return len(typed) < self._longest

    def _begins_a_choice(self, typed: str) -> bool:
        return any(choice.startswith(typed) for choice in self.choices)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.choices))
