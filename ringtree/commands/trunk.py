"""`ringtree trunk`: how the trunks are, their passwords, and a carrier's list of numbers."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.company.model import Company
from ringtree.company.revision import UnknownRevision
from ringtree.company.revisions import Revisions
from ringtree.company.trunk import Trunk
from ringtree.settings import Settings
from ringtree.storage.credentials import Credentials
from ringtree.storage.database import Database
from ringtree.storage.trunks import TrunkSecrets, TrunkStates
from ringtree.storage.vault import Vault
from ringtree.trunks.publishing import RENEWAL
from ringtree.trunks.reconciling import Reconciliation, listed_numbers, reconcile
from ringtree.trunks.status import TrunkStatus, in_words

#: Characters of an account's name in the table of credentials.
LONGEST_ACCOUNT = 60


def add_parser(parent: Subparsers) -> None:
    """`ringtree trunk list | show | secret | numbers`."""
    trunk = parent.add_parser("trunk", help="how trunks are, their passwords and numbers")
    verbs = trunk.add_subparsers(required=True, metavar="VERB")
    one = verbs.add_parser("list", help="how the running server finds the trunks")
    one.add_argument("company", nargs="?", help="only this company's")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=list_trunks)
    one = verbs.add_parser("show", help="one trunk, with its addresses and last error")
    _add_trunk(one)
    one.set_defaults(command=show_trunk)
    one = verbs.add_parser("secret", help="store a trunk's password")
    _add_trunk(one)
    what = one.add_mutually_exclusive_group()
    what.add_argument("--remove", action="store_true", help="forget it")
    what.add_argument(
        "--incoming",
        action="store_true",
        help="make the password that the carrier's calls have to prove (authenticates: true)",
    )
    one.set_defaults(command=secret)
    one = verbs.add_parser("numbers", help="compare a carrier's list of numbers with the company's")
    _add_trunk(one)
    one.add_argument("file", type=Path, help="the carrier's list: text or CSV, any spelling")
    one.set_defaults(command=numbers)


def _add_trunk(one: argparse.ArgumentParser) -> None:
    one.add_argument("company")
    one.add_argument("trunk")
    one.add_argument("--json", action="store_true")


# -- how they are


async def list_trunks(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree trunk list`."""
    async with opened(settings) as database:
        found = await TrunkStates(database).load(options.company)
        stored = await TrunkSecrets(database, Vault(settings.data_dir)).stored()
    if options.json:
        print(json.dumps([_plain(seen, state) for seen, state in found], ensure_ascii=False))
        return 0
    if not found:
        print("No trunk was seen yet. Is a server running?")
    for seen, state in found:
        status = TrunkStatus.from_dict(state)
        print(f"{status.company}  {status.trunk}  {in_words(status)}{_stale(seen)}")
        if status.registered is not None and (status.company, status.trunk) not in stored:
            print(f"    {_missing(status)}")
        if status.last_error is not None:
            print(f"    last error {_when(status.last_error_at)}: {status.last_error}")
    return 0


