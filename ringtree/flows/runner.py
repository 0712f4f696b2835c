"""Walks one call through its tree, and never loses the caller.

From the start node on: run the node, record it, follow its exit. What can go wrong ends in the
tree's fallback: an unexpected error (with an apology, and an id that is in the log beside the
traceback), an exit that leads nowhere, and a tree that goes round without end. Where the
fallback is missing or fails as well, the caller is told so and the call is ended.

A branch leads into another tree of the company, and a return back out of it. A tree without a
fallback leaves the caller to that of the tree it was entered from.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

import structlog

from ringtree.calls.cause import Cause
from ringtree.company.model import Tree
from ringtree.flows.branches import Branches
from ringtree.flows.control import CallControl, CallLost, CallOver, HangUpCause, Spoken
from ringtree.flows.node import FlowNode
from ringtree.flows.trace import FlowTrace, TracedCall
from ringtree.prompts.phrases import APOLOGY, NOBODY_AVAILABLE

log = structlog.get_logger(__name__)

#: The trace's exits of a node that was left by none of its own.
CALLER_LEFT = "caller_left"
LOST = "lost"
ERROR = "error"
STOPPED = "stopped"
MOVED = "moved"


class FlowEnd(StrEnum):
    """How a call's walk through its tree ended."""

    FINISHED = "finished"  # as drawn: a conversation took place, or a node hung up
    FALLBACK = "fallback"  # the same, but by way of the tree's fallback
    CALLER_LEFT = "caller_left"
    LOST = "lost"  # the call broke: media worker lost, both sides silent
    DEAD_END = "dead_end"  # an exit led nowhere, and no fallback took the caller
    ERROR = "error"  # a node failed or the tree went round, and no fallback took the caller


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowResult:
    """What the record needs to know of the walk.

    `answered`: the caller talked to somebody. `errors`: the ids of failed nodes' tracebacks, as
    in the log. `cause` is set for a lost call.
    """

    end: FlowEnd
    last_node: str | None
    last_exit: str | None
    hops: int
    answered: bool
    errors: tuple[str, ...] = ()
    cause: Cause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLimits:
    """How far a call may walk before the tree must be going round.

    `quick_hops` is how many hops may follow each other of which none took `quick` seconds: no
    caller chose anything in so short a time. `depth` is how many branches may lead into each
    other.
    """

    hops: int = 300
    depth: int = 8
    quick_hops: int = 50
    quick: float = 0.05


class HopMeter:
    """Counts hops and notices when a limit is passed; it then starts anew."""

    __slots__ = ("_hops", "_last", "_limits", "_quick_hops")

    def __init__(self, limits: FlowLimits, now: float) -> None:
        self._limits = limits
        self._last = now
        self._hops = self._quick_hops = 0

    def hop(self, now: float) -> str | None:
        """Count a hop at `now`, monotonic seconds: the name of the limit passed, or None."""
        is_quick = now - self._last < self._limits.quick
        self._last = now
        self._hops += 1
        self._quick_hops = self._quick_hops + 1 if is_quick else 0
        passed = None
        if self._quick_hops > self._limits.quick_hops:
            passed = "quick_hops"
        elif self._hops > self._limits.hops:
            passed = "hops"
        if passed:
            self._hops = self._quick_hops = 0
        return passed


@dataclass(frozen=True, slots=True)
class _Step:
    node: str
    is_rescue: bool = False


