"""`ringtree numbers`: which company has which number; the operator gives and takes them."""

from __future__ import annotations

import argparse
import json
import re

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.company.holdings import Holdings, NumberInUse, NumberTaken, UnknownHolder
from ringtree.company.revisions import Revisions
from ringtree.settings import Settings


async def numbers(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree numbers list|give|take`.

    Raises:
        CommandError: a number is another company's or in use, or there is no such company.
    """
    async with opened(settings) as database:
        holdings = Holdings(database)
        try:
            if options.action == "give":
                await holdings.give(options.company, options.numbers)
                print(f"{options.company} may use {', '.join(options.numbers)}")
            elif options.action == "take":
                for number in options.numbers:
                    print(f"{number} was taken from {await holdings.take(number)}")
            else:
                await _list(holdings, Revisions(database), options)
        except (NumberTaken, NumberInUse, UnknownHolder) as error:
            raise CommandError(str(error)) from error
    return 0


async def _list(holdings: Holdings, revisions: Revisions, options: argparse.Namespace) -> None:
    used = {
        number.number
        for revision in await revisions.all_live()
        for number in revision.load().numbers
    }
    found = await holdings.all(options.company)
    if options.json:
        rows = [{"number": one, "company": code, "used": one in used} for one, code in found]
        print(json.dumps(rows))
        return
    for number, code in found:
        print(f"{number}  {code}{'' if number in used else '  not used'}")


def add_parser(parent: Subparsers) -> None:
    """Let the command line know the command."""
    one = parent.add_parser("numbers", help="which company has which number; give and take them")
    actions = one.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="every number, whose it is, and whether it is used")
    listed.add_argument("company", nargs="?", help="of this one alone")
    listed.add_argument("--json", action="store_true", help="for programs")
    given = actions.add_parser("give", help="let a company use numbers")
    given.add_argument("company", metavar="COMPANY")
    taken = actions.add_parser("take", help="take numbers that are not used from whoever has them")
    for action in (given, taken):
        action.add_argument("numbers", nargs="+", metavar="NUMBER", type=_number, help="+7…")
    one.set_defaults(command=numbers)


def _number(text: str) -> str:
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not written as +74950000001")
    return text
