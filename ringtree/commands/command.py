"""What commands share: their errors, the database, files they read, and options they have alike."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
from ringtree.company.revisions import Revisions
from ringtree.settings import Settings
from ringtree.storage.database import Database, DatabaseFailure
from ringtree.storage.migrate import UnknownSchema

#: What `add_subparsers` returns; it has no public name.
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class CommandError(Exception):
    """A command can't be done; the message says why and what now."""


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database of these settings, with its tables in place.

    Raises:
        CommandError: it can't be reached.
    """
    database = Database(settings.database)
    try:
        await database.start()
    except (*DatabaseFailure, UnknownSchema) as error:
        raise CommandError(f"the database can't be opened: {error}") from error
    try:
        yield database
    finally:
        await database.stop()


def read(path: Path) -> str:
    """A document's text.

    Raises:
        CommandError: the file can't be read.
    """
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} can't be read: {error}") from error


async def only_company(revisions: Revisions) -> str:
    """The code of the one company there is.

    Raises:
        CommandError: there are several, or none.
    """
    codes = list(await revisions.companies())
    if len(codes) == 1:
        return codes[0]
    known = ", ".join(codes) or "none is published"
    raise CommandError(f"say which company to export: {known}")


def add_wording(one: argparse.ArgumentParser) -> None:
    """The options of what can be said in both languages, or to a script."""
    one.add_argument(
        "--language", choices=("ru", "en"), help="of the words; by default the company's"
    )
    one.add_argument("--json", action="store_true")


def add_trial_wording(one: argparse.ArgumentParser) -> None:
    """The options of what tries a file and tells what it found."""
    one.add_argument(
        "--language", choices=("en", "ru"), default="en", help="of what is told; English by default"
    )
    one.add_argument("--json", action="store_true")


def seconds(text: str) -> float:
    """A time such as 40 or 40s.

    Raises:
        ValueError: it is none, or longer than a day.
    """
    said = float(text.removesuffix("s"))
    if not 0 < said <= 86400:
        raise ValueError(text)
    return said
