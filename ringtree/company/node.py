"""What every node of a connection tree has, and the register of node types.

A node is settings and named exits. The settings are this model's fields: they validate the text
and, through JSON Schema, make the editor's form. Which exits a node has is its `exit_names`;
where each leads is its `exits`. What a node *does* lives in `ringtree.flows.nodes`, one file per
type, which registers itself here, so that the document can be read without running anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ringtree.company.prompt import Language
from ringtree.explained import Explained


class DuplicateNodeType(Exception):
    """Two classes were registered under one node type."""

    def __init__(self, type_name: str) -> None:
        super().__init__(f"the node type {type_name!r} is registered twice")
        self.type_name = type_name


class TreeNode(BaseModel):
    """One node of a tree: its settings, and where each of its exits leads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type_name: ClassVar[str]
    #: Whether the caller can end this node's loop: pressing, speaking or hearing something takes
    #: time that the caller controls. A loop of nodes without one would spin for ever.
    waits_for_caller: ClassVar[bool] = False
    #: Exits after which a call is over, and well, if they lead nowhere.
    finishing_exits: ClassVar[frozenset[str]] = frozenset()

    type: str
    exits: Mapping[str, str] = Field(
        default_factory=dict, description="exit name -> the node it leads to"
    )

    @model_validator(mode="before")
    @classmethod
    def _of_this_type(cls, value: Any) -> Any:
        """Let code build a node without naming its type, and nobody with another's."""
        name = getattr(cls, "type_name", None)
        if not isinstance(value, dict) or name is None:
            return value
        if value.get("type", name) != name:
            raise Explained(
                f"a node of type {name} cannot have the type {value['type']!r}",
                f"у узла типа {name} не может быть типа «{value['type']}»",
            )
        return {**value, "type": name}

    @property
    def exit_names(self) -> tuple[str, ...]:
        """Every exit this node can take with its present settings."""
        raise NotImplementedError

    @property
    def optional_exits(self) -> frozenset[str]:
        """Exits that may stay unwired: taking one ends the call in the tree's fallback."""
        return frozenset()

    def prompts(self) -> Iterator[Any]:
        """Every prompt the node may play, so that all can be prepared before publication."""
        return iter(())

    def phrases(self, company: Any) -> Iterator[Any]:
        """What the system says in the node of this company's: people's names, for instance."""
        return iter(())

    def references(self) -> Iterator[tuple[str, str]]:
        """What of the company the node names, as (kind, name): ("queue", "sales").

        The kinds are `extension`, `group`, `target` (an extension or a group), `queue`, `tree`,
        `schedule`, `list`, `trunk` and `number`.
        """
        return iter(())

    def texts(self) -> Iterator[str]:
        """Every text of the node that may name values: the words of its prompts, and others."""
        return (prompt.text for prompt in self.prompts() if getattr(prompt, "text", None))

    def sets(self) -> Iterator[str]:
        """The variables that a call may have after this node."""
        return iter(())

    def languages(self) -> Iterator[Language]:
        """The languages that callers may be spoken to in after this node."""
        return iter(())


NodeClass = TypeVar("NodeClass", bound=type[TreeNode])

NODE_TYPES: dict[str, type[TreeNode]] = {}


def node_type(name: str) -> Callable[[NodeClass], NodeClass]:
    """Register a node class under the `type` it has in a document.

    Raises:
        DuplicateNodeType: another class has the name already.
    """

    def register(cls: NodeClass) -> NodeClass:
        if name in NODE_TYPES:
            raise DuplicateNodeType(name)
        cls.type_name = name
        NODE_TYPES[name] = cls
        return cls

    return register
