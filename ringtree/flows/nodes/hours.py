"""Ask whether the company is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.model import Key
from ringtree.company.node import node_type
from ringtree.company.schedule import ExceptionName
from ringtree.explained import Explained
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode, OneOrMore, all_different
from ringtree.schedules.state import State, state

OPEN, CLOSED = "open", "closed"


def _not_fixed(names: tuple[str, ...]) -> tuple[str, ...]:
    if taken := {OPEN, CLOSED} & set(names):
        name = taken.pop()
        raise Explained(
            f"{name} is an exit already: the exception needs another name",
            f"{name} уже есть среди выходов: исключению нужно другое имя",
        )
    return names


@node_type("hours")
class HoursNode(FlowNode):
    """Goes one way while a schedule is open and another while it is closed.

    An exception of the schedule (a holiday, a day of stocktaking) that is listed here has an exit
    of its own, whether the company is open on that day or not. A person's override of the
    schedule goes before all of it. Callers hear the greeting of an exception that holds.
    """

    title: ClassVar[str] = "Working hours"
    fixed_exits: ClassVar[tuple[str, ...]] = (OPEN, CLOSED)
    exits_from: ClassVar[str | None] = "exceptions"

    type: Literal["hours"] = "hours"
    schedule: Key = Field(
        description="name of the schedule to ask", json_schema_extra={"widget": "schedule"}
    )
    exceptions: Annotated[
        tuple[ExceptionName, ...],
        *OneOrMore,
        AfterValidator(all_different),
        AfterValidator(_not_fixed),
    ] = Field(
        default=(),
        max_length=50,
        description="exceptions of the schedule with an exit of their own here",
    )

    def references(self) -> Iterator[tuple[str, str]]:
        """The schedule."""
        yield "schedule", self.schedule

    async def run(self, call: CallControl) -> str:
        """Ask the schedule, and leave by what it says of this moment."""
        company = call.company
        schedule = company.schedules[self.schedule]
        hours = schedule.hours(company.timezone)
        now = state(hours, call.instant, call.override(self.schedule))
        _note(call, now, hours.tzinfo)
        if now.exception and (greeting := schedule.greeting(now.exception)) is not None:
            await call.play(greeting)
        if now.exception in self.exceptions:
            return str(now.exception)
        return OPEN if now.is_open else CLOSED


def _note(call: CallControl, now: State, zone: ZoneInfo) -> None:
    """Why it is open or closed, for the trace."""
    told = {
        "exception": now.exception,
        "holiday": now.holiday,
        "until": now.until.astimezone(zone).isoformat() if now.until else None,
        "set_by": now.override.who or None if now.override else None,
        "unpublished": now.unpublished,
    }
    facts = {name: value for name, value in told.items() if value is not None}
    call.note(open=now.is_open, reason=now.reason.value, **facts)


@rule(
    "unknown-exception",
    Both(
        "Correct the name, or add the exception to the schedule.",
        "Исправьте имя или добавьте такое исключение в расписание.",
    ),
)
def exceptions_are_known(subject: Subject) -> Iterator[Found]:
    """An exit for an exception that the schedule has not is never taken."""
    for place in subject.places():
        node = place.node
        if not isinstance(node, HoursNode):
            continue
        schedule = subject.company.schedules.get(node.schedule)
        known = schedule.exception_names if schedule else node.exceptions
        for name in node.exceptions:
            if name not in known:
                message = Both(
                    f"{node.schedule!r} has no exception {name!r}",
                    f"в расписании «{node.schedule}» нет исключения «{name}»",
                ).hinted(name, known)
                none = Both("the schedule has none", "в расписании исключений нет")
                yield Found(message, place.path("exceptions"), ", ".join(known) or none)
