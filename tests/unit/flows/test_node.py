"""What all node types share."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from ringtree.company.node import NODE_TYPES, DuplicateNodeType, node_type
from ringtree.flows import nodes
from ringtree.flows.node import FlowNode, all_different
from ringtree.flows.nodes.greeting import Greeting

TYPES = {name: cls for name, cls in NODE_TYPES.items() if issubclass(cls, FlowNode)}


def test_each_file_is_a_node_type_found_by_itself() -> None:
    files = {file.stem for file in Path(nodes.__path__[0]).glob("[a-z]*.py")}
    found = {name: cls.__module__ for name, cls in NODE_TYPES.items() if issubclass(cls, FlowNode)}
    # A type named like a word of Python's has a file with an underscore.
    assert found == {name.rstrip("_"): f"{nodes.__name__}.{name}" for name in files}


def test_a_second_type_of_the_same_name_is_refused() -> None:
    with pytest.raises(DuplicateNodeType):
        node_type("greeting")(Greeting)


@pytest.mark.parametrize("node", TYPES.values(), ids=TYPES)
def test_exits_that_finish_a_call_need_no_wire(node: type[FlowNode]) -> None:
    own = {*node.fixed_exits, *(node.exits_with[1] if node.exits_with else ())}
    assert node.finishing_exits & own <= node.unwired_exits <= own


def test_nodes_are_frozen_and_know_their_settings() -> None:
    node = Greeting.model_validate({"prompt": "Hello"})
    with pytest.raises(ValidationError):
        node.interruptible = False  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Greeting.model_validate({"prompt": "Hello", "volume": 11})


def test_what_stands_twice_is_named() -> None:
    assert all_different(("1", "2")) == ("1", "2")
    with pytest.raises(ValueError, match="1, 3 stands twice"):
        all_different(("1", "3", "2", "3", "1"))
