"""Strings from the network made fit for a database."""

from __future__ import annotations

from ringtree.storage.tables import calls
from ringtree.storage.values import fitted, storable, storable_json


def test_ordinary_text_is_left_alone() -> None:
    assert storable("Анна") == "Анна"
    assert storable_json({"name": "Анна"}) == '{"name":"Анна"}'


def test_zero_bytes_and_foreign_bytes_are_replaced() -> None:
    assert storable("a\x00b\udcff") == "ab?"
    assert storable_json(["a\x00b\udcff"]) == '["ab?"]'


def test_a_text_is_cut_to_its_column_and_other_values_pass() -> None:
    row = fitted(calls, {"caller": "x" * 500, "ringing": 1.5, "queue": None})
    assert len(row["caller"]) == 128
    assert (row["ringing"], row["queue"]) == (1.5, None)
