"""`ringtree callback`: who is to be called back, asking for it, and taking it back."""

from __future__ import annotations

import argparse
import getpass
import json
from datetime import UTC, datetime
from secrets import token_hex

from ringtree.callbacks.callback import Callback, CallbackState, Source
from ringtree.callbacks.rules import NotOffered
from ringtree.callbacks.store import CallbackStore, UnknownCallback
from ringtree.commands.agent import published
from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.company.model import Company
from ringtree.routing.e164 import BadNumber, e164
from ringtree.settings import Settings


def add_parser(parent: Subparsers) -> None:
    """`ringtree callback list | add | cancel`."""
    callback = parent.add_parser("callback", help="list, ask for or cancel callbacks")
    verbs = callback.add_subparsers(required=True, metavar="VERB")
    one = verbs.add_parser("list", help="the newest callbacks")
    one.add_argument("company", nargs="?", help="the company's code; the only one if left out")
    one.add_argument("--state", choices=[state.value for state in CallbackState])
    one.add_argument("--limit", type=int, default=20)
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=listing)
    one = verbs.add_parser("add", help="have somebody called back by a queue's agents")
    one.add_argument("queue")
    one.add_argument("number", help="such as +74950000001")
    one.add_argument("--company", help="the company's code; the only one if left out")
    one.add_argument("--name", default="", help="shown to the agent")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=add)
    one = verbs.add_parser("cancel", help="call somebody back no more")
    one.add_argument("id")
    one.add_argument("--company", help="the company's code; the only one if left out")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=cancel)


async def listing(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree callback list [COMPANY]`."""
    state = CallbackState(options.state) if options.state else None
    async with opened(settings) as database:
        company = await published(database, options.company)
        found = await CallbackStore(database).listing(
            company.code, state=state, limit=max(1, options.limit)
        )
    if options.json:
        print(json.dumps([one.to_dict() for one in found], ensure_ascii=False))
        return 0
    for one in found:
        print(_line(one))
    return 0


async def add(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree callback add QUEUE NUMBER`."""
    async with opened(settings) as database:
        company = await published(database, options.company)
        wanted = _wanted(company, options)
        store = CallbackStore(database)
        known = await store.find_open(company.code, wanted.queue, wanted.number)
        if known is None:
            await store.keep(wanted)
    _print(known or wanted, as_json=options.json)
    return 0


def _wanted(company: Company, options: argparse.Namespace) -> Callback:
    queue = company.queues.get(options.queue)
    try:
        if queue is None or queue.callbacks is None:
            raise NotOffered(options.queue)
        number = e164(options.number, company.main_number)
    except (NotOffered, BadNumber) as error:
        raise CommandError(str(error)) from error
    return Callback(
        id=token_hex(8),
        company=company.code,
        queue=queue.name,
        number=number,
        name=options.name,
        language=queue.language or company.language,
        source=Source.COMMAND,
        by=getpass.getuser(),
        requested=datetime.now(UTC),
    )


async def cancel(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree callback cancel ID`."""
    async with opened(settings) as database:
        company = await published(database, options.company)
        try:
            found = await CallbackStore(database).cancel(
                company.code, options.id, datetime.now(UTC)
            )
        except UnknownCallback as error:
            raise CommandError(str(error)) from error
    _print(found, as_json=options.json)
    return 0


def _print(callback: Callback, *, as_json: bool) -> None:
    print(json.dumps(callback.to_dict(), ensure_ascii=False) if as_json else _line(callback))


def _line(callback: Callback) -> str:
    asked = f"{callback.requested:%Y-%m-%d %H:%M:%S}"
    again = f"  again at {callback.again_at:%H:%M:%S}" if callback.again_at else ""
    return (
        f"{callback.id}  {asked}  {callback.queue:<12} {callback.number:<16} "
        f"{callback.state:<10} attempts: {callback.attempts}{again}  {callback.said}"
    ).rstrip()
