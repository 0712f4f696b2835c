"""`ringtree calls`: the last calls, or everything that happened to one."""

from __future__ import annotations

import argparse
import json

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.records.archive import CallArchive
from ringtree.records.record import CallRecord
from ringtree.records.summary import summary, trace_lines
from ringtree.settings import Settings


def add_parser(parent: Subparsers) -> None:
    """What the command takes."""
    one = parent.add_parser("calls", help="show the last calls")
    one.add_argument("call", nargs="?", help="a call's id, to see its whole way")
    one.add_argument("--company")
    one.add_argument("--limit", type=int, default=20)
    one.add_argument("--trace", action="store_true", help="everything that happened on the way")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=calls)


async def calls(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree calls`."""
    async with opened(settings) as database:
        archive = CallArchive(database)
        if options.call:
            found = [await archive.get(options.call)]
        else:
            found = list(await archive.recent(company=options.company, limit=options.limit))
    records = [record for record in found if record is not None]
    if options.call and not records:
        raise CommandError(f"there is no call {options.call}")
    _print_calls(records, options)
    return 0


def _print_calls(records: list[CallRecord], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps([record.to_dict() for record in records], ensure_ascii=False))
        return
    if not records:
        print("No calls yet.")
    for record in records:
        print(summary(record))
        if options.trace or options.call:
            for line in trace_lines(record):
                print(f"    {line}")
