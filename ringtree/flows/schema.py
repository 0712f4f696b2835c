"""The node types as data: what an editor needs to draw a palette, ports and a form."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from ringtree.company.node import NODE_TYPES
from ringtree.flows import nodes  # noqa: F401  # registers every type
from ringtree.flows.node import FlowNode


class NodeTypeSchema(BaseModel):
    """One node type.

    `exits` are on every node of the type; with `exits_from`, each item of that field is an exit
    too, and `exits_with` names a field that brings further ones when it is set. `settings` is the
    JSON Schema of the fields.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    title: str
    description: str
    exits: tuple[str, ...]
    exits_from: str | None
    exits_with: tuple[str, tuple[str, ...]] | None
    optional_exits: tuple[str, ...]
    finishing_exits: tuple[str, ...]
    settings: dict[str, Any]


def node_types() -> tuple[NodeTypeSchema, ...]:
    """Every node type, by name."""
    return tuple(
        describe(cls) for _, cls in sorted(NODE_TYPES.items()) if issubclass(cls, FlowNode)
    )


def describe(cls: type[FlowNode]) -> NodeTypeSchema:
    """One node type's description."""
    return NodeTypeSchema(
        name=cls.type_name,
        title=cls.title,
        description=" ".join((cls.__doc__ or "").split()),
        exits=cls.fixed_exits,
        exits_from=cls.exits_from,
        exits_with=cls.exits_with,
        optional_exits=tuple(sorted(cls.unwired_exits)),
        finishing_exits=tuple(sorted(cls.finishing_exits)),
        settings=cls.model_json_schema(),
    )
