"""The company tests have node types of their own: the document must not need the real ones."""

from __future__ import annotations

import pytest

from ringtree.company.node import NODE_TYPES
from tests.unit.company.small import KINDS


@pytest.fixture(autouse=True)
def node_types(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only `say`, `ask`, `ring` and `bye` are known."""
    for name in list(NODE_TYPES):
        monkeypatch.delitem(NODE_TYPES, name)
    for name, kind in KINDS.items():
        monkeypatch.setitem(NODE_TYPES, name, kind)
