"""What the commands about messages and mailboxes share: the mailboxes without a server."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.company.mailbox import Mailbox
from ringtree.company.model import Company
from ringtree.company.revisions import Revisions
from ringtree.mail.service import MailService
from ringtree.mail.setup import mail_settings
from ringtree.routing.directory import Directory, Snapshot
from ringtree.settings import Settings
from ringtree.voicemail.service import MailboxFull, VoicemailService
from ringtree.voicemail.settings import voicemail_settings
from ringtree.voicemail.store import UnknownMessage

Verb = Callable[[VoicemailService, argparse.Namespace], Awaitable[None]]


def add_verb(verbs: Subparsers, name: str, verb: Verb, words: str) -> argparse.ArgumentParser:
    """One verb of `ringtree voicemail`, done with the mailboxes."""
    one: argparse.ArgumentParser = verbs.add_parser(name, help=words)

    async def command(settings: Settings, options: argparse.Namespace) -> int:
        async with mailboxes(settings) as service:
            await verb(service, options)
        return 0

    one.set_defaults(command=command)
    return one


@asynccontextmanager
async def mailboxes(settings: Settings) -> AsyncIterator[VoicemailService]:
    """The mailboxes without a server: what it changes, a running one notices."""
    async with opened(settings) as database:
        directory = Directory()
        _, live = await Revisions(database).changed_since(0)
        for revision in live:
            directory.publish(Snapshot(revision.load(), revision.number))
        mail = MailService(database, mail_settings(settings), read=lambda _path: b"")
        service = VoicemailService(
            database, mail, directory, settings.data_dir, voicemail_settings(settings)
        )
        await service.load()
        try:
            yield service
        except UnknownMessage as error:
            raise CommandError(str(error)) from error
        except (OSError, MailboxFull) as error:
            raise CommandError(f"that can't be done: {error}") from error


def by() -> str:
    """Who asks, as the history of a mailbox names them."""
    return f"command {getpass.getuser()}"


def box_of(service: VoicemailService, company: str, mailbox: str) -> tuple[Company, Mailbox]:
    """A mailbox of the published document.

    Raises:
        CommandError: there is none of that name.
    """
    found = service.find(company, mailbox)
    if found is None:
        raise CommandError(f"there is no mailbox {mailbox!r} of {company}")
    return found