async def show_trunk(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree trunk show COMPANY TRUNK`."""
    async with opened(settings) as database:
        found = await TrunkStates(database).load(options.company)
        secrets = TrunkSecrets(database, Vault(settings.data_dir))
        stored = (await secrets.changed(options.company)).get(options.trunk)
    for seen, state in found:
        if state["trunk"] == options.trunk:
            _show(seen, state, stored, as_json=options.json)
            return 0
    raise CommandError(
        f"no server has seen a trunk {options.trunk} of {options.company}: "
        "is the company published, and a server running?"
    )


def _missing(status: TrunkStatus) -> str:
    """It registers, and the carrier will refuse it."""
    how = f"ringtree trunk secret {status.company} {status.trunk}"
    return f"no password is stored, and it registers: store one with {how}"


def _show(seen: datetime, state: dict[str, Any], stored: datetime | None, *, as_json: bool) -> None:
    password_stored = None if stored is None else stored.isoformat(timespec="seconds")
    if as_json:
        plain = {**_plain(seen, state), "password_stored": password_stored}
        print(json.dumps(plain, ensure_ascii=False))
        return
    status = TrunkStatus.from_dict(state)
    print(f"{status.company}  {status.trunk}  {in_words(status)}{_stale(seen)}")
    for target in status.targets:
        print(f"  {'in use ' if target == status.target else 'address'}  {target}")
    if status.registered is not None:
        until = f", until {_when(status.registered_until)}" if status.registered else ""
        print(f"  registration {status.registration}{until}")
    print(f"  password {'stored ' + password_stored if password_stored else 'none stored'}")
    if password_stored is None and status.registered is not None:
        print(f"  {_missing(status)}")
    print(
        f"  since the start {status.total_in} calls in, {status.total_out} out, "
        f"{status.failed_out} the carrier could not take, {status.refused} over a limit, "
        f"{status.unknown_numbers} for unknown numbers"
    )
    if status.last_error is not None:
        print(f"  last error {_when(status.last_error_at)}: {status.last_error}")


def _plain(seen: datetime, state: dict[str, Any]) -> dict[str, Any]:
    return {**state, "seen": seen.isoformat(timespec="seconds"), "stale": bool(_stale(seen))}


def _stale(seen: datetime) -> str:
    age = (datetime.now(UTC) - seen).total_seconds()
    return "" if age < 2 * RENEWAL else f"  (seen {age:.0f} s ago: no server is running)"


def _when(at: float | None) -> str:
    return "" if at is None else datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")


# -- passwords


async def secret(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree trunk secret COMPANY TRUNK`."""
    async with opened(settings) as database:
        company, trunk = await _trunk(database, options)
        if options.incoming:
            return await _incoming(settings, database, company, trunk, as_json=options.json)
        secrets = TrunkSecrets(database, Vault(settings.data_dir))
        if options.remove:
            was_there = await secrets.remove(company.code, trunk.name)
            print("Forgotten." if was_there else "There was none.")
            return 0
        if trunk.username is None:
            raise CommandError(
                f"the trunk {trunk.name} has no username: write it into the document first"
            )
        await secrets.set(company.code, trunk.name, _typed())
    print("Stored, encrypted. A running server uses it within a second.")
    return 0


def _typed() -> str:
    """The password, from the terminal without showing it, or from a pipe."""
    typed = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline()
    typed = typed.rstrip("\r\n")
    if not typed or not typed.isprintable() or len(typed) > 200:
        raise CommandError("a password of 1 to 200 printable characters is needed")
    return typed


async def _incoming(
    settings: Settings, database: Database, company: Company, trunk: Trunk, *, as_json: bool
) -> int:
    account = trunk.account(company.code)
    if not trunk.authenticates:
        raise CommandError(
            f"calls of the trunk {trunk.name} need no password: write authenticates: true first"
        )
    if len(account) > LONGEST_ACCOUNT:
        raise CommandError(
            f"the account {account} is longer than {LONGEST_ACCOUNT} characters: "
            "give the trunk a shorter name"
        )
    made = await Credentials(database).renew(account, settings.realm)
    if as_json:
        print(json.dumps({"account": account, "password": made, "realm": settings.realm}))
    else:
        print(f"{account}  {made}")
        print("Shown only this once: tell it to the carrier. The old password no longer works.")
    return 0


# -- numbers


async def numbers(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree trunk numbers COMPANY TRUNK FILE`: 0 if the lists agree, else 1."""
    async with opened(settings) as database:
        company, trunk = await _trunk(database, options)
    try:
        text = options.file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{options.file} can't be read as text: {error}") from error
    listed = listed_numbers(text, trunk.numbers.region or company.region)
    if not listed:
        raise CommandError(f"{options.file} has no telephone number in it")
    found = reconcile(company, trunk.name, listed)
    if options.json:
        print(json.dumps(_differences(found)))
    else:
        _print_differences(found)
    return 0 if found.agrees else 1


def _differences(found: Reconciliation) -> dict[str, Any]:
    return {
        "agreed": found.agreed,
        "only_carrier": found.only_carrier,
        "only_company": found.only_company,
        "elsewhere": dict(found.elsewhere),
    }


def _print_differences(found: Reconciliation) -> None:
    print(f"{len(found.agreed)} numbers agree.")
    for number in found.only_carrier:
        print(f"{number}  the carrier has it, the company does not: callers get 404")
    for number in found.only_company:
        print(f"{number}  the company has it, the carrier does not: nobody can call it")
    for number, trunk in found.elsewhere:
        print(f"{number}  the company has it on the trunk {trunk}: calls by this one get 404")


async def _trunk(database: Database, options: argparse.Namespace) -> tuple[Company, Trunk]:
    """The published trunk that is meant; CommandError if there is none."""
    try:
        company = (await Revisions(database).live(options.company)).load()
    except UnknownRevision as error:
        raise CommandError(f"there is no published company {options.company}") from error
    if (trunk := company.trunks.get(options.trunk)) is None:
        known = ", ".join(company.trunks) or "none"
        raise CommandError(f"{company.code} has no trunk {options.trunk}; it has: {known}")
    return company, trunk
