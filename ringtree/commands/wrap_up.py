"""`ringtree agent end-wrap-up | extend-wrap-up`: less or more time to write after a call."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import json
from datetime import UTC, datetime
from typing import Any

from ringtree.commands.agent import published
from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.presence.wrap_up_orders import WrapUpOrder, WrapUpOrders
from ringtree.queues.agent import Activity
from ringtree.serving import is_serving
from ringtree.settings import Settings
from ringtree.storage.queue_states import QueueStates

#: Seconds that a server is given to hear of an order: it looks twice a second.
PATIENCE = 5.0
#: Seconds between two looks whether it has.
LOOK = 0.1
#: No more than that is added at once, as by telephone and over the API.
MOST_MINUTES = 60


def add_verbs(verbs: Subparsers) -> None:
    """`end-wrap-up` and `extend-wrap-up`."""
    one = verbs.add_parser("end-wrap-up", help="be offered callers again at once after a call")
    _common(one)
    one.set_defaults(minutes=0)
    one = verbs.add_parser("extend-wrap-up", help="have more time to write after a call")
    _common(one)
    one.add_argument("minutes", type=_minutes, nargs="?", default=5, help="so many more; 5")


def _common(one: argparse.ArgumentParser) -> None:
    one.add_argument("account", help="such as romashka-101, or 101 if there is one company")
    one.add_argument("--by", default="", help="who says so; by default the system's user")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=change)


def _minutes(text: str) -> int:
    if not 1 <= (found := int(text)) <= MOST_MINUTES:
        raise argparse.ArgumentTypeError(f"from 1 to {MOST_MINUTES}")
    return found


async def change(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree agent end-wrap-up | extend-wrap-up ACCOUNT`."""
    async with opened(settings) as database:
        code, _, extension = options.account.rpartition("-")
        company = await published(database, code or None)
        if not list(company.queues_of(extension)):
            raise CommandError(f"{extension} serves no queue of {company.code}")
        if not await is_serving(settings):
            raise CommandError(
                "no server answers here, and only a running one ends or extends a wrap-up"
            )
        states = QueueStates(settings.data_dir / "queues")
        before = _agent(states, company.code, extension)
        if before["activity"] != Activity.WRAP_UP:
            raise CommandError(f"{extension} is in no wrap-up now, but {before['activity']}")
        order = WrapUpOrder(
            company=company.code,
            extension=extension,
            seconds=options.minutes * 60,
            by=options.by or getpass.getuser(),
            at=datetime.now(UTC),
        )
        await WrapUpOrders(database).give(order)
        after = await _heeded(states, order, before)
    _tell(after, order, as_json=options.json)
    return 0


def _agent(states: QueueStates, company: str, extension: str) -> dict[str, Any]:
    """What the agent does, as the server keeps it; `until` in seconds since 1970."""
    kept = states.load(company)
    agents = kept[0].get("look", {}).get("agents", ()) if kept is not None else ()
    found = next((one for one in agents if one["extension"] == extension), None)
    if kept is None or found is None:
        raise CommandError(f"the server does not know of the agent {extension} yet: try again")
    offset = kept[1] - float(kept[0]["now"])
    until = found["until"]
    return {"activity": found["activity"], "until": None if until is None else until + offset}


async def _heeded(
    states: QueueStates, order: WrapUpOrder, before: dict[str, Any]
) -> dict[str, Any]:
    """What the agent does once the server has carried the order out.

    Raises:
        CommandError: it has not heard of it in time.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                now = _agent(states, order.company, order.extension)
                is_over = now["activity"] != Activity.WRAP_UP
                if is_over or (order.seconds and now["until"] > before["until"] + 1):
                    return now
                await asyncio.sleep(LOOK)
    except TimeoutError:
        raise CommandError(
            f"the server has not heard of it within {PATIENCE:g} s: see its log"
        ) from None


def _tell(after: dict[str, Any], order: WrapUpOrder, *, as_json: bool) -> None:
    goes_on = after["activity"] == Activity.WRAP_UP
    until = datetime.fromtimestamp(after["until"], UTC) if goes_on else None
    stamp = until.isoformat(timespec="seconds") if until else None
    if as_json:
        print(
            json.dumps(
                {
                    "company": order.company,
                    "extension": order.extension,
                    "activity": after["activity"],
                    "wrap_up_until": stamp,
                }
            )
        )
        return
    print(f"{order.extension}: " + (f"wrap-up until {stamp}" if stamp else "the wrap-up is over"))
