"""`ringtree agent`: who is ready for the queues' callers, and changing it."""

from __future__ import annotations

import argparse
import getpass
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.company.model import Company
from ringtree.company.revision import UnknownRevision
from ringtree.company.revisions import Revisions
from ringtree.presence.automatic import by_quiet
from ringtree.presence.said import (
    Said,
    UnknownPerson,
    UnknownReason,
    check,
    nothing_said,
    reason_title,
)
from ringtree.presence.store import PresenceStore
from ringtree.queues.agent import Presence
from ringtree.settings import Settings
from ringtree.storage.database import Database
from ringtree.storage.forwardings import Forwardings

_WORDS = {
    Presence.READY: "ready",
    Presence.NOT_READY: "not ready",
    Presence.LOGGED_OUT: "logged out",
}


def add_parser(parent: Subparsers) -> Subparsers:
    """`ringtree agent show | ready | not-ready | log-out`; more verbs are added to the returned."""
    agent = parent.add_parser("agent", help="show or change who is ready for the queues' callers")
    verbs = agent.add_subparsers(required=True, metavar="VERB")
    one = verbs.add_parser("show", help="everybody's presence, since when and by whom")
    one.add_argument("company", nargs="?", help="the company's code; the only one if left out")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=show)
    for verb, presence, help_ in (
        ("ready", Presence.READY, "take callers from now on"),
        ("not-ready", Presence.NOT_READY, "take a break, for a reason of the company's list"),
        ("log-out", Presence.LOGGED_OUT, "take no callers until ready again"),
    ):
        one = verbs.add_parser(verb, help=help_)
        one.add_argument("account", help="such as romashka-101, or 101 if there is one company")
        if presence is Presence.NOT_READY:
            one.add_argument("reason", nargs="?", help="a name of the document's reasons")
        one.add_argument("--by", default="", help="who says so; by default the system's user")
        one.add_argument("--json", action="store_true")
        one.set_defaults(command=say, presence=presence)
    return verbs


async def show(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree agent show [COMPANY]`."""
    async with opened(settings) as database:
        company = await published(database, options.company)
        current = await PresenceStore(database).current(company.code)
        quiet = await Forwardings(database).quiet(company.code)
    rows = [
        _row(company, current.get((company.code, one.extension)), one.extension, quiet)
        for one in company.people
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        print(_line(row))
    return 0


def _row(
    company: Company, said: Said | None, extension: str, quiet: Mapping[str, datetime]
) -> dict[str, Any]:
    """What the queues go by, and the person's own last word."""
    word = said or nothing_said(company.code, extension)
    said = by_quiet(word, quiet.get(extension))
    person = company.person(extension)
    return {
        **said.to_dict(),
        "last_word": word.presence.value,
        "at": said.to_dict()["at"] if said.by else None,
        "name": person.name if person else "",
        "title": reason_title(company, said.reason, company.language),
        "queues": [queue.name for queue in company.queues_of(extension)],
    }


def _line(row: dict[str, Any]) -> str:
    words = _WORDS[Presence(row["presence"])]
    reason = f" ({row['title']})" if row["title"] else ""
    since = f"since {row['at']} by {row['by']}" if row["by"] else ""
    queues = ", ".join(row["queues"]) or "no queue"
    return f"{row['extension']:<6} {words + reason:<28} {row['name']}  [{queues}]  {since}".rstrip()


async def say(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree agent ready | not-ready | log-out ACCOUNT`."""
    async with opened(settings) as database:
        code, _, extension = options.account.rpartition("-")
        company = await published(database, code or None)
        said = Said(
            company=company.code,
            extension=extension,
            presence=options.presence,
            reason=getattr(options, "reason", None),
            by=options.by or getpass.getuser(),
            at=datetime.now(UTC),
        )
        try:
            check(company, said)
        except (UnknownPerson, UnknownReason) as error:
            raise CommandError(str(error)) from error
        await PresenceStore(database).keep(said)
        quiet = await Forwardings(database).quiet(company.code)
    row = _row(company, said, extension, quiet)
    print(json.dumps(row, ensure_ascii=False) if options.json else _line(row))
    return 0


async def published(database: Database, code: str | None) -> Company:
    """The live revision of a company; of the only one without a code.

    Raises:
        CommandError: there is none, or there are several.
    """
    revisions = Revisions(database)
    codes = list(await revisions.companies())
    if code is None and len(codes) != 1:
        known = ", ".join(codes) or "none is published"
        raise CommandError(f"say which company: {known}")
    try:
        return (await revisions.live(code or codes[0])).load()
    except UnknownRevision as error:
        raise CommandError(str(error)) from error
