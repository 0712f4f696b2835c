"""`ringtree pin`: the PIN that a person enters on a telephone's keys."""

from __future__ import annotations

import argparse
import json

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.commands.password import require_account
from ringtree.company.model import split_account
from ringtree.settings import Settings
from ringtree.storage.pins import StoredPins, WeakPin, generate_pin


def add_parser(parent: Subparsers) -> None:
    """What the command takes."""
    one = parent.add_parser("pin", help="give a person a PIN for feature codes, shown once")
    one.add_argument("account", help="such as romashka-101")
    one.add_argument("--pin", metavar="DIGITS", help="this one; by default one is made up")
    one.add_argument("--remove", action="store_true", help="take it away")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=pin)


async def pin(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree pin ACCOUNT`: make one, set one, or take it away."""
    async with opened(settings) as database:
        await require_account(database, options.account)
        company, extension = split_account(options.account) or ("", "")
        stored = StoredPins(database)
        if options.remove:
            had = await stored.remove(company, extension)
            return _told_removed(options, had)
        chosen = options.pin or generate_pin(extension)
        try:
            await stored.set_pin(company, extension, chosen)
        except WeakPin as error:
            raise CommandError(str(error)) from error
    return _told(options, chosen)


def _told(options: argparse.Namespace, chosen: str) -> int:
    if options.json:
        print(json.dumps({"account": options.account, "pin": chosen}))
        return 0
    print(f"{options.account}  {chosen}")
    print("Shown only this once. An old PIN no longer works.")
    return 0


def _told_removed(options: argparse.Namespace, had: bool) -> int:
    if options.json:
        print(json.dumps({"account": options.account, "pin": None, "had_one": had}))
    else:
        print(f"{options.account} has no PIN {'any more' if had else 'and had none'}.")
    return 0
