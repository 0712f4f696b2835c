"""`ringtree administrator`, and the link that a new server prints: how the first person gets in."""

from __future__ import annotations

import argparse

from ringtree.accounts.links import OneTimeLinks, Purpose
from ringtree.accounts.users import Users
from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.settings import Settings
from ringtree.storage.database import Database


def add_parser(parent: Subparsers) -> None:
    """`ringtree administrator` on the command line."""
    one = parent.add_parser("administrator", help="print a one-time link to the panel")
    one.set_defaults(command=administrator)


async def administrator(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree administrator`: a one-time link to become an operator of this server."""
    if settings.http_bind is None:
        raise CommandError("the panel is not served: set http_bind, then ask again")
    async with opened(settings) as database:
        print(await administrator_link(settings, database))
    return 0


async def administrator_link(settings: Settings, database: Database) -> str:
    """A link that works once and for a day; earlier ones stop working."""
    token = await OneTimeLinks(database).create(Purpose.FIRST_ADMINISTRATOR)
    return f"{settings.panel_url}/welcome?token={token}"


async def first_link(settings: Settings, database: Database) -> str | None:
    """The same, for a server nobody has an account on."""
    if settings.http_bind is None or await Users(database).exist():
        return None
    return await administrator_link(settings, database)
