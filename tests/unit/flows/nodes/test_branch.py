"""The branch node: into another tree, and back."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.lint import lint
from ringtree.company.model import Company
from ringtree.flows.nodes.branch import Branch
from ringtree.flows.runner import FlowEnd, FlowLimits
from tests.unit.flows.fake_call import NOBODY, FakeCall
from tests.unit.flows.trees import walk

BYE = {"type": "hang_up", "prompt": "Bye"}


def say(words: str, target: str) -> dict[str, Any]:
    return {"type": "greeting", "prompt": words, "exits": {"next": target}}


def branch(tree: str, **exits: str) -> dict[str, Any]:
    return {"type": "branch", "tree": tree, "returns": list(exits), "exits": exits}


def company(*, fallback: str | None = None, **trees: dict[str, Any]) -> Company:
    """The trees as mappings of nodes; each starts with its first, and main has the fallback."""
    drawn = {
        name: {
            "start": next(iter(nodes)),
            "nodes": nodes,
            "fallback": fallback if name == "main" else None,
        }
        for name, nodes in trees.items()
    }
    return NOBODY.model_copy(update={"trees": drawn})


async def way(drawn: Company, call: FakeCall | None = None, **options: Any) -> list[str]:
    """The path of a call, tree by tree, and how it ended."""
    call = call or FakeCall()
    call.company = drawn
    result = await walk(drawn.trees["main"], call, **options)
    path = [f"{entry.tree}/{entry.node}:{entry.exit}" for entry in call.trace.entries]
    return [*path, result.end.value]


class TestWalking:
    async def test_a_call_goes_in_and_comes_back_by_the_exit_that_is_named(self) -> None:
        call = FakeCall()
        drawn = company(
            main={"go": branch("office", again="go", done="bye"), "bye": BYE},
            office={"hello": say("Office", "back"), "back": {"type": "return", "exit": "done"}},
        )
        assert await way(drawn, call) == [
            "main/go:entered", "office/hello:next", "office/back:returned", "main/bye:ended",
            "finished",
        ]  # fmt: skip
        assert call.trace.entries[0].facts == {"into": "office"}
        assert call.trace.entries[2].facts == {"by": "done", "to": "main/go"}
        assert call.log == ["heard Office", "heard Bye", "hung up: normal"]

    async def test_a_tree_may_end_the_call(self) -> None:
        drawn = company(main={"go": branch("office")}, office={"bye": BYE})
        assert await way(drawn) == ["main/go:entered", "office/bye:ended", "finished"]

    async def test_branches_in_branches_come_back_one_by_one(self) -> None:
        back = {"type": "return"}
        drawn = company(
            main={"go": branch("a", next="bye"), "bye": BYE},
            a={"go": branch("b", next="back"), "back": back},
            b={"back": back},
        )
        assert await way(drawn) == [
            "main/go:entered", "a/go:entered", "b/back:returned", "a/back:returned",
            "main/bye:ended", "finished",
        ]  # fmt: skip

    async def test_what_was_set_on_the_way_stays(self) -> None:
        drawn = company(
            main={"go": branch("a", next="bye"), "bye": {**BYE, "prompt": "Bye {name}"}},
            a={
                "set": {"type": "set", "variables": {"name": "Ann"}, "exits": {"next": "back"}},
                "back": {"type": "return"},
            },
        )
        call = FakeCall()
        await way(drawn, call)
        assert call.log[0] == "heard Bye Ann"


class TestWhatGoesWrong:
    async def test_recursion_ends_in_the_fallback(self) -> None:
        drawn = company(
            fallback="bye",
            main={"go": branch("a"), "bye": BYE},
            a={"go": branch("a")},
        )
        call = FakeCall()
        path = await way(drawn, call, limits=FlowLimits(depth=3))
        assert path == [
            "main/go:entered", "a/go:entered", "a/go:entered", "a/go:error", "main/bye:ended",
            "fallback",
        ]  # fmt: skip
        assert "a → a → a" in call.trace.entries[3].facts["why"]

    async def test_a_missing_tree_too(self) -> None:
        drawn = company(fallback="bye", main={"go": branch("a"), "bye": BYE})
        assert await way(drawn) == ["main/go:error", "main/bye:ended", "fallback"]

    async def test_a_dead_end_is_taken_by_the_tree_that_led_there(self) -> None:
        ring = {"type": "queue", "queue": "sales"}
        drawn = company(fallback="bye", main={"go": branch("a"), "bye": BYE}, a={"ring": ring})
        call = FakeCall(queues=[RuntimeError("no such queue")])
        assert await way(drawn, call) == [
            "main/go:entered", "a/ring:error", "main/bye:ended", "fallback"
        ]  # fmt: skip

    async def test_a_way_back_that_is_not_wired_is_a_dead_end_of_the_outer_tree(self) -> None:
        drawn = company(
            fallback="bye",
            main={"go": branch("a"), "bye": BYE},
            a={"back": {"type": "return", "exit": "lost"}},
        )
        call = FakeCall()
        assert await way(drawn, call) == [
            "main/go:entered", "a/back:returned", "main/bye:ended", "fallback"
        ]  # fmt: skip
        assert call.trace.entries[1].facts["unwired"] is True

    async def test_a_return_without_a_branch_is_a_dead_end(self) -> None:
        drawn = company(main={"back": {"type": "return"}})
        assert await way(drawn) == ["main/back:returned", FlowEnd.DEAD_END.value]

    async def test_a_loop_through_a_branch_is_left(self) -> None:
        drawn = company(main={"go": branch("a", next="go")}, a={"back": {"type": "return"}})
        path = await way(drawn, limits=FlowLimits(quick_hops=10))
        assert path[-1] == "error"
        assert len(path) < 30


def test_its_exits_are_the_ways_back() -> None:
    node = Branch.model_validate(branch("a", again="x", done="y"))
    assert node.exit_names == ("again", "done")
    assert list(node.references()) == [("tree", "a")]
    with pytest.raises(ValidationError):
        Branch.model_validate({"tree": "a", "returns": ["x", "x"]})


class TestLint:
    @staticmethod
    def rules(number: str = "main", **trees: dict[str, Any]) -> list[str]:
        numbers = [{"number": "+74950000001", "trunk": "t", "tree": number}]
        drawn = company(**trees).model_copy(
            update={"numbers": numbers, "trunks": {"t": {"addresses": ["192.0.2.1"]}}}
        )
        return [problem.rule for problem in lint(drawn)]

    def test_a_branch_that_fits_its_tree_is_sound(self) -> None:
        rules = self.rules(
            main={"go": branch("a", done="bye"), "bye": BYE},
            a={"back": {"type": "return", "exit": "done"}},
        )
        assert rules == []

    def test_a_way_back_must_be_wired(self) -> None:
        back = {"type": "return", "exit": "done"}
        assert self.rules(main={"go": branch("a")}, a={"back": back}) == ["unwired-return"]

    def test_a_way_back_that_nobody_takes_is_told(self) -> None:
        main = {"go": branch("a", done="bye"), "bye": BYE}
        assert "unused-return" in self.rules(main=main, a={"bye": BYE})

    def test_a_tree_of_a_number_has_nowhere_to_return_to(self) -> None:
        assert self.rules(main={"back": {"type": "return"}}) == ["return-to-nowhere"]

    def test_trees_may_not_lead_into_each_other(self) -> None:
        rules = self.rules(main={"go": branch("a")}, a={"go": branch("b")}, b={"go": branch("a")})
        assert rules == ["branch-recursion"] * 2

    def test_nor_a_tree_into_itself(self) -> None:
        assert self.rules(main={"go": branch("main")}) == ["branch-recursion"]

    def test_an_unknown_tree_is_told_once(self) -> None:
        main = {"go": branch("a", next="bye"), "bye": BYE}
        assert self.rules(main=main) == ["unknown-reference"]

    def test_a_loop_through_a_tree_that_asks_the_caller_is_none(self) -> None:
        menu = {"type": "menu", "prompt": "Press 1", "choices": ["1"]}
        wired = {"1": "back", "no_input": "bye", "no_match": "bye"}
        asking = {"ask": {**menu, "exits": wired}, "back": {"type": "return"}, "bye": BYE}
        main = {"go": branch("a", next="go")}
        assert (
            self.rules(
                main=main, a={"go": branch("b", next="back"), "back": {"type": "return"}}, b=asking
            )
            == []
        )

    def test_a_loop_through_a_tree_that_asks_nothing_is_endless(self) -> None:
        main = {"go": branch("a", next="go")}
        assert self.rules(main=main, a={"back": {"type": "return"}}) == ["endless-loop"]
