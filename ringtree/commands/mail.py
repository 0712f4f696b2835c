"""`ringtree mail`: what is in the outbox, what became of it, and sending it again."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from typing import Any

from ringtree.commands.command import CommandError, Subparsers, opened
from ringtree.mail.mail import DeliveryState, Posted
from ringtree.mail.outbox import Outbox, UnknownMail
from ringtree.settings import Settings


def add_parser(parent: Subparsers) -> None:
    """`ringtree mail list | show | resend`."""
    mail = parent.add_parser("mail", help="list what mails became of, or send one again")
    verbs = mail.add_subparsers(required=True, metavar="VERB")
    one = verbs.add_parser("list", help="the newest mails")
    one.add_argument("--company", help="only this company's")
    one.add_argument("--state", choices=[state.value for state in DeliveryState])
    one.add_argument("--limit", type=int, default=20)
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=list_mails)
    one = verbs.add_parser("show", help="one mail, with the server's answer for each address")
    one.add_argument("id")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=show_mail)
    one = verbs.add_parser("resend", help="send a mail again")
    one.add_argument("id")
    one.add_argument("--to", metavar="ADDRESS", help="only to this one of its addresses")
    one.set_defaults(command=resend_mail)


async def list_mails(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree mail list`."""
    state = DeliveryState(options.state) if options.state else None
    async with opened(settings) as database:
        found = await Outbox(database).listing(
            company=options.company, state=state, limit=max(1, options.limit)
        )
    if options.json:
        print(json.dumps([to_dict(one) for one in found], ensure_ascii=False))
        return 0
    for one in found:
        print(_line(one))
        for delivery in one.deliveries:
            print(f"    {delivery.address}: {delivery.state}  {delivery.answer}".rstrip())
    return 0


async def show_mail(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree mail show ID`."""
    async with opened(settings) as database:
        try:
            one = await Outbox(database).get(options.id)
        except UnknownMail as error:
            raise CommandError(str(error)) from error
    if options.json:
        print(json.dumps(to_dict(one), ensure_ascii=False))
        return 0
    print(_line(one))
    print(f"Message-ID {one.message_id}, from {one.sender}")
    for delivery in one.deliveries:
        print(f"  {delivery.address}: {delivery.state}, attempts: {delivery.attempts}")
        if delivery.state is DeliveryState.WAITING:
            print(f"    next attempt {_instant(delivery.next_attempt)}")
        if delivery.gathered_in:
            print(f"    sent within {delivery.gathered_in}")
        if delivery.answer:
            print(f"    {delivery.answer}")
    for attachment in one.mail.attachments:
        print(f"  attached: {attachment.name} ({attachment.media_type})")
    print(f"\n{one.mail.text}")
    return 0


async def resend_mail(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree mail resend ID`."""
    async with opened(settings) as database:
        try:
            count = await Outbox(database).resend(options.id, options.to, now=datetime.now(UTC))
        except UnknownMail as error:
            raise CommandError(str(error)) from error
    print(f"{options.id} waits for {count} {'address' if count == 1 else 'addresses'}.")
    return 0


def to_dict(one: Posted) -> dict[str, Any]:
    """A mail for machines."""
    return {
        "id": one.mail.id,
        "company": one.mail.company,
        "kind": one.mail.kind,
        "reference": one.mail.reference,
        "subject": one.mail.subject,
        "message_id": one.message_id,
        "created": one.created.isoformat(),
        "deliveries": [
            {
                "address": delivery.address,
                "state": delivery.state.value,
                "attempts": delivery.attempts,
                "answer": delivery.answer,
                "next_attempt": delivery.next_attempt.isoformat(),
                "changed": delivery.changed.isoformat(),
                "gathered_in": delivery.gathered_in,
            }
            for delivery in one.deliveries
        ],
    }


def _line(one: Posted) -> str:
    return f"{one.mail.id}  {_instant(one.created)}  {one.mail.company}  {one.mail.subject}"


def _instant(instant: datetime) -> str:
    return f"{instant.astimezone():%Y-%m-%d %H:%M:%S}"
