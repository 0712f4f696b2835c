"""The panel has words for everything a drawing shows, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import ringtree.flows.nodes  # noqa: F401 - registers the node types
from ringtree.flows.node import FlowNode
from tests.unit.docs.pages import ROOT, text_of

WORDS = text_of(ROOT / "panel" / "src" / "document" / "nodeWords.ts")
EXITS = re.findall(r"\n    exits: \{(.*?)\n    \}", WORDS, re.DOTALL)


def _types(parent: type[FlowNode] = FlowNode) -> Iterator[type[FlowNode]]:
    for child in parent.__subclasses__():
        yield child
        yield from _types(child)


def _exits() -> set[str]:
    found: set[str] = set()
    for node in _types():
        found.update(node.fixed_exits)
        if node.exits_with is not None:
            found.update(node.exits_with[1])
    return found


@pytest.mark.parametrize("exit_name", sorted(_exits()))
def test_an_exit_has_words_in_both_languages(exit_name: str) -> None:
    assert len(EXITS) == 2
    assert all(re.search(rf"\b{exit_name}: ", words) for words in EXITS)
