"""`ringtree queue`: figures of the queues, and what other settings or more people would change."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from ringtree.commands.agent import published
from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.company.model import Company
from ringtree.company.words import suggest
from ringtree.figures.queue_figures import QueueFigures
from ringtree.figures.report import Report, TooManyIntervals
from ringtree.figures.service import report_of
from ringtree.settings import Settings


def add_parser(parent: Subparsers) -> Subparsers:
    """`ringtree queue stats`; further verbs are added to what is returned."""
    queue = parent.add_parser("queue", help="figures of the queues, and what would change them")
    verbs = queue.add_subparsers(required=True, metavar="VERB")
    one = verbs.add_parser("stats", help="what the queues and their agents did")
    add_period(one)
    one.add_argument("--every", type=_minutes, metavar="MINUTES", help="also each interval")
    add_standard(one)
    one.set_defaults(command=stats)
    return verbs


def add_period(one: argparse.ArgumentParser) -> None:
    """The company, the queues and the day, alike for every verb."""
    one.add_argument("company", nargs="?", help="the company's code; the only one if left out")
    one.add_argument("--queue", action="append", help="only this queue; may be given again")
    one.add_argument("--day", type=date.fromisoformat, help="such as 2026-03-02; by default today")
    one.add_argument("--days", type=int, default=1, help="so many days from then on")
    one.add_argument("--json", action="store_true")


def add_standard(one: argparse.ArgumentParser) -> None:
    """What the service levels are measured by."""
    own = "; by default each queue's own"
    one.add_argument("--within", type=float, help=f"seconds for the service levels{own}")
    one.add_argument("--short", type=float, help=f"seconds of a short abandon{own}")


def _minutes(text: str) -> timedelta:
    return timedelta(minutes=float(text.removesuffix("m")))


def period(company: Company, options: argparse.Namespace) -> tuple[datetime, datetime]:
    """From the first midnight until the last, by the company's own clock."""
    first = options.day or datetime.now(company.zone).date()
    last = first + timedelta(days=max(1, options.days))
    start, end = (datetime.combine(one, time.min, company.zone) for one in (first, last))
    return start, end


def named(company: Company, options: argparse.Namespace) -> list[str]:
    """The queues asked for.

    Raises:
        CommandError: there is none of that name.
    """
    for name in options.queue or ():
        if name not in company.queues:
            known = ", ".join(company.queues) or "none"
            hint = suggest(name, company.queues)
            raise CommandError(f"there is no queue {name!r}; known: {known}{hint}")
    return options.queue or list(company.queues)


async def stats(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree queue stats [COMPANY]`."""
    async with opened(settings) as database:
        company = await published(database, options.company)
        start, end = period(company, options)
        try:
            found = await report_of(
                database,
                company,
                start,
                end,
                queues=named(company, options),
                every=options.every,
                within=options.within,
                short=options.short,
            )
        except (TooManyIntervals, ZeroDivisionError) as error:
            raise CommandError(f"--every: {error}") from error
    if options.json:
        print(json.dumps(found.to_dict(), ensure_ascii=False))
        return 0
    _print(company, found)
    return 0


def _print(company: Company, found: Report) -> None:
    rows = {**found.queues, **({"total": found.total} if len(found.queues) > 1 else {})}
    for line in queue_table(rows):
        print(line)
    if found.total.callbacks or found.total.callbacks_unreached:
        print(
            f"callbacks: {found.total.callbacks} called back,"
            f" {found.total.callbacks_unreached} attempts reached nobody"
        )
    for part in found.intervals:
        for name, figures in part.queues.items():
            if figures.joined:
                label = f"{part.start.astimezone(company.zone):%H:%M} {name}"
                print(_queue_line(label, figures.to_dict()))
    print(
        f"\n{'agent':<18}{'answered':>9}{'offered':>8}{'missed':>7}{'refused':>8}"
        f"{'ready':>9}{'away':>8}{'talking':>9}{'handle':>8}{'occupied':>9}"
    )
    for extension, agent in found.agents.items():
        person = company.person(extension)
        print(_agent_line(f"{extension} {person.name if person else ''}", agent.to_dict()))


def queue_table(rows: Mapping[str, QueueFigures]) -> Iterator[str]:
    """A line of heads, and one for each row of figures."""
    seconds = {one.within for one in rows.values()}
    within = seconds.pop() if len(seconds) == 1 else None
    in_time = "in time" if within is None else f"in {within:g} s"
    yield (
        f"{'queue':<18}{'joined':>7}{'answered':>9}{'abandoned':>10}{'short':>6}{'overflow':>9}"
        f"{'refused':>8}{'key':>5}{'failed':>7}  {in_time:>8}"
        f"{'of all':>8}{'wait':>8}{'p95':>8}{'longest':>9}{'handle':>8}"
    )
    for name, figures in rows.items():
        yield _queue_line(name, figures.to_dict())


def _queue_line(name: str, row: dict[str, Any]) -> str:
    return (
        f"{name[:17]:<18}{row['joined']:>7}{row['answered']:>9}{row['abandoned']:>10}"
        f"{row['abandoned_short']:>6}{row['overflowed']:>9}{row['refused']:>8}"
        f"{row['left_by_key']:>5}{row['failed']:>7}"
        f"  {share(row['service_level_of_answered']):>8}"
        f"{share(row['service_level_of_all']):>8}{clock(row['wait_answered']['mean']):>8}"
        f"{clock(row['wait_answered']['p95']):>8}{clock(row['longest_wait']):>9}"
        f"{clock(row['handle']['mean']):>8}"
    )


def _agent_line(name: str, row: dict[str, Any]) -> str:
    away = sum(row["not_ready"].values())
    return (
        f"{name[:17]:<18}{row['answered']:>9}{row['offered']:>8}{row['missed']:>7}"
        f"{row['refused']:>8}{clock(row['ready']):>9}{clock(away):>8}{clock(row['talking']):>9}"
        f"{clock(row['handle']['mean']):>8}{share(row['occupancy']):>9}"
    )


def share(value: float | None) -> str:
    """A share as people write it: 82%; "-" for none."""
    return "-" if value is None else f"{value:.0%}"


def clock(seconds: float | None) -> str:
    """Seconds as people write them: 0:05, 12:00, 1:02:03; "-" for none."""
    if seconds is None:
        return "-"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
