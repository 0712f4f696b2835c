"""A call's variables: few, short, printable."""

from __future__ import annotations

import pytest

from ringtree.flows.variables import (
    LONGEST_VALUE,
    MOST,
    BadVariableName,
    TooManyVariables,
    Variables,
)


def test_they_are_a_mapping_of_texts() -> None:
    variables = Variables({"name": "Anna"})
    variables["город"] = "Тула"
    assert dict(variables) == {"name": "Anna", "город": "Тула"}
    del variables["name"]
    assert len(variables) == 1
    assert repr(variables) == "Variables({'город': 'Тула'})"


@pytest.mark.parametrize("name", ["", "1st", "a b", "a{", "caller", "hours", "x" * 41])
def test_a_name_is_a_word_without_a_meaning_of_its_own(name: str) -> None:
    with pytest.raises(BadVariableName):
        Variables()[name] = "x"


def test_a_value_is_one_line_and_cut() -> None:
    variables = Variables({"a": " one\r\ntwo\x00 ", "b": "x" * 10_000})
    assert variables["a"] == "one  two"
    assert len(variables["b"]) == LONGEST_VALUE


def test_there_are_only_so_many() -> None:
    variables = Variables({f"v{index}": "" for index in range(MOST)})
    variables["v0"] = "changed"
    with pytest.raises(TooManyVariables) as refused:
        variables["more"] = "x"
    assert refused.value.name == "more"
