"""The caller node: numbers, beginnings, lists, countries, and callers who hide."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.lint import lint
from ringtree.company.model import Company
from ringtree.flows.nodes.caller import Caller
from tests.unit.flows.fake_call import NOBODY, FakeCall

COMPANY = NOBODY.model_copy(
    update={
        "numbers": [{"number": "+74950000001", "trunk": "carrier", "tree": "main"}],
        "lists": {"vip": {"numbers": ["+79217654321", "+7812320*"]}, "blocked": {"numbers": []}},
    }
)
RULES: dict[str, Any] = {
    "vip": {"lists": "vip", "numbers": ["+79211234567", "101"]},
    "blocked": {"lists": ["blocked"]},
    "moscow": {"numbers": ["+7495*", "+7499*"]},
    "foreign": {"countries": ["DE", "EE"], "anonymous": True},
}


async def leave(number: str, rules: dict[str, Any] = RULES) -> tuple[str, Any]:
    call = FakeCall(caller=number, company=COMPANY)
    call.trace.enter("who", "caller", "main")
    way = await Caller.model_validate({"rules": rules}).run(call)
    return way, call.trace.entries[0].facts.get("by")


@pytest.mark.parametrize(
    ("number", "way", "by"),
    [
        ("+79217654321", "vip", "vip"),
        ("+78123201234", "vip", "vip"),
        ("+79211234567", "vip", "numbers"),
        ("89211234567", "vip", "numbers"),
        ("79211234567", "vip", "numbers"),
        ("101", "vip", "numbers"),
        ("+74951112233", "moscow", "numbers"),
        ("84991112233", "moscow", "numbers"),
        ("+493012345678", "foreign", "DE"),
        ("+3726001234", "foreign", "EE"),
        ("", "foreign", "anonymous"),
        ("+79990000000", "other", None),
        ("102", "other", None),
        ("sip-alice", "other", None),
        ("+", "other", None),
    ],
)
async def test_the_first_rule_that_fits(number: str, way: str, by: str | None) -> None:
    assert await leave(number) == (way, by)


async def test_the_order_of_the_rules_decides() -> None:
    rules = {"all": {"numbers": "+7*"}, "one": {"numbers": "+79211234567"}}
    assert (await leave("+79211234567", rules))[0] == "all"
    assert (await leave("+79211234567", dict(reversed(rules.items()))))[0] == "one"


async def test_a_hidden_caller_fits_nothing_else() -> None:
    assert (await leave("", {"all": {"numbers": "+7*", "countries": "RU"}}))[0] == "other"


def test_every_rule_is_an_exit_and_every_list_is_named() -> None:
    node = Caller.model_validate({"rules": RULES})
    assert node.exit_names == ("vip", "blocked", "moscow", "foreign", "other")
    assert list(node.references()) == [("list", "vip"), ("list", "blocked")]


@pytest.mark.parametrize(
    "rules",
    [
        {},
        {"a": {}},
        {"other": {"anonymous": True}},
        {"a": {"numbers": "8921"}, "b": {"numbers": "8 921 123"}},
        {"a": {"countries": "Germany"}},
        {"a": {"anonymous": False}},
        {"a": {"mood": "good"}},
    ],
)
def test_a_rule_says_who(rules: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Caller.model_validate({"rules": rules})


def linted(**rules: Any) -> Company:
    exits = {**dict.fromkeys(rules, "bye"), "other": "bye"}
    nodes = {
        "who": {"type": "caller", "rules": rules, "exits": exits},
        "bye": {"type": "hang_up"},
    }
    return COMPANY.model_copy(update={"trees": {"main": {"start": "who", "nodes": nodes}}})


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ({"numbers": "+74951234567"}, True),
        ({"numbers": "+7495123*"}, True),
        ({"numbers": "+749*"}, False),
        ({"numbers": ["+74951234567", "+79211234567"]}, False),
        ({"lists": "vip"}, True),
        ({"lists": "blocked"}, False),
        ({"countries": "DE"}, True),
        ({"anonymous": True}, False),
        ({"lists": "vip", "anonymous": True}, False),
    ],
)
def test_lint_finds_a_rule_that_is_never_taken(second: dict[str, Any], found: bool) -> None:
    first = {"numbers": "+7495*", "lists": "vip", "countries": "DE"}
    rules = [problem.rule for problem in lint(linted(first=first, second=second))]
    assert ("shadowed-rule" in rules) is found


def test_lint_knows_the_lists() -> None:
    rules = [problem.rule for problem in lint(linted(a={"lists": ["vip", "vips"]}))]
    assert rules.count("unknown-reference") == 1 + 1  # and the number's trunk
