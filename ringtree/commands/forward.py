"""`ringtree forward`: what people want done with their own calls."""

from __future__ import annotations

import argparse
import getpass
import json
from collections.abc import Callable, Iterable, Iterator

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.company.model import Company, split_account
from ringtree.company.revision import UnknownRevision
from ringtree.company.revisions import Revisions
from ringtree.events import EventBus
from ringtree.forwarding.rules import BadForwarding, Rule, Wave, When, Wishes
from ringtree.forwarding.service import ForwardingBook
from ringtree.settings import Settings
from ringtree.storage.database import Database
from ringtree.storage.forwardings import Forwardings

Change = Callable[[Wishes, argparse.Namespace], Wishes]


def add_parser(parent: Subparsers) -> None:
    """`ringtree forward show | set | ring | quiet | loud | clear`."""
    forward = parent.add_parser("forward", help="show or change what happens to a person's calls")
    verbs = forward.add_subparsers(required=True, metavar="VERB")
    _verb(verbs, "show", "what holds", None)
    one = _verb(verbs, "set", "forward calls", _set)
    one.add_argument("when", choices=list(When))
    one.add_argument("target", help="an internal number, or one such as +442071234567")
    one.add_argument(
        "--from",
        dest="callers",
        action="append",
        default=[],
        metavar="NUMBER",
        help="only calls from this number, or from numbers that begin so: +4420*",
    )
    one.add_argument("--hours", metavar="SCHEDULE", help="only while this schedule is open")
    one.add_argument("--after", type=float, metavar="SECONDS", help="with no_answer")
    one.add_argument(
        "--no-accept", action="store_true", help="whoever answers outside need not press 1"
    )
    one = _verb(verbs, "ring", "which telephones ring, wave after wave", _ring)
    one.add_argument(
        "waves",
        nargs="*",
        metavar="[SECONDS:]NUMBER,…",
        help="numbers that ring together, this long after the wave before",
    )
    _verb(verbs, "quiet", "let no call ring", lambda wishes, _: wishes.disturbed(may_be=False))
    _verb(verbs, "loud", "let calls ring again", lambda wishes, _: wishes.disturbed(may_be=True))
    one = _verb(verbs, "clear", "forward nothing any more", _clear)
    one.add_argument("when", nargs="?", choices=list(When), help="only this kind of rule")


def _verb(
    parent: Subparsers, name: str, help_: str, change: Change | None
) -> argparse.ArgumentParser:
    one = parent.add_parser(name, help=help_)
    one.add_argument("account", help="such as romashka-101")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=forward, change=change)
    return one


async def forward(settings: Settings, options: argparse.Namespace) -> int:
    """Carry a verb out and tell what holds now."""
    async with opened(settings) as database:
        company, extension = await _whose(database, options.account)
        book = ForwardingBook(Forwardings(database), EventBus())
        await book.load(company.code)
        wishes = book.of(company.code, extension)
        if options.change is not None:
            wishes = options.change(wishes, options)
            try:
                await book.set(company, extension, wishes, author=getpass.getuser())
            except BadForwarding as error:
                raise CommandError(str(error)) from error
    if options.json:
        print(json.dumps({"account": options.account, **wishes.to_dict()}))
        return 0
    for line in _lines(wishes):
        print(f"{options.account}: {line}")
    return 0


async def _whose(database: Database, account: str) -> tuple[Company, str]:
    code, extension = split_account(account) or ("", "")
    try:
        company = (await Revisions(database).live(code)).load()
    except UnknownRevision as error:
        raise CommandError(f"there is no account {account}") from error
    if company.person(extension) is None:
        raise CommandError(f"there is no account {account}")
    return company, extension


def _set(wishes: Wishes, options: argparse.Namespace) -> Wishes:
    rule = Rule(
        when=When(options.when),
        target=options.target,
        callers=tuple(options.callers),
        hours=options.hours,
        after=options.after,
        accept=not options.no_accept,
    )
    return wishes.with_rule(rule)


def _ring(wishes: Wishes, options: argparse.Namespace) -> Wishes:
    return wishes.following([_wave(text) for text in options.waves])


def _wave(text: str) -> Wave:
    seconds, colon, numbers = text.rpartition(":")
    try:
        delay = float(seconds) if colon else 0.0
    except ValueError as error:
        raise CommandError(f"{text!r} should be such as 10:102,103") from error
    return Wave(targets=tuple(filter(None, numbers.split(","))), delay=delay)


def _clear(wishes: Wishes, options: argparse.Namespace) -> Wishes:
    return wishes.without(When(options.when)) if options.when else Wishes()


def _lines(wishes: Wishes) -> Iterator[str]:
    if wishes.is_empty:
        yield "nothing is forwarded"
    if wishes.do_not_disturb:
        yield "does not want to be disturbed"
    for rule in wishes.rules:
        yield f"calls {_from(rule.callers)}go to {rule.target} ({_case(rule)})"
    if wishes.waves:
        yield "rings " + "; ".join(_waves(wishes.waves))


def _from(callers: Iterable[str]) -> str:
    listed = ", ".join(callers)
    return f"from {listed} " if listed else ""


def _case(rule: Rule) -> str:
    after = f" after {rule.after:g} s" if rule.after is not None else ""
    hours = f", while {rule.hours} is open" if rule.hours else ""
    accept = "" if rule.accept else ", without pressing 1"
    return f"{rule.when.value.replace('_', ' ')}{after}{hours}{accept}"


def _waves(waves: Iterable[Wave]) -> Iterator[str]:
    for index, wave in enumerate(waves):
        later = f"after {wave.delay:g} s more: " if index else ""
        yield later + ", ".join(wave.targets)
