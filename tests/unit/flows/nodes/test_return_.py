"""The return node."""

from __future__ import annotations

from ringtree.flows.nodes.return_ import Return
from tests.unit.flows.fake_call import FakeCall


async def test_it_says_by_which_exit_of_the_branch_the_call_goes_on() -> None:
    call = FakeCall()
    call.trace.enter("back", "return", "other")
    assert await Return(exit="menu").run(call) == "returned"
    assert call.trace.entries[0].facts == {"by": "menu"}
    assert Return(exit="menu").comes_back_by == "menu"


def test_it_has_no_exits_of_its_own() -> None:
    assert Return().exit_names == ()
    assert Return().comes_back_by == "next"
