"""Open or close by telephone: a schedule's override, with what has become of it spoken back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from ringtree.company.overriding import override_of
from ringtree.company.prompt import Prompt
from ringtree.company.schedule import Schedule
from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl, Spoken
from ringtree.prompts.override_phrases import (
    ASK_TIME,
    ASK_UNTIL,
    NO_SCHEDULE,
    NOTHING_CHANGED,
    RULES_AGAIN,
    AskSchedule,
    AskState,
)
from ringtree.schedules.override import Until
from ringtree.schedules.speech.status import say_status

SET, RULES, UNCHANGED, NONE = "set", "revoked", "unchanged", "no_schedule"

#: Seconds to decide, and how often a question is asked.
PATIENCE = 8.0
ATTEMPTS = 2
#: As many schedules, and as many exceptions, as keys are left to choose from.
MOST = 7
_UNTIL = {"1": Until.BOUNDARY, "2": Until.REVOKED, "3": Until.TIME}


@feature_code(
    "override",
    "*41",
    title="Override working hours",
    results=(SET, RULES, UNCHANGED, NONE),
    takes_digits=True,
    needs_pin=True,
    is_restricted=True,
)
async def override(call: CallControl, dialler: Dialler) -> str:
    """Opens or closes the company, or lets a named exception hold, whatever the schedule says."""
    if not dialler.company.schedules:
        await call.play(NO_SCHEDULE)
        return NONE
    schedule = await _schedule(call, dialler)
    what = await _what(call, dialler, schedule) if schedule else None
    if schedule is None or what is None:
        await call.play(NOTHING_CHANGED)
        return UNCHANGED
    return await _carry_out(call, dialler, schedule, what)


async def _schedule(call: CallControl, dialler: Dialler) -> Schedule | None:
    """Which one: the only one, the one dialled after the state's digit, or the one chosen."""
    schedules = tuple(dialler.company.schedules.values())[: MOST + 2]
    if len(schedules) == 1:
        return schedules[0]
    names = tuple(one.name for one in schedules)
    key = dialler.digits[1:2] or await _ask(call, AskSchedule(names), allowed=_keys(names))
    return schedules[int(key) - 1] if key and key in _keys(names) else None


def _keys(names: tuple[str, ...], first: int = 1) -> str:
    return "".join(str(number) for number in range(first, first + len(names)))


async def _what(call: CallControl, dialler: Dialler, schedule: Schedule) -> str | None:
    """open, closed, an exception's name, or "" for the schedule's own rules."""
    names = schedule.exception_names[:MOST]
    meant = dict(zip("120" + _keys(names, 3), ("open", "closed", "", *names), strict=True))
    if key := dialler.digits[:1]:
        return meant.get(key)
    await call.play(_status(call, dialler, schedule), interruptible=True)
    return meant.get(await _ask(call, AskState(names), allowed="".join(meant)))


async def _ask(call: CallControl, question: Spoken, *, allowed: str) -> str:
    """One of the allowed keys; "" if none was pressed."""
    for _ in range(ATTEMPTS):
        await call.play(question, interruptible=True)
        key = await call.read_digits(count=1, patience=PATIENCE)
        if key and key in allowed:
            return key
    return ""


async def _carry_out(call: CallControl, dialler: Dialler, schedule: Schedule, what: str) -> str:
    code, book = dialler.company.code, dialler.world.overrides
    if not what:
        await book.revoke(code, schedule.name)
        await call.play(RULES_AGAIN, _status(call, dialler, schedule))
        return RULES
    until, ends_at = await _until(call, dialler, schedule)
    if until is None:
        await call.play(NOTHING_CHANGED)
        return UNCHANGED
    who = f"{dialler.person.extension} {dialler.person.name}"
    made = override_of(
        schedule, what, since=call.instant, until=until, ends_at=ends_at, who=who, why="by phone"
    )
    await book.set(code, schedule.name, made)
    call.note(schedule=schedule.name, override=made.to_dict())
    await call.play(_status(call, dialler, schedule))
    return SET


async def _until(
    call: CallControl, dialler: Dialler, schedule: Schedule
) -> tuple[Until | None, datetime | None]:
    """How long: until the schedule's next change for who dialled in a hurry."""
    if dialler.digits:
        return Until.BOUNDARY, None
    until = _UNTIL.get(await _ask(call, ASK_UNTIL, allowed="".join(_UNTIL)))
    if until is not Until.TIME:
        return until, None
    ends_at = await _time(call, dialler, schedule)
    return (None, None) if ends_at is None else (until, ends_at)


async def _time(call: CallControl, dialler: Dialler, schedule: Schedule) -> datetime | None:
    """The next moment at which clocks show the four digits that are typed."""
    zone = schedule.hours(dialler.company.timezone).tzinfo
    for _ in range(ATTEMPTS):
        await call.play(ASK_TIME, interruptible=True)
        typed = await call.read_digits(count=4, patience=PATIENCE, terminator="#")
        if len(typed) == 4 and typed.isdigit() and typed[:2] < "24" and typed[2:] < "60":
            now = call.instant.astimezone(zone)
            at = datetime.combine(now, time(int(typed[:2]), int(typed[2:])), zone)
            # Tomorrow by the wall clock, even where the clocks are changed tonight.
            return at if at.timestamp() > now.timestamp() else at + timedelta(days=1)
    return None


def _status(call: CallControl, dialler: Dialler, schedule: Schedule) -> Prompt:
    hours = schedule.hours(dialler.company.timezone)
    book = dialler.world.overrides
    held = book.get(dialler.company.code, schedule.name)
    return Prompt(text=say_status(hours, call.instant, call.language, held), language=call.language)
