"""`ringtree shadow`: a draft beside the live revision on real calls, without touching any."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
from ringtree.commands.command import CommandError, Subparsers, opened, read, seconds
from ringtree.company import text
from ringtree.company.lint import errors
from ringtree.company.model import Company
from ringtree.company.problem import DocumentError
from ringtree.company.revision import UnknownRevision
from ringtree.company.revisions import Revisions
from ringtree.flows.simulation.durations import measured
from ringtree.flows.simulation.shadow import Compared, can_be_shadowed, compare
from ringtree.flows.world import World
from ringtree.prompts.library import PromptLibrary
from ringtree.queues.strategies import STRATEGIES
from ringtree.records.archive import CallArchive
from ringtree.records.record import CallRecord
from ringtree.schedules.service import Overrides
from ringtree.settings import Settings
from ringtree.storage.database import Database

LOOK = 0.5  # seconds between two looks for calls that have ended
MOST_AT_ONCE = 1000
#: Calls that last longer than this when the shadow begins are not seen.
LONGEST_CALL = timedelta(hours=4)


def add_parser(parent: Subparsers) -> None:
    """What the command takes."""
    one = parent.add_parser("shadow", help="tell real calls again under a draft, and list the odd")
    one.add_argument("file", type=Path, help="the draft; its company must be live")
    one.add_argument("--last", type=int, metavar="N", help="the last N calls, instead of new ones")
    one.add_argument("--calls", type=int, default=100, metavar="N", help="end after N new calls")
    one.add_argument(
        "--limit", type=seconds, default=3600.0, metavar="SECONDS", help="end after this time"
    )
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=shadow)


async def shadow(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree shadow FILE`: list the calls that the draft would have led elsewhere."""
    draft = _draft(options)
    async with opened(settings) as database:
        live = _Live(database, draft.code)
        await live.newest()
        overrides = Overrides(database)
        world = World(overrides=overrides)
        durations = measured(PromptLibrary(settings.data_dir), draft.code)
        found: list[Compared] = []
        async for record in _calls(CallArchive(database), draft.code, options):
            await overrides.load(draft.code)  # somebody may have set one since the last call
            documents = await live.of(record), draft
            made = compare(record, *documents, durations=durations, world=world)
            found.append(made)
            if not options.json and made.differs:
                print("\n".join(_told(made)), flush=True)
    _report(found, options)
    return 1 if any(one.differs for one in found) else 0


def _draft(options: argparse.Namespace) -> Company:
    filename = str(options.file)
    company, problems = text.check(read(options.file), filename, strategies=tuple(STRATEGIES))
    if refused := errors(problems):
        raise DocumentError(refused, filename)
    return company


class _Live:
    """The revisions that calls entered with: another one may become live meanwhile."""

    def __init__(self, database: Database, code: str) -> None:
        self._revisions = Revisions(database)
        self._code = code
        self._read: dict[int, Company] = {}

    async def newest(self) -> Company:
        """The one for calls from now on.

        Raises:
            CommandError: the company is not live.
        """
        try:
            found = await self._revisions.live(self._code)
        except UnknownRevision as error:
            raise CommandError(str(error)) from error
        return self._read.setdefault(found.number, found.load())

    async def of(self, record: CallRecord) -> Company:
        """The one that a call walked; the newest where its record does not say."""
        if record.revision is None:
            return await self.newest()
        if record.revision not in self._read:
            found = await self._revisions.get(self._code, record.revision)
            self._read[record.revision] = found.load()
        return self._read[record.revision]


async def _calls(
    archive: CallArchive, company: str, options: argparse.Namespace
) -> AsyncIterator[CallRecord]:
    """The last calls, if they were asked for; else those that end from now on."""
    if options.last is not None:
        for record in reversed(await archive.recent(company=company, limit=options.last)):
            if can_be_shadowed(record):
                yield record
        return
    began = datetime.now(UTC)
    stop = _stopped_by_signal()
    seen, left = set[str](), options.calls
    while (
        left and not stop.is_set() and datetime.now(UTC) - began < timedelta(seconds=options.limit)
    ):
        since = began - LONGEST_CALL
        fresh = await archive.recent(company=company, since=since, limit=MOST_AT_ONCE)
        for record in reversed(fresh):
            if record.id in seen or record.ended is None or record.ended < began:
                continue
            seen.add(record.id)
            if left and can_be_shadowed(record):
                left -= 1
                yield record
        await _pause(stop)


def _stopped_by_signal() -> asyncio.Event:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
    return stop


async def _pause(stop: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(LOOK):
            await stop.wait()
    except TimeoutError:
        return


def _told(one: Compared) -> list[str]:
    record = one.record
    head = f"{record.started:%Y-%m-%d %H:%M:%S} UTC  {record.caller or 'withheld'}  {record.id}"
    draft = " → ".join(one.draft) if one.draft is not None else one.why
    return [
        head,
        f"  live:  {' → '.join(one.live)}: {one.outcomes[0]}",
        f"  draft: {draft}: {one.outcomes[1]}",
    ]


def _report(found: list[Compared], options: argparse.Namespace) -> None:
    differing = sum(one.differs for one in found)
    untold = sum(not one.is_retold for one in found)
    if options.json:
        body = {"calls": len(found), "differ": differing, "not_retold": untold}
        print(
            json.dumps({**body, "compared": [one.to_dict() for one in found]}, ensure_ascii=False)
        )
        return
    print(f"Calls: {len(found)}, led elsewhere: {differing}, not to be retold: {untold}.")
