"""Why an exit was taken."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.node import NODE_TYPES
from ringtree.flows.node import FlowNode
from ringtree.flows.simulation.why import why
from ringtree.records.trace import TraceEntry
from ringtree.schedules.hours import Reason
from tests.unit.flows.simulation.company import imagined


def test_every_node_of_a_call_has_its_reason() -> None:
    reasons = [why(entry) for entry in imagined(press="2", agents="busy").record.trace]
    assert reasons == [
        "no rule fits the caller",
        "open by weekly, until 2026-11-23T18:00:00+03:00",
        "2 was pressed",
        "101: busy",
        "the call ends here",
    ]


@pytest.mark.parametrize(
    ("kind", "exit_name", "facts", "words"),
    [
        ("menu", "caller_left", {}, "the caller hung up"),
        ("menu", "error", {"why": "KeyError: 1"}, "the node failed: KeyError: 1"),
        ("queue", "overflow", {"unwired": True}, "the longest wait had passed; the exit leads"),
        ("greeting", "next", {"limit": "hops"}, "the tree goes round (hops)"),
        ("split", "a", {"drawn": 12.5}, "12.5 was drawn"),
        ("caller", "vip", {"by": "vips"}, "the caller fits the rule by vips"),
        ("branch", "entered", {"into": "spb"}, "into the tree spb"),
        ("return", "returned", {"by": "next"}, "back by next"),
        (
            "dial",
            "unreachable",
            {"kept_in": "101 → +7921", "rung": {}},
            "101 → +7921, and the node",
        ),
        ("webhook", "gold", {}, "gold was chosen"),
    ],
)
def test_a_reason_in_words(kind: str, exit_name: str, facts: dict[str, Any], words: str) -> None:
    assert why(TraceEntry("n", kind, 0.0, exit=exit_name, facts=facts)).startswith(words)


def test_every_node_of_a_call_has_its_reason_in_russian() -> None:
    reasons = [why(entry, "ru") for entry in imagined(press="2", agents="busy").record.trace]
    assert reasons == [
        "ни одно правило не подошло звонящему",
        "открыто: обычное расписание, до 18:00 23.11.2026",
        "нажали 2",
        "101: занято",
        "здесь звонок завершается",
    ]


@pytest.mark.parametrize(
    ("kind", "exit_name", "facts", "words"),
    [
        ("menu", "caller_left", {}, "звонящий положил трубку"),
        ("menu", "error", {"why": "KeyError: 1"}, "в узле произошла ошибка: KeyError: 1"),
        ("queue", "overflow", {"unwired": True}, "предельное ожидание истекло; выход никуда не"),
        ("greeting", "next", {"limit": "hops"}, "дерево ходит по кругу (hops)"),
        ("split", "a", {"drawn": 12.5}, "выпало 12.5"),
        ("caller", "vip", {"by": "anonymous"}, "звонящий подходит под правило: номер скрыт"),
        ("branch", "entered", {"into": "spb"}, "вход в дерево spb"),
        ("return", "returned", {"by": "next"}, "возврат через next"),
        ("dial", "unreachable", {"kept_in": "101 → +7921"}, "101 → +7921, а узел не выпускает"),
        ("webhook", "gold", {}, "выбран выход gold"),
        (
            "hours",
            "closed",
            {"open": False, "reason": "exception", "exception": "переучёт"},
            "закрыто: исключение «переучёт»",
        ),
    ],
)
def test_a_reason_in_russian(kind: str, exit_name: str, facts: dict[str, Any], words: str) -> None:
    entry = TraceEntry("n", kind, 0.0, exit=exit_name, facts=facts)
    assert why(entry, "ru").startswith(words)


def test_every_exit_that_is_always_there_has_words_of_its_own() -> None:
    # Other tests register nodes of their own, which are no node of ours.
    for kind in filter(lambda one: issubclass(one, FlowNode), NODE_TYPES.values()):
        also = kind.exits_with[1] if kind.exits_with else ()
        for exit_name in {*kind.fixed_exits, *also} - {"open", "closed"}:
            entry = TraceEntry("n", kind.type_name, 0.0, exit=exit_name)
            assert "was chosen" not in why(entry), exit_name
            assert not why(entry, "ru").isascii(), exit_name


@pytest.mark.parametrize("reason", list(Reason))
def test_every_rule_of_hours_has_its_russian_words(reason: Reason) -> None:
    facts = {"open": True, "reason": reason.value}
    said = why(TraceEntry("n", "hours", 0.0, exit="open", facts=facts), "ru")
    assert said.startswith("открыто: ")
    assert reason.value not in said
