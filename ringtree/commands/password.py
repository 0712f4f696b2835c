"""`ringtree password`: what a telephone registers with, made anew and shown once."""

from __future__ import annotations

import argparse
import json

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.company.model import Company
from ringtree.company.revisions import Revisions
from ringtree.settings import Settings
from ringtree.storage.credentials import Credentials
from ringtree.storage.database import Database


def add_parser(parent: Subparsers) -> None:
    """What the command takes."""
    one = parent.add_parser("password", help="give a SIP account a new password, shown once")
    one.add_argument("account", help="such as romashka-101")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=password)


async def password(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree password ACCOUNT`."""
    async with opened(settings) as database:
        await require_account(database, options.account)
        secret = await Credentials(database).renew(options.account, settings.realm)
    if options.json:
        print(json.dumps({"account": options.account, "password": secret}))
    else:
        print(f"{options.account}  {secret}")
        print("Shown only this once. The old password no longer works.")
    return 0


async def new_passwords(database: Database, company: Company, realm: str) -> dict[str, str]:
    """Give each person without a password one; account → password, known only now."""
    credentials = Credentials(database)
    known = await credentials.load_all(realm)
    made = {}
    for person in company.people:
        account = company.account(person.extension)
        if account not in known:
            made[account] = await credentials.renew(account, realm)
    return made


async def require_account(database: Database, account: str) -> None:
    """Raise a `CommandError` unless the account is that of a published company's person."""
    accounts = [
        company.account(person.extension)
        for revision in await Revisions(database).all_live()
        for company in (revision.load(),)
        for person in company.people
    ]
    if account not in accounts:
        known = ", ".join(accounts[:20]) or "no company is published"
        raise CommandError(f"there is no account {account}; known: {known}")
