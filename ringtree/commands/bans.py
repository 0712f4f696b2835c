"""`ringtree bans`: who is locked out, and letting them in again."""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.security.blocks import BlockKind, key_of
from ringtree.security.service import FOR_EVER
from ringtree.settings import Settings
from ringtree.storage.bans import Ban, Bans


def add_parser(parent: Subparsers) -> None:
    """`ringtree bans list | lift | add | allow`."""
    bans = parent.add_parser("bans", help="show, lift or set bans of addresses and accounts")
    verbs = bans.add_subparsers(required=True, metavar="VERB")
    one = verbs.add_parser("list", help="who is locked out, for how long and why")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=show)
    one = verbs.add_parser("lift", help="let an address or an account in again")
    one.add_argument("subject", nargs="?", help="an address, or an account such as romashka-101")
    one.add_argument("--all", action="store_true", help="everybody")
    one.set_defaults(command=lift)
    one = verbs.add_parser("add", help="drop everything from an address")
    one.add_argument("address")
    one.add_argument("--hours", type=float, default=24.0, help="for how long; 24 if left out")
    one.set_defaults(command=add)
    one = verbs.add_parser("allow", help="never ban anybody of a network")
    one.add_argument("network", help="such as 203.0.113.0/24; `lift` takes it back")
    one.set_defaults(command=allow)


async def show(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree bans list`."""
    now = time.time()
    async with opened(settings) as database:
        found = await Bans(database).all(now)
    if options.json:
        print(json.dumps([_row(one) for one in found]))
        return 0
    if not found:
        print("Nobody is locked out.")
    for one in found:
        if one.kind == BlockKind.ALLOWED:
            print(f"{one.kind:8}{one.subject}: {one.why}")
            continue
        minutes = max(1, round((one.until - now) / 60))
        print(f"{one.kind:8}{one.subject}: {one.why}; {minutes} more minutes (time {one.times})")
    return 0


async def lift(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree bans lift SUBJECT`, or `--all`."""
    if not options.subject and not options.all:
        raise CommandError("say whom to let in: an address, an account, or --all")
    async with opened(settings) as database:
        stored = Bans(database)
        if options.all:
            count = await stored.lift_all()
        else:
            count = await stored.lift(key_of(options.subject))
    if not count:
        raise CommandError(f"nothing stops {options.subject or 'anybody'}")
    print(f"Lifted: {count}.")
    return 0


async def add(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree bans add ADDRESS`."""
    try:
        ip_address(options.address)
    except ValueError as error:
        raise CommandError(str(error)) from error
    ban = Ban(
        kind=BlockKind.SOURCE.value,
        subject=key_of(options.address),
        until=time.time() + options.hours * 3600,
        why="by an administrator",
        times=1,
        since=datetime.now(UTC),
    )
    async with opened(settings) as database:
        await Bans(database).keep([ban], tell=True)
    print(f"{ban.subject} is banned for {options.hours:g} hours.")
    return 0


async def allow(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree bans allow NETWORK`."""
    try:
        network = str(ip_network(options.network, strict=False))
    except ValueError as error:
        raise CommandError(str(error)) from error
    ban = Ban(
        kind=BlockKind.ALLOWED.value,
        subject=network,
        until=FOR_EVER,
        why="by an administrator",
        times=1,
        since=datetime.now(UTC),
    )
    async with opened(settings) as database:
        await Bans(database).keep([ban], tell=True)
    print(f"Nobody of {network} is banned any more.")
    return 0


def _row(one: Ban) -> dict[str, object]:
    return {
        "kind": one.kind,
        "subject": one.subject,
        "until": datetime.fromtimestamp(one.until, UTC).isoformat(),
        "since": one.since.isoformat(),
        "why": one.why,
        "times": one.times,
    }
