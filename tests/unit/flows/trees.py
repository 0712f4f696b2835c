"""Trees for tests, and node types that no document should have."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from ringtree.company.model import Tree
from ringtree.company.node import TreeNode
from ringtree.flows import nodes  # noqa: F401  # registers every type
from ringtree.flows.control import CallControl, CallLost
from ringtree.flows.node import FlowNode
from ringtree.flows.runner import FlowResult, FlowRunner
from tests.unit.flows.fake_call import FakeCall


class Instant(FlowNode):
    """Takes no time at all."""

    title: ClassVar[str] = "Instant"
    type_name: ClassVar[str] = "instant"
    fixed_exits: ClassVar[tuple[str, ...]] = ("next",)
    type: str = "instant"

    async def run(self, call: CallControl) -> str:
        return "next"


class Broken(Instant):
    """Raises something nobody expected."""

    type_name: ClassVar[str] = "broken"
    type: str = "broken"

    async def run(self, call: CallControl) -> str:
        raise ZeroDivisionError("nobody expected this")


class Careless(Instant):
    """Catches every exception there is, as a careless author would."""

    type_name: ClassVar[str] = "careless"
    type: str = "careless"

    async def run(self, call: CallControl) -> str:
        try:
            return await self.act(call)
        except Exception:
            return "next"

    async def act(self, call: CallControl) -> str:
        await call.read_digits(count=1, patience=60)
        return "next"


class Losing(Instant):
    """A call that breaks under the node."""

    type_name: ClassVar[str] = "losing"
    type: str = "losing"
    lost: Any = None

    async def run(self, call: CallControl) -> str:
        raise CallLost(self.lost)


class Endless(Instant):
    """Waits until it is cancelled."""

    type_name: ClassVar[str] = "endless"
    type: str = "endless"

    async def run(self, call: CallControl) -> str:
        await asyncio.Event().wait()
        return "next"


def tree(start: str, *, fallback: str | None = None, **drawn: TreeNode | dict[str, Any]) -> Tree:
    """A tree named main of nodes given as a document gives them, or ready made."""
    return Tree.model_validate(
        {"name": "main", "start": start, "fallback": fallback, "nodes": drawn}
    )


async def walk(drawn: Tree, call: FakeCall, **options: Any) -> FlowResult:
    """Run the call through the tree."""
    return await FlowRunner(drawn, call, call.trace, clock=call.clock, **options).run()


def path(call: FakeCall) -> list[str]:
    """The way the call took: "menu:1"."""
    return [f"{entry.node}:{entry.exit}" for entry in call.trace.entries]
