"""`ringtree voicemail`: messages, what became of them, and what may be done to them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from ringtree.commands import voicemail_boxes
from ringtree.commands.command import CommandError, Subparsers
from ringtree.commands.mailbox_verbs import add_verb, box_of, by
from ringtree.mail.mail import Posted
from ringtree.voicemail.message import Message, MessageState
from ringtree.voicemail.service import VoicemailService


def add_parser(parent: Subparsers) -> None:
    """`ringtree voicemail VERB`."""
    voicemail = parent.add_parser("voicemail", help="look after messages and mailboxes")
    verbs = voicemail.add_subparsers(required=True, metavar="VERB")
    one = add_verb(verbs, "list", list_messages, "messages, and what became of their mails")
    one.add_argument("--company", help="only this company's")
    one.add_argument("--mailbox", help="only this mailbox's")
    one.add_argument("--deleted", action="store_true", help="those in the bin as well")
    one.add_argument("--json", action="store_true")
    one = add_verb(verbs, "save", save, "write a message's recording into a WAV file")
    one.add_argument("message")
    one.add_argument("file", type=Path)
    one = add_verb(verbs, "mark", mark, "make a message new or old")
    one.add_argument("message")
    one.add_argument("state", choices=[state.value for state in MessageState])
    for name, verb, words in (
        ("delete", delete, "put a message into the bin"),
        ("restore", restore, "bring a message back from the bin"),
        ("resend", resend, "send the mails about a message again, and call its webhook"),
    ):
        add_verb(verbs, name, verb, words).add_argument("message")
    one = add_verb(verbs, "erase", erase, "remove a message for ever")
    one.add_argument("message")
    one = add_verb(verbs, "forward", forward, "put a copy into another mailbox")
    one.add_argument("message")
    one.add_argument("mailbox")
    voicemail_boxes.add_verbs(verbs)


async def list_messages(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail list`."""
    found: list[Message] = []
    for company in sorted({key.company for key in service.room.known()}):
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
    await service.store.note(message.key, "saved", by=by(), now=service.now(), detail=message.id)
    print(f"{options.file}: {message.seconds:.1f} s")


async def mark(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail mark MESSAGE new|old`."""
    await service.mark(options.message, MessageState(options.state), by=by())
    print(f"{options.message} is {options.state}.")


async def delete(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail delete MESSAGE`."""
    await service.remove(options.message, by=by())
    hours = service.settings.bin_time.total_seconds() / 3600
    print(f"{options.message} is in the bin, and can be restored for {hours:g} hours.")


async def restore(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail restore MESSAGE`."""
    await service.restore(options.message, by=by())
    print(f"{options.message} is back.")


async def erase(service: VoicemailService, options: argparse.Namespace) -> None:
    """`ringtree voicemail erase MESSAGE`."""
    message = await service.store.get(options.message)
    await service.erase(message, by=by(), why="a command asked for it")
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
    _, to = box_of(service, message.company, options.mailbox)
    copy = await service.forward(message, to, by=by())
    print(f"{copy.id} is in {to.name}.")
