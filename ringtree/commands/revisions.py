"""The commands about a company's revisions: diff, history, rollback, show."""

from __future__ import annotations

import argparse
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from ringtree.commands.apply import add_publication, prepare_prompts, publish, tried
from ringtree.commands.command import CommandError, Subparsers, add_wording, opened, read
from ringtree.commands.password import new_passwords
from ringtree.company import text
from ringtree.company.conflict import note_line
from ringtree.company.diff import Change, diff
from ringtree.company.diff_words import Words
from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.company.revision import Revision, RevisionNote, UnknownRevision
from ringtree.company.revisions import Revisions
from ringtree.settings import Settings


def add_parser(parent: Subparsers) -> None:
    """What the commands take."""
    _add_diff(parent)
    _add_history(parent)
    _add_show(parent)
    _add_rollback(parent)


def _add_diff(parent: Subparsers) -> None:
    one = parent.add_parser("diff", help="say what publishing a file would change")
    one.add_argument("file", type=Path)
    one.add_argument("--against", type=int, metavar="REVISION", help="instead of the live revision")
    add_wording(one)
    one.set_defaults(command=compare)


def _add_history(parent: Subparsers) -> None:
    one = parent.add_parser("history", help="list a company's revisions, newest first")
    one.add_argument("company")
    one.add_argument("--limit", type=int, default=100)
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=history)


def _add_show(parent: Subparsers) -> None:
    one = parent.add_parser("show", help="print one revision, with who published it and why")
    one.add_argument("company")
    one.add_argument("revision", type=int)
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=show)


def _add_rollback(parent: Subparsers) -> None:
    one = parent.add_parser("rollback", help="publish an old revision's text as a new revision")
    one.add_argument("company")
    one.add_argument("revision", type=int)
    add_publication(one)
    add_wording(one)
    one.set_defaults(command=rollback)


@asynccontextmanager
async def _revisions(settings: Settings) -> AsyncIterator[Revisions]:
    """The revisions of these settings; a revision nobody knows ends the command."""
    async with opened(settings) as database:
        try:
            yield Revisions(database)
        except UnknownRevision as error:
            raise CommandError(str(error)) from error


async def _revision(revisions: Revisions, code: str, number: int | None) -> Revision:
    return await (revisions.live(code) if number is None else revisions.get(code, number))


async def compare(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree diff FILE`: what publishing it would change."""
    after = text.load(read(options.file), str(options.file))
    async with _revisions(settings) as revisions:
        against = await _revision(revisions, after.code, options.against)
    before = against.load()
    body = {"company": after.code, "against": against.number}
    _report(before, after, body, options)
    return 0


async def history(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree history COMPANY`: its revisions, newest first."""
    async with _revisions(settings) as revisions:
        live = (await revisions.live(options.company)).number
        notes = await revisions.history(options.company, limit=options.limit)
    if options.json:
        print(_json([{**_note(note), "live": note.number == live} for note in notes]))
        return 0
    for note in notes:
        print(f"{note_line(note)}{' (live)' if note.number == live else ''}")
    return 0


async def show(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree show COMPANY REVISION`: who published what, and the text."""
    async with _revisions(settings) as revisions:
        revision = await revisions.get(options.company, options.revision)
    if options.json:
        print(_json({**_note(revision), "text": revision.text}))
        return 0
    print(f"# {note_line(revision)}")
    print(revision.text, end="" if revision.text.endswith("\n") else "\n")
    return 0


async def rollback(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree rollback COMPANY REVISION`: publish an old text as a new revision."""
    async with _revisions(settings) as revisions:
        old = await revisions.get(options.company, options.revision)
        live = await revisions.live(options.company)
    company = old.load()
    options.note = options.note or f"back to revision {old.number}"
    cases = tried(company, options)
    await prepare_prompts(settings, company)
    async with opened(settings) as database:
        number = await publish(database, company, old.text, cases, options)
        passwords = await new_passwords(database, company, settings.realm)
    body = {"company": old.company, "revision": number, "text_of": old.number}
    if not options.json:
        same = "live already" if number == live.number else f"live as revision {number}"
        print(f"{company.name}: the text of revision {old.number} is {same}.")
    _report(live.load(), company, {**body, "passwords": passwords}, options)
    if passwords and not options.json:
        for account, password in passwords.items():
            print(f"  {account}  {password}")
    return 0


def _report(
    before: Company, after: Company, body: dict[str, Any], options: argparse.Namespace
) -> None:
    """Print what changed, in words, or as data with the words beside."""
    language: Language = options.language or after.language
    words, changes = Words(language, (before, after)), diff(before, after)
    if options.json:
        print(_json({**body, "changes": [_told(change, words) for change in changes]}))
        return
    for line in words.lines(changes):
        print(line)


def _told(change: Change, words: Words) -> dict[str, Any]:
    return {**change.to_dict(), "words": words.sentence(change)}


def _note(note: RevisionNote) -> dict[str, Any]:
    return {
        "company": note.company,
        "revision": note.number,
        "author": note.author,
        "note": note.note,
        "created": note.created.isoformat(),
        "sha256": note.sha256,
    }


def _json(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False)
