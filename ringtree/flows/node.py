"""The base of every node type: settings from the document, plus what the node does.

A new node type is one file in `ringtree/flows/nodes/`: a `FlowNode` with fields (each with a
description and bounds, for they become the editor's form), its exits, and `run`. Tracing,
errors and limits are the runner's; a node does none of them.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from ringtree.company.node import TreeNode
from ringtree.company.prompt import OneOrMore as OneOrMore
from ringtree.company.prompt import Prompts as Prompts
from ringtree.explained import Explained
from ringtree.flows.control import CallControl

#: What `run` returns from a node that has no exits because it ends the call itself.
ENDED = "ended"


def all_different(values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a list in which something stands twice.

    Raises:
        ValueError: naming it.
    """
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise Explained(
            f"must differ from each other, but {', '.join(twice)} stands twice",
            f"должны различаться, а повторяется: {', '.join(twice)}",
        )
    return values


class FlowNode(TreeNode):
    """A node that can be run."""

    #: What a person calls this type, in the editor's palette.
    title: ClassVar[str]
    #: Exits every node of the type has.
    fixed_exits: ClassVar[tuple[str, ...]] = ()
    #: The field whose items are exits as well, ahead of the fixed ones.
    exits_from: ClassVar[str | None] = None
    #: A field that brings further exits when it is set, and those exits.
    exits_with: ClassVar[tuple[str, tuple[str, ...]] | None] = None
    #: Exits that may stay unwired.
    unwired_exits: ClassVar[frozenset[str]] = frozenset()

    @property
    def exit_names(self) -> tuple[str, ...]:
        """Every exit this node can take with its present settings."""
        own = getattr(self, self.exits_from) if self.exits_from else ()
        field, further = self.exits_with or ("", ())
        return (*own, *self.fixed_exits, *(further if field and getattr(self, field) else ()))

    @property
    def optional_exits(self) -> frozenset[str]:
        """Exits that may stay unwired: the call is then over, or taken by the tree's fallback."""
        return self.unwired_exits.intersection(self.exit_names)

    @property
    def enters(self) -> str | None:
        """The tree of the company this node leads into instead of taking an exit."""
        return None

    @property
    def comes_back_by(self) -> str | None:
        """The exit of the branch by which this node leaves its tree, instead of its own."""
        return None

    @abstractmethod
    async def run(self, call: CallControl) -> str:
        """Do what the node is for, and name the exit to leave by.

        Raises:
            CallOver: the caller's leg is gone. Let it pass.
        """
