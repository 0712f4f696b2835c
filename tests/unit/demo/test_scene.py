"""What every play reckons; the plays themselves are tests/integration/test_demo_play.py."""

from __future__ import annotations

from ringtree.demo.scene import way_of


def test_the_way_names_each_node_with_its_exit() -> None:
    trace = [
        {"node": "greeting", "exit": "next"},
        {"node": "menu", "exit": "1"},
        {"node": "sales", "exit": None},
    ]
    assert way_of(trace) == "greeting(next) → menu(1) → sales"
