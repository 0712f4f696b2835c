"""Go back to the tree this one was entered from."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ringtree.company.model import Key
from ringtree.company.node import node_type
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode

RETURNED = "returned"


@node_type("return")
class Return(FlowNode):
    """Goes back to the branch node that led into this tree, and on by one of its exits."""

    title: ClassVar[str] = "Return"

    type: Literal["return"] = "return"
    exit: Key = Field(
        default="next", description="the exit of the branch node by which the call goes on"
    )

    @property
    def comes_back_by(self) -> str:
        """The exit."""
        return self.exit

    async def run(self, call: CallControl) -> str:
        """The runner leads the call back."""
        call.note(by=self.exit)
        return RETURNED
