"""`ringtree voicemail`: messages, what became of them, and what may be done to them."""

from __future__ import annotations

import argparse
import getpass
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.company.mailbox import Mailbox
from ringtree.company.model import Company
from ringtree.company.revisions import Revisions
from ringtree.mail.mail import Posted
from ringtree.mail.service import MailService
from ringtree.mail.setup import mail_settings
from ringtree.prompts.converter import ProcessConverter
from ringtree.prompts.telephone import Kind
from ringtree.prompts.wav import BadSound
from ringtree.routing.directory import Directory, Snapshot
from ringtree.settings import Settings
from ringtree.storage.pins import generate_pin
from ringtree.voicemail.greetings import GreetingKind
from ringtree.voicemail.message import BoxKey, Message, MessageState
from ringtree.voicemail.service import MailboxFull, VoicemailService, numbers_of
from ringtree.voicemail.settings import voicemail_settings
from ringtree.voicemail.store import UnknownMessage

Verb = Callable[[VoicemailService, argparse.Namespace], Awaitable[None]]


def add_parser(parent: Subparsers) -> None:
    """`ringtree voicemail VERB`."""
    voicemail = parent.add_parser("voicemail", help="look after messages and mailboxes")
    verbs = voicemail.add_subparsers(required=True, metavar="VERB")
    one = _verb(verbs, "list", list_messages, "messages, and what became of their mails")
    one.add_argument("--company", help="only this company's")
    one.add_argument("--mailbox", help="only this mailbox's")
    one.add_argument("--deleted", action="store_true", help="those in the bin as well")
    one.add_argument("--json", action="store_true")
    one = _verb(verbs, "boxes", list_boxes, "mailboxes, and how full they are")
    one.add_argument("--company", help="only this company's")
    one.add_argument("--json", action="store_true")
    one = _verb(verbs, "save", save, "write a message's recording into a WAV file")
    one.add_argument("message")
    one.add_argument("file", type=Path)
    one = _verb(verbs, "mark", mark, "make a message new or old")
    one.add_argument("message")
    one.add_argument("state", choices=[state.value for state in MessageState])
    for name, verb, words in (
        ("delete", delete, "put a message into the bin"),
        ("restore", restore, "bring a message back from the bin"),
        ("resend", resend, "send the mails about a message again, and call its webhook"),
    ):
        _verb(verbs, name, verb, words).add_argument("message")
    one = _verb(verbs, "erase", erase, "remove a message for ever")
    one.add_argument("message")
    one = _verb(verbs, "forward", forward, "put a copy into another mailbox")
    one.add_argument("message")
    one.add_argument("mailbox")
    _add_boxes_own(verbs)


def _add_boxes_own(verbs: Subparsers) -> None:
    one = _box_verb(verbs, "history", history, "what was done to a mailbox, by whom")
    one.add_argument("--json", action="store_true")
    one = _box_verb(verbs, "pin", pin, "give a mailbox a new PIN and show it once")
    one.add_argument("--pin", help="this one instead of a random one")
    one.add_argument("--remove", action="store_true", help="take the PIN away")
    one = _box_verb(verbs, "greeting", greeting, "upload a greeting, or remove it")
    one.add_argument("kind", choices=[kind.value for kind in GreetingKind])
    one.add_argument("file", type=Path, nargs="?", help="a recording; none: remove the greeting")
    one.add_argument(
        "--until", type=_instant, metavar="TIME", help="when it ends, as 2026-12-31T18:00"
    )


def _verb(verbs: Subparsers, name: str, verb: Verb, words: str) -> argparse.ArgumentParser:
    one: argparse.ArgumentParser = verbs.add_parser(name, help=words)

    async def command(settings: Settings, options: argparse.Namespace) -> int:
        async with _service(settings) as service:
            await verb(service, options)
        return 0

    one.set_defaults(command=command)
    return one


def _box_verb(verbs: Subparsers, name: str, verb: Verb, words: str) -> argparse.ArgumentParser:
    one = _verb(verbs, name, verb, words)
    one.add_argument("company")
    one.add_argument("mailbox")
    return one


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.astimezone()


@asynccontextmanager
async def _service(settings: Settings) -> AsyncIterator[VoicemailService]:
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


def _by() -> str:
    return f"command {getpass.getuser()}"


def _box(service: VoicemailService, company: str, mailbox: str) -> tuple[Company, Mailbox]:
    found = service.find(company, mailbox)
    if found is None:
        raise CommandError(f"there is no mailbox {mailbox!r} of {company}")
    return found


# -- messages


