"""Trace entries."""

from __future__ import annotations

from ringtree.records.trace import TraceEntry


def test_an_entry_survives_being_written() -> None:
    entry = TraceEntry("menu", "menu", 3.25, 2.5, "1", {"pressed": "1"}, "main")
    assert TraceEntry.from_dict(entry.to_dict()) == entry


def test_facts_are_each_entrys_own() -> None:
    first, second = TraceEntry("a", "say", 0.0), TraceEntry("b", "say", 1.0)
    first.facts["played"] = ["Hello"]
    assert second.facts == {}
