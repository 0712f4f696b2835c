"""What a caller is told to press, and what pressing does."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pytest

from ringtree.company.lint import lint
from ringtree.company.node import NODE_TYPES
from tests.unit.company.small import Ask, company, tree

END = {"type": "bye"}


def ask(prompt: Any, *keys: str) -> dict[str, Any]:
    exits = {key: "end" for key in (*keys, "no_input")}
    return {"type": "ask", "prompt": prompt, "choices": keys, "exits": exits}


def say(prompt: str, target: str) -> dict[str, Any]:
    return {"type": "say", "prompt": prompt, "exits": {"next": target}}


def rules(**nodes: dict[str, Any]) -> list[tuple[str, str]]:
    acme = company(trees={"main": tree(**nodes, end=END)})
    return [(one.rule, one.dotted.removeprefix("trees.main.nodes.")) for one in lint(acme)]


def test_a_menu_that_says_what_it_has_is_fine() -> None:
    assert rules(a=ask("For sales, press one. For support, press two.", "1", "2")) == []


def test_a_key_that_another_begins_with_makes_callers_wait() -> None:
    assert rules(a=ask("Press 1 or 12.", "1", "12")) == [("shadowed-key", "a.choices")]
    assert rules(a=ask("Press 11 or 12.", "11", "12")) == []


def test_more_than_five_choices_are_not_remembered() -> None:
    assert rules(a=ask("Press 1 or 2 or 3 or 4 or 5.", *"12345")) == []
    assert rules(a=ask("Press 1 or 2 or 3 or 4 or 5 or 6.", *"123456")) == [
        ("long-menu", "a.choices")
    ]


def test_half_a_minute_is_not_listened_to() -> None:
    assert rules(a=ask("Press 1. " + "Well, " * 60, "1")) == []
    assert rules(a=ask("Press 1. " + "Well, " * 80, "1")) == [("long-menu", "a.prompt")]


@pytest.mark.parametrize("text", ["Press 1 or three.", "Нажмите 1 или три."])
def test_a_menu_names_no_key_it_lacks(text: str) -> None:
    found = [one for one in rules(a=ask(text, "1")) if one[0] != "wrong-alphabet"]
    assert found == [("missing-key", "a.prompt")]


def test_a_greeting_names_no_key_that_the_menu_after_it_lacks() -> None:
    menu = ask("Press 1.", "1")
    assert rules(a=say("Press 1 at any time.", "b"), b=menu) == []
    assert rules(a=say("Press 2 at any time.", "b"), b=menu) == [("missing-key", "a.prompt")]
    assert rules(a=say("Press 2.", "c"), c=say("Or wait.", "b"), b=menu) == [
        ("missing-key", "a.prompt")
    ]


def test_a_greeting_with_no_menu_after_it_is_left_alone() -> None:
    assert rules(a=say("On your phone, press 2.", "end")) == []


def test_internal_numbers_and_the_hash_after_many_digits_are_left_alone() -> None:
    assert rules(a=ask("Press 1, or dial 101.", "1")) == []
    assert rules(a=ask("Press 11 or 12. Finally press hash.", "11", "12")) == []
    assert rules(a=ask("Press 1. Finally press hash.", "1")) == [("missing-key", "a.prompt")]


def test_a_choice_that_nobody_hears_of_is_told() -> None:
    assert rules(a=ask("For sales, press one.", "1", "2")) == [("unnamed-choice", "a.choices")]


def test_the_greeting_before_a_menu_may_name_its_keys() -> None:
    assert rules(a=say("For sales, press one.", "b"), b=ask("Please choose.", "1")) == []


@pytest.mark.parametrize("prompt", [{"file": "menu.wav"}, "Dear {caller}, choose."])
def test_what_lint_cannot_hear_it_does_not_judge(prompt: Any) -> None:
    assert rules(a=ask(prompt, "1")) == []


class Operator(Ask):
    """A menu that takes internal numbers, too."""

    type_name: ClassVar[str] = "operator"
    type: Literal["operator"] = "operator"  # type: ignore[assignment]
    direct_dial: Literal["all"] | tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("direct_dial", "found"),
    [
        ((), []),
        (("102",), [("shadowed-key", "a.choices")]),
        ("all", [("shadowed-key", "a.choices")]),
    ],
)
def test_an_internal_number_that_begins_with_a_key_makes_callers_wait(
    monkeypatch: pytest.MonkeyPatch, direct_dial: Any, found: list[tuple[str, str]]
) -> None:
    monkeypatch.setitem(NODE_TYPES, "operator", Operator)
    menu = {**ask("Press 1 or 2.", "1", "2"), "type": "operator", "direct_dial": direct_dial}
    assert rules(a=menu) == found
