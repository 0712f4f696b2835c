"""`ringtree voicemail` for whole mailboxes: how full they are, their PINs and greetings."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path

from ringtree.commands.command import CommandError, Subparsers
from ringtree.commands.mailbox_verbs import Verb, add_verb, box_of, by
from ringtree.prompts.converter import ProcessConverter
from ringtree.prompts.telephone import Kind
from ringtree.prompts.wav import BadSound
from ringtree.storage.pins import generate_pin
from ringtree.voicemail.greetings import GreetingKind
from ringtree.voicemail.message import BoxKey
from ringtree.voicemail.pins import numbers_of
from ringtree.voicemail.service import VoicemailService


def add_verbs(verbs: Subparsers) -> None:
    """Those of whole mailboxes."""
    one = add_verb(verbs, "boxes", list_boxes, "mailboxes, and how full they are")
    one.add_argument("--company", help="only this company's")
    one.add_argument("--json", action="store_true")
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


def _box_verb(verbs: Subparsers, name: str, verb: Verb, words: str) -> argparse.ArgumentParser:
    one = add_verb(verbs, name, verb, words)
    one.add_argument("company")
    one.add_argument("mailbox")
    return one


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.astimezone()


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
                    "has_pin": await service.pins.has(key, box),
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
    company, box = box_of(service, options.company, options.mailbox)
    if options.remove:
        had = await service.pins.remove(company, box, by=by())
        print(f"{box.name} has no PIN {'any more' if had else 'and had none'}.")
        return
    for chosen in [options.pin] if options.pin else (generate_pin() for _ in range(100)):
        why = await service.pins.set(company, box, chosen, by=by())
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
    company, box = box_of(service, options.company, options.mailbox)
    key, kind = BoxKey(company.code, box.name), GreetingKind(options.kind)
    if options.file is None:
        had = await service.greeting_desk.clear(key, kind, by=by())
        print(f"{box.name} has no {kind.value} greeting {'any more' if had else 'and had none'}.")
        return
    try:
        sound = await ProcessConverter()(options.file.read_bytes(), Kind.RECORDING)
    except BadSound as error:
        raise CommandError(f"{options.file}: {error}") from error
    await service.greeting_desk.set(key, kind, sound, by=by(), until=options.until)
    print(f"{box.name}: the {kind.value} greeting lasts {len(sound) / 8000:.1f} s.")
