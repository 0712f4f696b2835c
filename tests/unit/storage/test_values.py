"""Strings from the network made fit for a database."""

from __future__ import annotations

import json

from ringtree.storage.tables import calls
from ringtree.storage.values import fitted, storable, storable_json


def test_ordinary_text_is_left_alone() -> None:
    assert storable("Анна") == "Анна"
    assert storable_json({"name": "Анна"}) == '{"name":"Анна"}'


def test_zero_bytes_and_foreign_bytes_are_replaced() -> None:
    assert storable("a\x00b\udcff") == "ab?"
    assert storable_json(["a\x00b\udcff"]) == '["ab?"]'


def test_what_only_looks_like_a_zero_byte_is_kept() -> None:
    typed = "\\u0000 and \\\\"
    assert json.loads(storable_json({"typed": typed, "key": ["\x00"]})) == {
        "typed": typed,
        "key": [""],
    }


def test_what_is_no_number_becomes_null() -> None:
    assert storable_json({"mos": float("nan")}) == '{"mos":null}'


def test_a_text_is_cut_to_its_column_and_other_values_pass() -> None:
    row = fitted(calls, {"caller": "x" * 500, "ringing": 1.5, "queue": None})
    assert len(row["caller"]) == 128
    assert (row["ringing"], row["queue"]) == (1.5, None)
