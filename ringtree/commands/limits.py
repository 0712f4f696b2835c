"""`ringtree limits`: what a company has used of its limits of calls to the outside."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ringtree.commands.command import Subparsers, only_company, opened
from ringtree.company.allowance import Allowance
from ringtree.company.model import Company
from ringtree.company.revisions import Revisions
from ringtree.limits.ledger import Ledger, Reached
from ringtree.limits.recall import recall, standing
from ringtree.settings import Settings
from ringtree.storage.allowances import Allowances
from ringtree.storage.usage import UsageStore


def add_parser(parent: Subparsers) -> None:
    """What the command takes."""
    one = parent.add_parser("limits", help="what is used of the limits of calls to the outside")
    one.add_argument("company", nargs="?", help="the company's code; the only one if left out")
    one.add_argument("--all", action="store_true", help="also limits of which nothing is used")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=limits)


async def limits(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree limits [COMPANY]`."""
    now = time.time()
    async with opened(settings) as database:
        revisions = Revisions(database)
        code = options.company or await only_company(revisions)
        company = (await revisions.live(code)).load()
        today = datetime.fromtimestamp(now, company.zone).date()
        ledger, going = Ledger(), 0
        bounds = (await Allowances(database).all(code)).get(code, {})
        allowance = Allowance.model_validate(bounds)
        store = UsageStore(database, settings.data_dir / "usage")
        for used in await store.since(today.replace(day=1), code):
            recall(ledger, used, now)
            going += not used.ended
    found = [
        one
        for one in standing(ledger, company, now, today, allowance)
        if one.bound != "simultaneous" and (options.all or one.used)
    ]
    _print(company, found, going, as_json=options.json)
    return 0


def _print(company: Company, found: Iterable[Reached], going: int, *, as_json: bool) -> None:
    if as_json:
        rows = [_row(one) for one in found]
        print(json.dumps({"company": company.code, "going": going, "limits": rows}))
        return
    print(f"{company.name}, calls to the outside that are going on: {going}")
    for one in found:
        night = " at night" if one.scope.night else ""
        used = f"{one.used:.2f} of {one.limit:f} ({one.share:.0%})"
        setter = ", set by the operator" if one.by_operator else ""
        bound = one.bound.replace("_", " ")
        print(f"  {one.scope.kind} {one.scope.name}{night}: {bound} {used}{setter}")


def _row(one: Reached) -> dict[str, Any]:
    return {
        "scope": one.scope.kind.value,
        "name": one.scope.name,
        "night": one.scope.night,
        "bound": one.bound,
        "used": str(round(one.used, 4)),
        "limit": str(one.limit),
        "by_operator": one.by_operator,
    }
