"""The commands about working hours: what holds now, overriding it, OpenStreetMap's text."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from datetime import UTC, datetime

from ruamel.yaml import YAML

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.company.hours_now import hours_now
from ringtree.company.model import Company
from ringtree.company.moment import parse_moment
from ringtree.company.overriding import UnknownSchedule, end_of, override_of, schedule_named
from ringtree.company.revision import UnknownRevision
from ringtree.company.revisions import Revisions
from ringtree.company.schedule import Schedule, written_hours
from ringtree.schedules import osm
from ringtree.schedules.override import Override, OverrideError, Until
from ringtree.schedules.service import Overrides
from ringtree.schedules.speech.status import sentence
from ringtree.settings import Settings
from ringtree.storage.database import Database

#: What revokes an override, in the place of what to set.
REVOKE = "revoke"


def add_parser(parent: Subparsers) -> None:
    """What the commands take."""
    _add_hours(parent)
    _add_override(parent)
    _add_osm(parent)


def _add_hours(parent: Subparsers) -> None:
    one = parent.add_parser("hours", help="say whether a company is open, until when, and why")
    one.add_argument("company")
    one.add_argument("--schedule", metavar="NAME", help="only this one")
    one.add_argument("--at", metavar="TIME", help="2026-11-22 22:00, or sunday 22:00; or now")
    one.add_argument("--osm", action="store_true", help="print OpenStreetMap's opening hours")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=hours)


def _add_override(parent: Subparsers) -> None:
    one = parent.add_parser("override", help="open or close whatever the schedule says")
    one.add_argument("company")
    one.add_argument("what", help="open, closed, an exception's name, or revoke")
    one.add_argument("--schedule", metavar="NAME", help="which; not needed if there is one")
    one.add_argument(
        "--until", default="boundary", metavar="TIME", help="boundary, revoked, 18:00, sunday 22:00"
    )
    one.add_argument("--author", default="", help="who; by default the system's user")
    one.add_argument("--note", default="", help="why")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=override)


def _add_osm(parent: Subparsers) -> None:
    one = parent.add_parser("osm", help="make a schedule of OpenStreetMap's opening hours")
    one.add_argument("text", help='such as "Mo-Fr 09:00-18:00; PH off"')
    one.add_argument("--name", default="office", help="what documents call the schedule")
    one.add_argument("--timezone", metavar="ZONE", help="by default the company's")
    one.add_argument("--country", metavar="CODE", help="whose holidays PH means, such as RU")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=from_osm)


async def hours(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree hours COMPANY`: each schedule as it is now, in words."""
    async with opened(settings) as database:
        company = await _company(database, options.company)
        held = Overrides(database)
        await held.load(company.code)
    schedules = _chosen(company, options.schedule)
    if options.osm:
        return _print_osm(company, schedules, as_json=options.json)
    instant = _instant(options.at, company)
    overrides = held.of(company.code)
    told = [hours_now(company, one, overrides.get(one.name), instant) for one in schedules]
    if options.json:
        print(json.dumps([one.to_dict() for one in told], ensure_ascii=False))
        return 0
    for one in told:
        print(f"{one.schedule}: {one.status}")
        print(f"  {sentence(one.says)}")
        if one.override is not None:
            print(f"  {_line(one.override)}")
    return 0


async def override(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree override COMPANY WHAT`: set one, or revoke it."""
    now = datetime.now(UTC)
    async with opened(settings) as database:
        company = await _company(database, options.company)
        schedule = _chosen(company, options.schedule, only=True)[0]
        held = Overrides(database)
        if options.what == REVOKE:
            await held.revoke(company.code, schedule.name)
        else:
            made = _made(company, schedule, options, now)
            await held.set(company.code, schedule.name, made)
    told = hours_now(company, schedule, held.get(company.code, schedule.name), now)
    print(json.dumps(told.to_dict(), ensure_ascii=False) if options.json else told.status)
    return 0


async def from_osm(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree osm TEXT`: a schedule as the company's document writes it."""
    try:
        found = osm.parse(options.text, options.timezone or "UTC", options.country)
    except ValueError as error:
        raise CommandError(str(error)) from error
    schedule = written_hours(found)
    if options.timezone is None:
        del schedule["timezone"]  # the company's
    body = {"schedules": {options.name: schedule}}
    if options.json:
        print(json.dumps(body, ensure_ascii=False, default=str))
    else:
        YAML().dump(body, sys.stdout)
    return 0


async def _company(database: Database, code: str) -> Company:
    try:
        return (await Revisions(database).live(code)).load()
    except UnknownRevision as error:
        raise CommandError(str(error)) from error


def _chosen(company: Company, name: str | None, *, only: bool = False) -> tuple[Schedule, ...]:
    """The schedule that is named; without a name all, or with `only` the only one."""
    if name is None and not only:
        return tuple(company.schedules.values())
    try:
        return (schedule_named(company, name),)
    except UnknownSchedule as error:
        raise CommandError(str(error)) from error


def _instant(text: str | None, company: Company) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        moment = parse_moment(text)
    except ValueError as error:
        raise CommandError(str(error)) from error
    return moment.instant(datetime.now(company.zone).date(), company.zone)


def _made(
    company: Company, schedule: Schedule, options: argparse.Namespace, now: datetime
) -> Override:
    """The override that the options mean."""
    until, ends_at = Until.TIME, None
    if options.until in (Until.BOUNDARY, Until.REVOKED):
        until = Until(options.until)
    try:
        if until is Until.TIME:
            ends_at = end_of(options.until, company, schedule, now)
        return override_of(
            schedule,
            options.what,
            since=now,
            until=until,
            ends_at=ends_at,
            who=options.author or getpass.getuser(),
            why=options.note,
        )
    except OverrideError as error:
        raise CommandError(str(error)) from error


def _line(held: Override) -> str:
    why = f": {held.why}" if held.why else ""
    what = held.exception or held.kind.value
    return f"override: {what}, set by {held.who} on {held.since:%Y-%m-%d %H:%M} UTC{why}"


def _print_osm(company: Company, schedules: tuple[Schedule, ...], *, as_json: bool) -> int:
    try:
        texts = {one.name: osm.write(one.hours(company.timezone)) for one in schedules}
    except osm.NotMappable as error:
        raise CommandError(f"OpenStreetMap's text can't say it: {error}") from error
    if as_json:
        print(json.dumps(texts, ensure_ascii=False))
        return 0
    for name, text in texts.items():
        print(f"{name}: {text}" if len(texts) > 1 else text)
    return 0
