"""A company's hour: how many mails it may be sent, and what is gathered into one. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from ringtree.mail.mail import Mail, Posted
from ringtree.mail.words import DIGEST_SUBJECT, DIGEST_TEXT

#: Mails in one digest; the rest wait for the next one.
MOST_GATHERED = 200


@dataclass(frozen=True, slots=True)
class Ration:
    """What of a company's due mails goes out now: as they are, and gathered into one each."""

    single: tuple[Posted, ...]
    gathered: tuple[tuple[Posted, ...], ...]


def ration(due: Sequence[Posted], free: int) -> Ration:
    """Share `free` mails among those that are due, oldest first.

    As long as all fit, each goes by itself. Beyond that all but the last places are taken by
    single mails, and what is left is gathered by recipients, one place for each.
    """
    urgent = [one for one in due if not one.mail.is_gatherable]
    rest = [one for one in due if one.mail.is_gatherable]
    if len(rest) <= free:
        return Ration((*urgent, *rest), ())
    if free <= 0:
        return Ration(tuple(urgent), ())
    alone = 0
    while alone + 1 < free and len(_by_recipients(rest[alone + 1 :])) < free - alone:
        alone += 1
    groups = _by_recipients(rest[alone:])[: free - alone]
    single = [group[0] for group in groups if len(group) == 1]
    gathered = tuple(group for group in groups if len(group) > 1)
    return Ration((*urgent, *rest[:alone], *single), gathered)


def _by_recipients(due: Iterable[Posted]) -> list[tuple[Posted, ...]]:
    groups: dict[tuple[tuple[str, ...], str], list[Posted]] = {}
    for one in due:
        key = (tuple(sorted(one.addresses)), one.sender)
        groups.setdefault(key, []).append(one)
    return [tuple(group[:MOST_GATHERED]) for group in groups.values()]


def digest(gathered: Sequence[Posted]) -> Mail:
    """One mail with the content of several to the same addresses."""
    first = gathered[0].mail
    language = first.language
    intro = DIGEST_TEXT[language]
    mails = [one.mail for one in gathered]
    return Mail(
        id="digest-" + hashlib.sha256("\n".join(one.id for one in mails).encode()).hexdigest()[:24],
        company=first.company,
        kind="digest",
        to=gathered[0].addresses,
        subject=DIGEST_SUBJECT[language] % len(mails),
        text=intro + "\n\n" + "\n\n".join(_text(one) for one in mails),
        html=f"<html><body><p>{escape(intro)}</p>{''.join(map(_html, mails))}</body></html>",
        language=language,
        attachments=tuple(file for one in mails for file in one.attachments),
    )


def _text(mail: Mail) -> str:
    return f"— {mail.subject}\n\n{mail.text.strip()}"


_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)


def _html(mail: Mail) -> str:
    found = _BODY.search(mail.html)
    inner = found.group(1) if found else f"<pre>{escape(mail.text)}</pre>"
    return f"<hr><h3>{escape(mail.subject)}</h3>{inner}"
