"""A drawing's change in an author's text: only what changed is written anew."""

from __future__ import annotations

import json
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ringtree.company.merge import merged

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))


def data_of(document: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(YAML(typ="safe", pure=True).load(document)))
    return data


def changed_lines(old: str, new: str) -> list[str]:
    lines = unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    return [one for one in lines if one[0] in "+-" and one[:3] not in ("+++", "---")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_text_that_says_the_same_stays_as_it_was_written(example: Path) -> None:
    document = example.read_text("utf-8")
    assert changed_lines(document, merged(document, data_of(document))) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_change_touches_its_own_line_alone(example: Path) -> None:
    document = example.read_text("utf-8")
    data = data_of(document)
    data["people"][0]["name"] = "Zoe"
    data["people"].append({"extension": "110", "name": "Xenia"})
    data["queues"]["sales"]["agents"].append("110")
    data["trees"]["main"]["nodes"]["end"] = {"type": "hang_up"}
    after = merged(document, data)
    assert same(data_of(after), data)
    assert len(changed_lines(document, after)) == 8


def test_comments_stay_with_what_they_are_about() -> None:
    document = "people:\n  - name: A  # the boss\n  - name: B\nqueues: {}  # none yet\n"
    after = merged(document, {"people": [{"name": "B"}, {"name": "A"}], "queues": {}})
    assert after.index("name: B") < after.index("name: A  # the boss")
    assert "# none yet" in after


def test_what_is_gone_is_gone() -> None:
    after = merged("a: 1\nb:\n  c: 2\n  d: 3\n", {"b": {"d": 3}})
    assert after == "b:\n  d: 3\n"


def test_names_that_look_like_numbers_are_quoted() -> None:
    assert merged("", {"exits": {"1": "sales"}, "number": "+74950000001"}) == (
        'exits:\n  "1": sales\nnumber: "+74950000001"\n'
    )


def test_a_value_that_begins_with_a_colon_is_read_again_in_a_flow_mapping() -> None:
    document = merged("a: {b: 0}\n", {"a": {"b": ":1"}})
    assert data_of(document) == {"a": {"b": ":1"}}


@pytest.mark.parametrize("unreadable", ["", "a: [", "- 1", "a: &x 1\nb: *x", "a: 1\na: 2"])
def test_a_text_that_cannot_be_read_gives_way(unreadable: str) -> None:
    assert merged(unreadable, {"code": "daisy"}) == "code: daisy\n"


PLAIN = st.none() | st.booleans() | st.integers(-999, 999) | st.text("ab1+:#-\n\"'", max_size=6)
DATA = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab1", min_size=1), inner),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(st.sampled_from("abcdef"), DATA, min_size=1)


@given(DOCUMENTS, DOCUMENTS)
def test_the_text_always_says_what_it_was_given(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    document = merged(merged("", before), after)
    assert same(YAML(typ="safe", pure=True).load(document), after)


def same(read: Any, meant: Any) -> bool:
    """`101` and "101" are one name, and so are a lone value and a list of it: the model's rule."""
    if isinstance(meant, dict):
        return (
            isinstance(read, dict)
            and {str(key) for key in read} == set(meant)
            and all(same(value, meant[str(key)]) for key, value in read.items())
        )
    if isinstance(meant, list):
        return (
            isinstance(read, list)
            and len(read) == len(meant)
            and all(same(*pair) for pair in zip(read, meant, strict=True))
        )
    if isinstance(read, list) and len(read) == 1:
        return same(read[0], meant)
    if isinstance(read, int) and isinstance(meant, str) and not isinstance(read, bool):
        return str(read) == meant
    return type(read) is type(meant) and bool(read == meant)
