"""Set what goes with the call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ringtree.company.node import node_type
from ringtree.company.placeholders import BUILT_IN
from ringtree.explained import Explained
from ringtree.flows.carried import HIGHEST_PRIORITY, LONGEST_PREFIX, LOWEST_PRIORITY
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode, OneOrMore, all_different
from ringtree.flows.values import fill
from ringtree.flows.variables import LONGEST_VALUE, NAME, plain


def _own_name(name: str) -> str:
    if name in BUILT_IN:
        raise Explained(
            f"{name} has a meaning of its own in texts: {', '.join(BUILT_IN)}",
            f"{name} уже имеет смысл в текстах: {', '.join(BUILT_IN)}",
        )
    return name


VariableName = Annotated[str, Field(pattern=NAME), AfterValidator(_own_name)]
Text = Annotated[str, Field(max_length=LONGEST_VALUE)]
Tag = Annotated[str, Field(pattern=r"^[\w][\w -]{0,39}$")]
Tags = Annotated[tuple[Tag, ...], *OneOrMore, Field(max_length=10), AfterValidator(all_different)]


@node_type("set")
class Set(FlowNode):
    """Sets the call's priority, tags, note, name prefix and variables; the rest stays as it was.

    The note, the prefix and the variables may name values: `VIP {caller}`.
    """

    title: ClassVar[str] = "Set"
    fixed_exits: ClassVar[tuple[str, ...]] = ("next",)

    type: Literal["set"] = "set"
    priority: int | None = Field(
        default=None,
        ge=LOWEST_PRIORITY,
        le=HIGHEST_PRIORITY,
        description="in queues from here on: higher goes before, 0 is everybody's",
    )
    tags: Tags = Field(default=(), description="words to find the call by in reports")
    note: Text | None = Field(default=None, description="for whoever takes the call")
    name_prefix: str | None = Field(
        default=None,
        max_length=LONGEST_PREFIX,
        description="before the caller's name on the phones that ring from here on",
    )
    variables: Mapping[VariableName, Text] = Field(
        default_factory=dict, max_length=20, description="values for texts, by name"
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        wanted = (self.tags, self.variables)
        if not any(wanted) and (self.priority, self.note, self.name_prefix) == (None, None, None):
            raise Explained(
                "must set something: priority, tags, note, name_prefix or variables",
                "нужно что-то задать: priority, tags, note, name_prefix или variables",
            )
        return self

    def texts(self) -> Iterator[str]:
        """What may name values."""
        yield from (text for text in (self.note, self.name_prefix) if text)
        yield from self.variables.values()

    def sets(self) -> Iterator[str]:
        """The variables."""
        return iter(self.variables)

    async def run(self, call: CallControl) -> str:
        """Set it all and go on."""
        for name, text in self.variables.items():
            call.carried.variables[name] = fill(text, call)
        for tag in self.tags:
            call.carried.tag(tag)
        call.note(**self._set(call))
        return "next"

    def _set(self, call: CallControl) -> dict[str, Any]:
        """Set the single values; what was set, for the trace."""
        carried = call.carried
        if self.priority is not None:
            carried.priority = self.priority
        if self.note is not None:
            carried.note = plain(fill(self.note, call))
        if self.name_prefix is not None:
            carried.name_prefix = plain(fill(self.name_prefix, call), LONGEST_PREFIX)
        told = {
            "priority": self.priority,
            "tags": list(self.tags) or None,
            "note": self.note and carried.note,
            "name_prefix": self.name_prefix and carried.name_prefix,
            "variables": {name: carried.variables[name] for name in self.variables} or None,
        }
        return {name: value for name, value in told.items() if value is not None}
