"""`ringtree export`: a company's published text."""

from __future__ import annotations

import argparse

from ringtree.commands.command import CommandError, Subparsers, only_company, opened
from ringtree.company.origin import with_origin
from ringtree.company.revision import UnknownRevision
from ringtree.company.revisions import Revisions
from ringtree.settings import Settings


def add_parser(parent: Subparsers) -> None:
    """What the command takes."""
    one = parent.add_parser("export", help="print a company's published text")
    one.add_argument("company", nargs="?", help="the company's code; the only one if left out")
    one.add_argument("--revision", type=int, help="an older one instead of the live one")
    one.add_argument(
        "--plain", action="store_true", help="without the line that says which revision it is"
    )
    one.set_defaults(command=export)


async def export(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree export [COMPANY]`."""
    async with opened(settings) as database:
        revisions = Revisions(database)
        code = options.company or await only_company(revisions)
        try:
            if options.revision is None:
                revision = await revisions.live(code)
            else:
                revision = await revisions.get(code, options.revision)
        except UnknownRevision as error:
            raise CommandError(str(error)) from error
    exported = revision.text
    if not options.plain:
        exported = with_origin(exported, code, revision.number)
    print(exported, end="" if exported.endswith("\n") else "\n")
    return 0
