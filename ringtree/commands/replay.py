"""`ringtree queue replay` and `staff`: what other settings or more people would change."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ringtree.callbacks.promised import calling_hours, promises
from ringtree.callbacks.store import CallbackStore
from ringtree.commands.agent import published
from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.commands.queue import add_period, add_standard, clock, named, period, queue_table
from ringtree.company.model import Company
from ringtree.company.words import suggest
from ringtree.figures.queue_figures import USUAL, Standard, queue_figures
from ringtree.figures.service import LONGEST_WAY, standards
from ringtree.figures.visit import Visit, visits
from ringtree.presence.store import PresenceStore
from ringtree.queues.published import settings_of, settings_of_all
from ringtree.queues.strategies import STRATEGIES
from ringtree.records.period import calls_between
from ringtree.replay.altered import altered
from ringtree.replay.day import day_of, replayable
from ringtree.replay.other_calls import other_calls
from ringtree.replay.play import play
from ringtree.replay.promises import reach_of
from ringtree.replay.staffing import Need, Target, needs
from ringtree.settings import Settings
from ringtree.storage.forwardings import Forwardings

#: What may be set otherwise in a replay: all in seconds.
SETTINGS = ("ring_time", "wrap_up", "max_wait", "refusal_pause", "no_answer_pause")


#: Who talked with whom is looked up no further back, however long a queue remembers it.
LONGEST_MEMORY = timedelta(days=7)


def add_verbs(verbs: Subparsers) -> None:
    """`replay` and `staff`."""
    one = verbs.add_parser("replay", help="play a day again with other settings")
    add_period(one)
    one.add_argument("--agents", type=int, default=0, metavar="+N", help="so many more, or fewer")
    one.add_argument("--strategy", help="another strategy")
    one.add_argument(
        "--set", action="append", default=[], metavar="NAME=SECONDS", help=", ".join(SETTINGS)
    )
    add_standard(one)
    one.add_argument("--seed", type=int, default=0, help="another draw of what nobody saw")
    one.set_defaults(command=replay)
    one = verbs.add_parser("staff", help="how many agents each half hour needs")
    add_period(one)
    one.add_argument("--target", type=_target, metavar="80/20", help="by default each queue's own")
    one.add_argument("--seed", type=int, default=0, help="other imagined callers")
    one.set_defaults(command=staff)


def _target(text: str) -> Target:
    share, _, within = text.partition("/")
    target = Target(share=float(share) / 100, within=float(within or USUAL.within))
    if not 0 < target.share < 1 or target.within < 0:
        raise ValueError(text)
    return target


async def replay(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree queue replay [COMPANY]`."""
    async with opened(settings) as database:
        company = await published(database, options.company)
        start, end = period(company, options)
        names = named(company, options)
        words = await PresenceStore(database).history(company.code, start, end)
        quiet = await Forwardings(database).quiet_history(company.code, start, end)
        asked = await CallbackStore(database).of_period(company.code, start, end)
        since = start - max(LONGEST_WAY, _memory(company, options.strategy))
        records = [one async for one in calls_between(database, company.code, since, end)]
    every = [visit for record in records for visit in visits(record) if visit.joined < end]
    found = [one for one in every if one.joined >= start and one.queue in company.queues]
    people = {one for queue in company.queues.values() for one in queue.agents}
    day = day_of(
        start,
        found,
        replayable(words, quiet),
        other_calls(records, people, start),
        promises=promises(asked, company, start),
        reach=reach_of(one for one in records if one.started >= start),
        before=[one for one in every if one.joined < start],
        seed=options.seed,
    )
    queues = settings_of_all(company)
    changed = altered(
        queues,
        names,
        agents=options.agents,
        strategy=_strategy(options.strategy),
        seconds=_seconds(options.set),
    )
    thresholds = standards(company, within=options.within, short=options.short)
    may_call = calling_hours(company, start)
    rows = {
        "as it was": found,
        "replayed": play(day, altered(queues, ()), seed=options.seed, may_call=may_call),
        "changed": play(day, changed, seed=options.seed, may_call=may_call),
    }
    _report(rows, names, thresholds, options)
    return 0


def _memory(company: Company, strategy: str | None) -> timedelta:
    """For how long before the day it matters who talked with whom."""
    times = [
        queue.sticky_for
        for queue in company.queues.values()
        if queue.sticky_wait or "sticky" in (queue.strategy, strategy)
    ]
    return min(timedelta(seconds=max(times, default=0.0)), LONGEST_MEMORY)


def _strategy(name: str | None) -> str | None:
    if name is not None and name not in STRATEGIES:
        known = ", ".join(sorted(STRATEGIES))
        raise CommandError(
            f"there is no strategy {name!r}; known: {known}{suggest(name, STRATEGIES)}"
        )
    return name


def _seconds(texts: list[str]) -> dict[str, float]:
    found = {}
    for text in texts:
        name, _, value = text.partition("=")
        if name not in SETTINGS:
            raise CommandError(f"--set {text}: only {', '.join(SETTINGS)} can be set")
        try:
            found[name] = float(value)
        except ValueError:
            raise CommandError(f"--set {text}: {value!r} is no number of seconds") from None
    return found


def _report(
    rows: Mapping[str, list[Visit]],
    names: list[str],
    thresholds: Standard,
    options: argparse.Namespace,
) -> None:
    """What was, what the replay makes of the same, and what of the change: the first two say how
    far the third can be believed."""
    figures = {
        label: queue_figures([one for one in some if one.queue in names], thresholds, queues=names)
        for label, some in rows.items()
    }
    if options.json:
        print(json.dumps({label: one.to_dict() for label, one in figures.items()}))
        return
    for line in queue_table(figures):
        print(line)


async def staff(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree queue staff [COMPANY]`."""
    async with opened(settings) as database:
        company = await published(database, options.company)
        start, end = period(company, options)
        names = named(company, options)
        since = start - LONGEST_WAY
        records = [one async for one in calls_between(database, company.code, since, end)]
    found = [visit for record in records for visit in visits(record) if start <= visit.joined < end]
    days = max(1, options.days)
    plan = {
        name: needs(
            [visit for visit in found if visit.queue == name],
            settings_of(company, company.queues[name]),
            start=start,
            days=days,
            target=_target_of(company, name, options.target),
            seed=options.seed,
        )
        for name in names
    }
    if options.json:
        print(json.dumps({name: [one.to_dict() for one in day] for name, day in plan.items()}))
        return 0
    for name, day in plan.items():
        target = _target_of(company, name, options.target)
        _print_plan(name, [one for one in day if one.calls], target)
    return 0


def _target_of(company: Company, name: str, asked: Target | None) -> Target:
    """What is asked for, or the queue's own."""
    own = company.queues[name].target
    target = asked or Target(share=min(own.percent, 99) / 100, within=own.within)
    return replace(target, short=own.short)


def _print_plan(name: str, day: list[Need], target: Target) -> None:
    print(f"{name}: {target.share:.0%} within {target.within:g} s")
    print(
        f"{'':<8}{'calls':>7}{'handle':>8}{'Erlang C':>10}{'level':>7}{'simulated':>11}{'level':>7}"
    )
    for one in day:
        print(_plan_line(one))
    if not day:
        print("  nobody called")


def _plan_line(one: Need) -> str:
    values: tuple[Any, ...] = (one.calls, clock(one.handle), one.erlang, one.simulated)
    calls, handle, erlang, simulated = values
    return (
        f"{one.start:%H:%M}   {calls:>7.1f}{handle:>8}{erlang:>10}{one.erlang_level:>7.0%}"
        f"{simulated:>11}{one.simulated_level:>7.0%}"
    )