async def list_messages(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail list`."""
    found: list[Message] = []
    for company in sorted({key.company for key in service.known()}):
        if options.company in (None, company):
            found += await service.store.of_company(company)
    found = [
        one
        for one in found
        if options.mailbox in (None, one.mailbox) and (options.deleted or one.removed is None)
    ]
    mails = await service.mail.outbox.about([one.id for one in found])
    if options.json:
        print(json.dumps([to_dict(one, mails) for one in found], ensure_ascii=False))
        return
    for one in found:
        print(_line(one))
        for posted in mails:
            if posted.mail.reference == one.id:
                for each in posted.deliveries:
                    print(f"    {each.address}: {each.state}  {each.answer}".rstrip())


def to_dict(one: Message, mails: list[Posted]) -> dict[str, Any]:
    """A message for machines, with the states of its mails."""
    return {
        "id": one.id,
        "company": one.company,
        "mailbox": one.mailbox,
        "call": one.call,
        "caller": one.caller,
        "caller_name": one.caller_name,
        "called": one.called,
        "started": one.started.isoformat(),
        "seconds": one.seconds,
        "path": list(one.path),
        "state": one.state.value,
        "is_urgent": one.is_urgent,
        "removed": one.removed.isoformat() if one.removed else None,
        "forwarded_by": one.forwarded_by,
        "transcript": one.transcript,
        "webhook": {"state": one.webhook, "answer": one.webhook_answer} if one.webhook else None,
        "mails": [
            {
                "mail": posted.mail.id,
                "address": each.address,
                "state": each.state.value,
                "answer": each.answer,
            }
            for posted in mails
            if posted.mail.reference == one.id
            for each in posted.deliveries
        ],
    }


def _line(one: Message) -> str:
    who = " ".join(filter(None, (one.caller or "withheld", one.caller_name)))
    state = "deleted" if one.removed else one.state.value
    urgent = " urgent" if one.is_urgent else ""
    when = f"{one.started.astimezone():%Y-%m-%d %H:%M}"
    where = f"{one.company}/{one.mailbox}"
    return f"{one.id}  {when}  {where}  {state}{urgent}  {one.seconds:.0f} s  {who}"


async def save(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail save MESSAGE FILE`."""
    message = await service.store.get(options.message)
    options.file.write_bytes(service.files.read(message.file))
    await service.store.note(message.key, "saved", by=_by(), now=service.now(), detail=message.id)
    print(f"{options.file}: {message.seconds:.1f} s")


async def mark(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail mark MESSAGE new|old`."""
    await service.mark(options.message, MessageState(options.state), by=_by())
    print(f"{options.message} is {options.state}.")


async def delete(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail delete MESSAGE`."""
    await service.remove(options.message, by=_by())
    hours = service.settings.bin_time.total_seconds() / 3600
    print(f"{options.message} is in the bin, and can be restored for {hours:g} hours.")


async def restore(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail restore MESSAGE`."""
    await service.restore(options.message, by=_by())
    print(f"{options.message} is back.")


async def erase(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail erase MESSAGE`."""
    message = await service.store.get(options.message)
    await service.erase(message, by=_by(), why="a command asked for it")
    print(f"{options.message} is gone for ever.")


async def resend(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail resend MESSAGE`."""
    done = await service.resend(await service.store.get(options.message))
    if not done.addresses and not done.webhook:
        raise CommandError(f"no mail or webhook ever told of {options.message}")
    if count := done.addresses:
        print(f"The mail waits for {count} {'address' if count == 1 else 'addresses'}.")
    if done.webhook:
        print("The webhook is called again.")


async def forward(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail forward MESSAGE MAILBOX`."""
    message = await service.store.get(options.message)
    _, to = _box(service, message.company, options.mailbox)
    copy = await service.forward(message, to, by=_by())
    print(f"{copy.id} is in {to.name}.")


# -- mailboxes


async def list_boxes(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail boxes`."""
    rows = []
    for company, box in service.boxes():
        if options.company in (None, company.code):
            key = BoxKey(company.code, box.name)
            counts = service.counts(key)
            rows.append(
                {
                    "company": company.code,
                    "mailbox": box.name,
                    "title": box.title,
                    "new": counts.new,
                    "old": counts.old,
                    "most": box.max_messages,
                    "bytes": counts.size,
                    "has_pin": await service.has_pin(key, box),
                    "greetings": sorted(kind.value for kind in service.greetings.of(key)),
                }
            )
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        pin_ = "PIN" if row["has_pin"] else "no PIN"
        print(
            f"{row['company']}/{row['mailbox']}  {row['title']}: {row['new']} new, {row['old']} old"
            f" of {row['most']}, {pin_}"
        )


async def history(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail history COMPANY MAILBOX`; of mailboxes that are gone, too."""
    found = await service.store.history(BoxKey(options.company, options.mailbox))
    if options.json:
        rows = [{**event, "at": event["at"].isoformat()} for event in found]
        print(json.dumps(rows, ensure_ascii=False))
        return
    for event in found:
        parts = (f"{event['at'].astimezone():%Y-%m-%d %H:%M:%S}", event["action"])
        by = f"by {event['by']}" if event["by"] else ""
        print("  ".join(filter(None, (*parts, event["message"], by, event["detail"]))))


async def pin(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail pin COMPANY MAILBOX`."""
    company, box = _box(service, options.company, options.mailbox)
    if options.remove:
        had = await service.remove_pin(company, box, by=_by())
        print(f"{box.name} has no PIN {'any more' if had else 'and had none'}.")
        return
    for chosen in [options.pin] if options.pin else (generate_pin() for _ in range(100)):
        why = await service.set_pin(company, box, chosen, by=_by())
        if why is None:
            print(f"{box.name}  {chosen}\nShown only this once. An old PIN no longer works.")
            return
    numbers = ", ".join(numbers_of(company, box))
    raise CommandError(
        "a PIN has four to twelve digits, and none that a row, a repetition, a year or these"
        f" numbers give away: {numbers or 'none'}"
    )


async def greeting(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail greeting COMPANY MAILBOX KIND [FILE]`."""
    company, box = _box(service, options.company, options.mailbox)
    key, kind = BoxKey(company.code, box.name), GreetingKind(options.kind)
    if options.file is None:
        had = await service.clear_greeting(key, kind, by=_by())
        print(f"{box.name} has no {kind.value} greeting {'any more' if had else 'and had none'}.")
        return
    try:
        sound = await ProcessConverter()(options.file.read_bytes(), Kind.RECORDING)
    except BadSound as error:
        raise CommandError(f"{options.file}: {error}") from error
    await service.set_greeting(key, kind, sound, by=_by(), until=options.until)
    print(f"{box.name}: the {kind.value} greeting lasts {len(sound) / 8000:.1f} s.")
