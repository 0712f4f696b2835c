"""`ringtree queue live`: what goes on in the queues now, as the server on this machine keeps it."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from datetime import time as clock_time
from typing import Any

from ringtree.commands.agent import published
from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.commands.queue import clock, named, share
from ringtree.company.model import Company
from ringtree.figures.report import Report
from ringtree.figures.service import report_of
from ringtree.queues.look import MOST_CALLERS
from ringtree.serving import is_serving
from ringtree.settings import Settings
from ringtree.storage.queue_states import QueueStates

Row = dict[str, Any]


def add_verb(verbs: Subparsers) -> None:
    """`ringtree queue live`."""
    one = verbs.add_parser("live", help="who waits and who is there, now")
    one.add_argument("company", nargs="?", help="the company's code; the only one if left out")
    one.add_argument("--queue", action="append", help="only this queue; may be given again")
    one.add_argument(
        "--limit", type=_limit, default=20, help=f"callers shown of each, at most {MOST_CALLERS}"
    )
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=live)


def _limit(text: str) -> int:
    if not 0 <= (found := int(text)) <= MOST_CALLERS:
        raise argparse.ArgumentTypeError(f"from 0 to {MOST_CALLERS}")
    return found


async def live(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree queue live [COMPANY]`."""
    async with opened(settings) as database:
        company = await published(database, options.company)
        queues = named(company, options)
        now = datetime.now(company.zone)
        midnight = datetime.combine(now.date(), clock_time.min, company.zone)
        today = await report_of(database, company, midnight, now, queues=queues)
    kept = QueueStates(settings.data_dir / "queues").load(company.code)
    if kept is None or "look" not in kept[0]:
        raise CommandError(
            f"nothing is known of {company.code}'s queues: no server has served them from the "
            f"data directory {settings.data_dir}; start one with `ringtree serve`"
        )
    serving = await is_serving(settings)
    told = _Told(company, *kept, now=time.time() if serving else kept[1])
    body = told.everything(queues, today, limit=options.limit)
    body["serving"] = serving
    if options.json:
        print(json.dumps(body, ensure_ascii=False))
        return 0
    for line in _lines(body):
        print(line)
    return 0


class _Told:
    """What the server has kept, in times of the wall's clock.

    `kept_at` and `now` are seconds since 1970; between them nothing has changed but the time.
    """

    def __init__(self, company: Company, state: Row, kept_at: float, *, now: float) -> None:
        self._company = company
        self._look = state["look"]
        self._offset = kept_at - float(state["now"])
        self._now = now

    def everything(self, queues: list[str], today: Report, *, limit: int) -> Row:
        """The queues asked for, and whoever serves one of them."""
        agents = [self._agent(one) for one in self._look["agents"] if {*one["queues"]} & {*queues}]
        return {
            "company": self._company.code,
            "at": self._instant(self._now - self._offset),
            "queues": [
                {
                    **self._queue(name, self._look["queues"].get(name), limit),
                    "today": today.queues[name].to_dict(),
                }
                for name in queues
            ],
            "agents": agents,
        }

    def _queue(self, name: str, found: Row | None, limit: int) -> Row:
        """One queue; None: published too lately for the server to have it."""
        found = found or {"callers": [], "waiting": 0, "callbacks": 0, "available": 0}
        return {
            "name": name,
            "title": self._company.queues[name].title,
            "waiting": found["waiting"],
            "callbacks": found["callbacks"],
            "longest_wait": self._since(found.get("since")),
            "agents": len(self._company.queues[name].agents),
            "available": found["available"],
            "callers": [
                self._caller(place, one)
                for place, one in enumerate(found["callers"][:limit], start=1)
            ],
        }

    def _caller(self, place: int, one: Row) -> Row:
        return {
            "call": one["entry_id"],
            "kind": one["kind"],
            "place": place,
            "caller": one["caller"],
            "priority": one["priority"],
            "since": self._instant(one["since"]),
            "waited": self._since(one["since"]),
            "rings": one["rings"],
            "is_called": one["state"] == "calling",
            "again_at": self._instant(one["postponed"]),
        }

    def _agent(self, one: Row) -> Row:
        person = self._company.person(one["extension"])
        return {
            "extension": one["extension"],
            "name": person.name if person else "",
            "queues": one["queues"],
            "presence": one["presence"],
            "reason": one["reason"],
            "presence_since": self._instant(one["presence_since"]),
            "activity": one["activity"],
            "activity_since": self._instant(one["activity_since"]),
            "for": self._since(one["activity_since"]),
            "wrap_up_until": self._instant(one["until"]),
            "registered": one["is_reachable"],
            "available": one["is_available"],
        }

    def _instant(self, at: float | None) -> str | None:
        """Of a time of the engine's; 0 is one that nobody has seen."""
        if not at:
            return None
        return datetime.fromtimestamp(at + self._offset, UTC).isoformat(timespec="seconds")

    def _since(self, at: float | None) -> float | None:
        return round(max(0.0, self._now - self._offset - at), 1) if at else None


def _lines(body: Row) -> Iterator[str]:
    if not body["serving"]:
        yield f"No server answers here. This is how its queues were left at {body['at']}:"
    for queue in body["queues"]:
        yield _queue_line(queue)
        yield from (_caller_line(one) for one in queue["callers"])
        unseen = queue["waiting"] + queue["callbacks"] - len(queue["callers"])
        if unseen:
            yield f"    … and {unseen} more"
    for agent in body["agents"]:
        yield _agent_line(agent)


def _queue_line(queue: Row) -> str:
    longest = queue["longest_wait"]
    today = queue["today"]
    parts = [
        f"{queue['waiting']} waiting" + (f", longest {clock(longest)}" if longest else ""),
        *([f"{queue['callbacks']} to be called back"] if queue["callbacks"] else ()),
        f"{queue['available']} of {queue['agents']} agents free",
        f"today {today['answered']} of {today['joined']} answered",
        f"service level {share(today['service_level_of_answered'])} of the answered, "
        f"{share(today['service_level_of_all'])} of all",
    ]
    return f"{queue['name']}: " + "; ".join(parts)


def _caller_line(one: Row) -> str:
    does = f"  rings {', '.join(one['rings'])}" if one["rings"] else ""
    if one["kind"] == "placeholder":
        again = f", not before {one['again_at']}" if one["again_at"] else ""
        does = "  is called back now" if one["is_called"] else does or f"  to be called back{again}"
    number = one["caller"] or "hidden number"
    return f"    {one['place']:>3}  {clock(one['waited']):>7}  {number:<16}{does}".rstrip()


def _agent_line(one: Row) -> str:
    presence = one["presence"].replace("_", " ") + (f" ({one['reason']})" if one["reason"] else "")
    activity = one["activity"].replace("_", "-")
    away = "" if one["registered"] else "  no phone registered"
    return (
        f"{one['extension']:<13}{presence:<26}{activity:<8} {clock(one['for']):>7}  "
        f"{one['name']}  [{', '.join(one['queues'])}]{away}"
    )
