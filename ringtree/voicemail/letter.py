"""The mail about a message. Pure.

Whatever came from a caller's telephone is text here and never markup, header or template: values
are put into templates once, on one line, and escaped where they become HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ringtree.company.mailbox import Mailbox
from ringtree.company.model import Company
from ringtree.company.placeholders import fill
from ringtree.company.prompt import Language
from ringtree.mail.header import file_name, header_text
from ringtree.mail.mail import Attachment, Mail
from ringtree.voicemail import words
from ringtree.voicemail.message import Message

KIND = "voicemail"


class SoundFile(NamedTuple):
    """The recording as it goes with the mail; `path` is below the data directory."""

    path: str
    media_type: str
    ending: str


def letter(
    message: Message, box: Mailbox, company: Company, *, sound: SoundFile | None, link: str = ""
) -> Mail:
    """What is mailed about a message to the mailbox's addresses."""
    language = box.language or company.language
    values = _values(message, box, company, link)
    urgent = words.URGENT[language] if message.is_urgent else ""
    subject = urgent + _filled(box.subject or words.SUBJECT[language], values)
    own = _filled(box.text, values, many_lines=True) if box.text else None
    return Mail(
        id=f"vm-{message.id}-{message.mailbox}",
        company=company.code,
        kind=KIND,
        reference=message.id,
        to=box.mail,
        subject=header_text(subject),
        text=own if own is not None else _text(message, values, language),
        html=_page(_lines(own) if own is not None else _table(message, values, language)),
        language=language,
        attachments=(_attachment(message, box, company, sound),) if sound else (),
    )


def zone_of(box: Mailbox, company: Company) -> ZoneInfo:
    """Whose hours a mailbox tells."""
    return ZoneInfo(box.timezone) if box.timezone else company.zone


def caller_label(message: Message, language: Language) -> str:
    """Name and number, as far as they are known."""
    name, number = header_text(message.caller_name, 80), header_text(message.caller, 80)
    if name and number and name != number:
        return f"{name}, {number}"
    return name or number or words.WITHHELD[language]


def way_label(message: Message) -> str:
    """The nodes the caller went through: main: greeting → menu → message."""
    shown, tree = [], ""
    for step in message.path:
        name, _, node = step.partition("/")
        shown.append(node if name == tree and node else f"{name}: {node}" if node else name)
        tree = name
    return header_text(" → ".join(shown), 500)


def _values(message: Message, box: Mailbox, company: Company, link: str) -> Mapping[str, str]:
    language = box.language or company.language
    local = message.started.astimezone(zone_of(box, company))
    return {
        "caller": caller_label(message, language),
        "name": header_text(message.caller_name, 80),
        "number": header_text(message.called, 80),
        "mailbox": box.title,
        "company": company.name,
        "date": words.date_text(local, language),
        "time": f"{local:%H:%M}",
        "duration": words.duration_text(message.seconds),
        "path": way_label(message),
        "link": link,
        "transcript": message.transcript,
    }


def _filled(template: str, values: Mapping[str, str], *, many_lines: bool = False) -> str:
    text = fill(template, lambda one: values.get(one.name, ""))
    return text if many_lines else header_text(text)


def _rows(message: Message, values: Mapping[str, str], language: Language) -> list[tuple[str, str]]:
    shown = {
        "caller": values["caller"],
        "when": f"{values['date']}, {values['time']}",
        "duration": values["duration"],
        "number": values["number"],
        "mailbox": values["mailbox"],
        "path": values["path"],
    }
    rows = [(words.LABELS[name][language], value) for name, value in shown.items() if value]
    if message.forwarded_by:
        rows.append((words.FORWARDED[language], header_text(message.forwarded_by)))
    return rows


def _text(message: Message, values: Mapping[str, str], language: Language) -> str:
    lines = [words.TITLE[language], ""]
    lines += [f"{label}: {value}" for label, value in _rows(message, values, language)]
    if message.transcript:
        lines += ["", f"{words.LABELS['transcript'][language]}:", message.transcript]
    if values["link"]:
        lines += ["", f"{words.OPEN[language]}: {values['link']}"]
    return "\n".join(lines)


def _table(message: Message, values: Mapping[str, str], language: Language) -> str:
    cells = "".join(
        f'<tr><td style="color:#666;padding:2px 12px 2px 0;vertical-align:top">{escape(label)}</td>'
        f"<td>{escape(value)}</td></tr>"
        for label, value in _rows(message, values, language)
    )
    parts = [f"<h2>{escape(words.TITLE[language])}</h2>", f"<table>{cells}</table>"]
    if message.transcript:
        label = escape(words.LABELS["transcript"][language])
        parts.append(f"<p><b>{label}</b></p>{_lines(message.transcript)}")
    if values["link"]:
        target = escape(values["link"], quote=True)
        parts.append(f'<p><a href="{target}">{escape(words.OPEN[language])}</a></p>')
    return "".join(parts)


def _lines(text: str) -> str:
    return "<p>" + "<br>".join(escape(line) for line in text.splitlines()) + "</p>"


def _page(body: str) -> str:
    style = "font-family:sans-serif;font-size:15px"
    return f'<html><head><meta charset="utf-8"></head><body style="{style}">{body}</body></html>'


def _attachment(message: Message, box: Mailbox, company: Company, sound: SoundFile) -> Attachment:
    language = box.language or company.language
    local = message.started.astimezone(zone_of(box, company))
    who = caller_label(message, language)
    name = f"{words.FILE[language]} {local:%Y-%m-%d %H-%M} {who}"
    return Attachment(
        path=sound.path, name=file_name(name, 90) + sound.ending, media_type=sound.media_type
    )
