"""The register of node types."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.company.node import NODE_TYPES, DuplicateNodeType, TreeNode, node_type
from tests.unit.company.small import Bye


def test_a_registered_type_is_known_and_a_second_of_its_name_refused() -> None:
    @node_type("first")
    class First(TreeNode):
        pass

    assert NODE_TYPES["first"] is First
    assert First().type == "first"
    with pytest.raises(DuplicateNodeType, match="'first'"):
        node_type("first")(Bye)
    del NODE_TYPES["first"]


def test_code_need_not_repeat_the_type_and_cannot_lie_about_it() -> None:
    assert Bye().type == "bye"
    with pytest.raises(ValidationError, match="cannot have the type 'say'"):
        Bye.model_validate({"type": "say"})


def test_a_plain_node_names_nothing_and_says_nothing() -> None:
    assert list(Bye().prompts()) == list(Bye().references()) == []
    assert Bye().optional_exits == frozenset()
