"""The shapes of a document's values."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from ringtree.company.part import Zone, named


def test_a_zone_is_one_there_is() -> None:
    assert TypeAdapter(Zone).validate_python("Europe/Moscow") == "Europe/Moscow"
    with pytest.raises(ValidationError, match=r"not an IANA zone.*Europe/Moscow"):
        TypeAdapter(Zone).validate_python("Europe/Moskow")


def test_each_entry_is_told_its_name() -> None:
    assert named({"a": {"x": 1}, "b": 2}) == {"a": {"name": "a", "x": 1}, "b": 2}
    assert named("text") == "text"
