"""The journal's filters in an address: the same for the list, its totals and its tables."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query

from ringtree.accounts.role import Permission
from ringtree.api.access import CompanyScope, needs
from ringtree.api.moment import Moment
from ringtree.records.outcome import Outcome
from ringtree.records.record import Direction
from ringtree.records.search import CallFilter

Reader = Annotated[CompanyScope, needs(Permission.CALLS_READ)]
Name = Annotated[str | None, Query(max_length=60)]
Digits = Annotated[str | None, Query(max_length=40, pattern=r"^[0-9+*#A-Za-z._@ -]*$")]
Seconds = Annotated[float | None, Query(ge=0, le=1_000_000)]
Place = Annotated[str | None, Query(max_length=121, pattern=r"^([\w-]{1,60}/)?[\w-]{1,60}$")]


async def call_filter(
    scope: Reader,
    since: Annotated[Moment | None, Query(description="from then on")] = None,
    until: Annotated[Moment | None, Query(description="before then")] = None,
    outcome: Annotated[list[Outcome], Query(max_length=20)] = [],  # noqa: B006 - never changed
    direction: Direction | None = None,
    number: Annotated[Digits, Query(description="the company's number, exactly")] = None,
    caller: Annotated[Digits, Query(description="part of the caller's number")] = None,
    called: Annotated[Digits, Query(description="part of what was dialled")] = None,
    person: Annotated[
        str | None, Query(pattern=r"^[0-9]{2,6}$", description="who called, answered or was rung")
    ] = None,
    answered_by: Annotated[Digits, Query(description="who talked with the caller")] = None,
    queue: Annotated[Name, Query(description="the last queue the caller waited in")] = None,
    trunk: Name = None,
    passed: Annotated[Place, Query(description="a node on the way: tree/node or node")] = None,
    left_in: Annotated[Place, Query(description="the node the call ended in")] = None,
    left: Annotated[bool | None, Query(description="whether the caller hung up first")] = None,
    recorded: Annotated[bool | None, Query(description="whether there is a recording")] = None,
    waited_from: Annotated[Seconds, Query(description="seconds waited, at least")] = None,
    waited_to: Annotated[Seconds, Query(description="seconds waited, less than")] = None,
    talked_from: Seconds = None,
    talked_to: Seconds = None,
    rang_from: Seconds = None,
    rang_to: Seconds = None,
    text: Annotated[str | None, Query(max_length=100, description="in numbers and names")] = None,
) -> CallFilter:
    """Bound to the company of the path. Times without a zone are the company's."""
    return CallFilter(
        company=scope.code,
        since=company_time(scope, since) if since else None,
        until=company_time(scope, until) if until else None,
        outcomes=tuple(outcome),
        direction=direction,
        number=_plus(number),
        caller=caller,
        called=called,
        person=person,
        answered_by=_plus(answered_by),
        queue=queue,
        trunk=trunk,
        passed=passed,
        left_in=left_in,
        left=left,
        recorded=recorded,
        waited_from=waited_from,
        waited_to=waited_to,
        talked_from=talked_from,
        talked_to=talked_to,
        rang_from=rang_from,
        rang_to=rang_to,
        text=text.strip() if text else None,
    )


Wanted = Annotated[CallFilter, Depends(call_filter)]


def company_time(scope: CompanyScope, moment: datetime) -> datetime:
    """A moment as it was asked for; without a zone it is of the company's clock."""
    if moment.tzinfo is not None:
        return moment
    live = scope.services.directory.company(scope.code)
    return moment.replace(tzinfo=live.company.zone) if live else moment.astimezone()


def _plus(number: str | None) -> str | None:
    """A + in an address that nobody escaped has become a space, or is missing."""
    if number and number.strip().isdigit() and len(number.strip()) > 6:
        return f"+{number.strip()}"
    return number or None