class FlowRunner:
    """One walk of one call through one tree, under the revision it entered with."""

    __slots__ = (
        "_at",
        "_call",
        "_clock",
        "_depth",
        "_errors",
        "_meter",
        "_rescued",
        "_sent_to",
        "_strayed",
        "_trace",
    )

    def __init__(
        self,
        tree: Tree,
        call: CallControl,
        trace: FlowTrace,
        *,
        clock: Callable[[], float],
        limits: FlowLimits = FlowLimits(),
    ) -> None:
        self._depth = limits.depth
        self._at = Branches(tree, depth=limits.depth)
        self._sent_to: tuple[Tree, str] | None = None
        self._call = TracedCall(call, trace)
        self._trace = trace
        self._clock = clock
        self._meter = HopMeter(limits, clock())
        self._errors: list[str] = []
        self._rescued = False
        self._strayed = 0

    async def run(self) -> FlowResult:
        """Walk to the end. The caller's leg has been hung up when this returns.

        Raises:
            asyncio.CancelledError: the walk was cancelled, because the server is stopping; the
                trace is closed, hanging up is left to who cancelled.
        """
        try:
            return self._result(await self._walk())
        except CallLost as lost:
            self._trace.leave(LOST)
            return self._result(FlowEnd.LOST, lost.cause)
        except CallOver:
            self._trace.leave(CALLER_LEFT)
            return self._result(FlowEnd.CALLER_LEFT)
        finally:
            self._trace.leave(STOPPED)  # nothing is open any more unless this was cancelled

    def _result(self, end: FlowEnd, cause: Cause | None = None) -> FlowResult:
        last = self._trace.entries[-1] if self._trace.entries else None
        return FlowResult(
            end=end,
            last_node=last.node if last else None,
            last_exit=last.exit if last else None,
            hops=len(self._trace.entries),
            answered=self._call.answered,
            errors=tuple(self._errors),
            cause=cause,
        )

    async def _walk(self) -> FlowEnd:
        step: _Step | FlowEnd = _Step(self._at.tree.start)
        while isinstance(step, _Step):
            node = self._at.tree.nodes.get(step.node)
            self._trace.enter(step.node, node.type_name if node else "", self._at.tree.name)
            try:
                exit_name, step = await self._pass(step)
            except asyncio.CancelledError:
                exit_name, step = MOVED, self._arrive()
            self._trace.leave(exit_name)
        return step

    def send_to(self, tree: Tree, node: str) -> None:
        """Have the call go on at a node of a tree of its company.

        Who asks for it then cancels the call's task, once: what the caller is in, a conversation
        or a queue, ends as if the caller had left it.
        """
        self._sent_to = (tree, node)

    def _arrive(self) -> _Step:
        """Where a call goes on that was interrupted to be sent there.

        Raises:
            asyncio.CancelledError: it was interrupted to be ended.
        """
        task = asyncio.current_task()
        if self._sent_to is None or task is None or task.uncancel() > 0:
            raise asyncio.CancelledError
        (tree, node), self._sent_to = self._sent_to, None
        if tree is not self._at.tree:
            self._at = Branches(tree, depth=self._depth)
        return _Step(node)

    async def _pass(self, step: _Step) -> tuple[str, _Step | FlowEnd]:
        """Run a node: the exit it took, and where that leads."""
        try:
            node = cast(FlowNode, self._at.tree.nodes[step.node])
            exit_name = await node.run(self._call)
            if node.enters is not None:
                start = self._at.enter(node.enters, self._call.company.trees, by=step.node)
                return exit_name, await self._go(step, start)
        except Exception as error:
            self._report(step.node, error)
            return ERROR, await self._rescue(step, FlowEnd.ERROR)
        if node.comes_back_by is not None:
            return exit_name, await self._come_back(step, node.comes_back_by)
        return exit_name, await self._follow(step, node, exit_name)

    async def _come_back(self, step: _Step, exit_name: str) -> _Step | FlowEnd:
        """Leave the tree, and the branch that led into it by `exit_name`."""
        branch = self._at.leave()
        if branch is None:
            return await self._dead_end(step)
        self._trace.note(to=f"{self._at.tree.name}/{branch}")
        return await self._follow(
            _Step(branch), cast(FlowNode, self._at.tree.nodes[branch]), exit_name
        )

    async def _follow(self, step: _Step, node: FlowNode, exit_name: str) -> _Step | FlowEnd:
        target = node.exits.get(exit_name)
        if target is not None:
            return await self._go(step, target)
        if exit_name in node.finishing_exits:
            await self._hang_up(HangUpCause.NORMAL)
            return FlowEnd.FALLBACK if self._rescued else FlowEnd.FINISHED
        return await self._dead_end(step)

    async def _dead_end(self, step: _Step) -> _Step | FlowEnd:
        self._trace.note(unwired=True)
        return await self._rescue(step, FlowEnd.DEAD_END)

    async def _go(self, step: _Step, target: str) -> _Step | FlowEnd:
        limit = self._meter.hop(self._clock())
        if limit is None:
            return _Step(target)
        self._strayed += 1
        self._trace.note(limit=limit)
        log.error("tree goes round", tree=self._at.tree.name, node=step.node, limit=limit)
        return await self._rescue(step, FlowEnd.ERROR)

    def _report(self, node: str, error: Exception) -> None:
        error_id = secrets.token_hex(4)
        self._errors.append(error_id)
        self._trace.note(error=error_id, why=f"{type(error).__name__}: {error}"[:300])
        log.error("node failed", error=error_id, tree=self._at.tree.name, node=node, exc_info=error)

    async def _rescue(self, step: _Step, otherwise: FlowEnd) -> _Step | FlowEnd:
        """Send the caller to the fallback, or part politely where that is no way out.

        The fallback gets one chance after a failure of its own, and a tree that goes round
        even by way of it is left.
        """
        if otherwise is FlowEnd.ERROR:
            await self._say(APOLOGY)
        lost = self._strayed > 1
        fallback = None if lost else self._at.fallback(has_failed=step.is_rescue)
        if fallback is None:
            await self._say(NOBODY_AVAILABLE)
            await self._hang_up(
                HangUpCause.ERROR if otherwise is FlowEnd.ERROR else HangUpCause.NORMAL
            )
            return otherwise
        self._rescued = True
        return _Step(fallback, is_rescue=True)

    async def _say(self, phrase: Spoken) -> None:
        try:
            await self._call.play(phrase)
        except Exception as error:
            # What broke the node may have broken playing too; the caller must still go on.
            log.error("phrase not played", tree=self._at.tree.name, exc_info=error)

    async def _hang_up(self, cause: HangUpCause) -> None:
        try:
            await self._call.hang_up(cause)
        except (Exception, CallOver) as error:
            log.error("call not hung up", tree=self._at.tree.name, exc_info=error)
