"""Errors in the document's own words, also where the model is deep."""

from __future__ import annotations

import pytest

from ringtree.company.explain import document_path, keys_at
from ringtree.company.problem import Path
from ringtree.company.source import read
from tests.unit.company.small import TEXT


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), "trees"),
        (("trunks", "carrier"), "addresses"),
        (("numbers", 0), "tree"),
        (("people", 1), "extension"),
        (("groups", "all"), "extensions"),
        (("queues", "sales"), "wrap_up"),
        (("trees", "main"), "fallback"),
        (("trees", "main", "nodes", "choice"), "choices"),
        (("trees", "main", "nodes", "choice", "prompt"), "file"),
    ],
)
def test_the_keys_of_every_part_are_known(path: Path, key: str) -> None:
    assert key in keys_at(path, read(TEXT).data)
    assert "name" not in keys_at(("queues", "sales"), read(TEXT).data)


def test_where_anything_may_stand_no_keys_are_listed() -> None:
    assert keys_at(("trees", "main", "nodes", "choice", "exits"), read(TEXT).data) == []


def test_parts_of_a_location_that_are_not_in_the_document_are_left_out() -> None:
    data = {"targets": [{"a": 1}]}
    assert document_path(("targets", "tuple[str, ...]", 0, "Prompt", "a"), data) == (
        "targets",
        0,
        "a",
    )
