"""What would change between two companies."""

from __future__ import annotations

from ringtree.company.diff import Change, ChangeKind, diff
from ringtree.company.text import dump, load
from tests.unit.company.small import TEXT

ADDED, REMOVED, CHANGED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED


def changes(*replaced: tuple[str, str]) -> list[Change]:
    text = TEXT
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return diff(load(TEXT), load(text))


def found(*replaced: tuple[str, str]) -> list[tuple[ChangeKind, str]]:
    return [(one.kind, "/".join(map(str, one.path))) for one in changes(*replaced)]


def test_a_company_does_not_differ_from_itself_however_written() -> None:
    assert changes() == []
    assert diff(load(TEXT), load("# ours\n" + dump(load(TEXT)))) == []


def test_a_default_written_out_is_no_change() -> None:
    assert changes(("title: Sales,", "title: Sales, wrap_up: 5,")) == []


def test_a_setting_has_its_value_before_and_after() -> None:
    (one,) = changes(("ring_time: 15", "ring_time: 25"))
    assert one == Change(CHANGED, ("queues", "sales", "ring_time"), 15.0, 25.0)
    assert one.to_dict() == {
        "kind": "changed",
        "path": ["queues", "sales", "ring_time"],
        "before": 15.0,
        "after": 25.0,
    }


def test_people_are_known_by_their_internal_numbers() -> None:
    ann = "  - {extension: 101, name: Ann}\n"
    assert found((ann, "  - {extension: 100, name: Zoe}\n" + ann)) == [(ADDED, "people/100")]
    assert found(("name: Ann", "name: Anna")) == [(CHANGED, "people/101/name")]


def test_a_renamed_queue_is_one_gone_and_one_come() -> None:
    assert found(("  sales: {title", "  sale: {title")) == [
        (REMOVED, "queues/sales"),
        (ADDED, "queues/sale"),
    ]


def test_an_exit_rewired_is_told_with_the_node_s_types() -> None:
    (one,) = changes(("{1: sales, 2", "{1: end, 2"))
    assert one.path == ("trees", "main", "nodes", "choice", "exits", "1")
    assert (one.before, one.after, one.node_types) == ("sales", "end", ("ask", "ask"))


def test_a_new_key_is_told_once() -> None:
    new = (("choices: [1, 2]", "choices: [1, 2, 3]"), ("{1: sales, 2", "{3: end, 1: sales, 2"))
    assert found(*new) == [(ADDED, "trees/main/nodes/choice/exits/3")]


def test_keys_in_another_order_are_a_change() -> None:
    assert found(("choices: [1, 2]", "choices: [2, 1]")) == [
        (CHANGED, "trees/main/nodes/choice/choices")
    ]


def test_a_prompt_is_told_as_a_whole() -> None:
    (one,) = changes(('{text: "Press 1 or 2", language: en}', "{file: menu.wav}"))
    assert one.path[-1] == "prompt"


def test_a_node_of_another_type_is_told_as_one_change() -> None:
    bye, ring = "end: {type: bye}", "end: {type: ring, whom: sales}"
    (one,) = changes((bye, ring))
    assert (one.path[-1], one.node_types) == ("end", ("bye", "ring"))


def test_a_setting_given_up_is_removed() -> None:
    assert found(("    fallback: end\n", "")) == [(REMOVED, "trees/main/fallback")]


def test_where_nodes_are_drawn_is_no_change() -> None:
    company = load(TEXT)
    (name, tree), *_ = company.trees.items()
    drawn = tree.model_copy(update={"layout": {tree.start: (10, 20)}})
    moved = company.model_copy(update={"trees": {**company.trees, name: drawn}})
    assert diff(company, moved) == []
    assert load(dump(moved)).trees[name].layout == {tree.start: (10, 20)}
