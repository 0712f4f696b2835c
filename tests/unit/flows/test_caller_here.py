"""Whose leaving it was: the caller's, the server's, or nobody's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from ringtree.calls.call import Call, CallRefused
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.flows.caller_here import CallerHere
from ringtree.flows.control import CallerLeft, CallLost
from tests.unit.calls.house import House, house, moment

pytestmark = pytest.mark.looptime


def within(
    made: House, call: Call, scope: Callable[[], AbstractContextManager[None]]
) -> asyncio.Task[str]:
    """Something that takes for ever, done by the call's own task."""

    async def attended() -> str:
        call.attend()
        with scope():
            await asyncio.Event().wait()
        return "went on"

    return made.tasks.start(attended(), name="within")


async def test_what_is_done_for_a_caller_ends_with_the_caller() -> None:
    async with house() as made:
        call = made.call()
        task = within(made, call, CallerHere(call).while_here)
        await moment()

        made.caller.cancels()

        with pytest.raises(CallerLeft):
            await task


@pytest.mark.parametrize(
    ("why", "error"),
    [
        (CauseKind.NORMAL, CallerLeft),
        (CauseKind.CANCELLED, CallerLeft),
        (CauseKind.SILENT, CallLost),
        (CauseKind.MEDIA_LOST, CallLost),
    ],
)
async def test_nothing_is_begun_for_who_has_gone(why: CauseKind, error: type[Exception]) -> None:
    async with house() as made:
        call = made.call()
        call.end(cause(why))

        with pytest.raises(error), CallerHere(call).while_here():
            pytest.fail("nobody is here")


async def test_a_conversation_that_the_caller_ends_goes_on_in_the_tree() -> None:
    async with house() as made:
        call = made.call()
        task = within(made, call, CallerHere(call).until_parted)
        await moment()

        made.caller.cancels()

        assert await task == "went on"


@pytest.mark.parametrize("scope", ["while_here", "until_parted"])
async def test_a_server_that_stops_is_no_leaving(scope: str) -> None:
    async with house() as made:
        call = made.call()
        task = within(made, call, getattr(CallerHere(call), scope))
        await moment()

        task.cancel()

        with pytest.raises(asyncio.CancelledError):
            await task


async def test_a_call_that_can_have_no_media_is_lost_for_that() -> None:
    async with house() as made:
        call = made.call()
        no_port = cause(CauseKind.MEDIA_LOST)

        with pytest.raises(CallLost) as caught, CallerHere(call).while_here():
            raise CallRefused(no_port)

        assert caught.value.cause is no_port and call.gone is no_port


@pytest.mark.parametrize(
    ("why", "goes"),
    [(CauseKind.NORMAL, False), (CauseKind.SILENT, True), (CauseKind.LIMIT_REACHED, True)],
)
async def test_a_conversation_that_no_person_ended_ends_the_call(
    why: CauseKind, goes: bool
) -> None:
    async with house() as made:
        call = made.call()
        parted: Cause = cause(why)

        CallerHere(call).parted(parted)

        assert (call.gone is parted) is goes
