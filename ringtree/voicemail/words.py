"""What mails about messages say, in Russian and English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ringtree.company.prompt import Language

Words = Mapping[Language, str]

WITHHELD: Words = {"ru": "номер не определён", "en": "number withheld"}
SUBJECT: Words = {
    "ru": "Голосовое сообщение: {caller} ({duration})",
    "en": "Voicemail from {caller} ({duration})",
}
TITLE: Words = {"ru": "Новое голосовое сообщение", "en": "New voice message"}
URGENT: Words = {"ru": "Срочно! ", "en": "Urgent! "}
FORWARDED: Words = {"ru": "Переслал", "en": "Forwarded by"}
LABELS: Mapping[str, Words] = {
    "caller": {"ru": "Кто звонил", "en": "Caller"},
    "when": {"ru": "Когда", "en": "When"},
    "duration": {"ru": "Длительность", "en": "Length"},
    "number": {"ru": "Куда звонили", "en": "Number called"},
    "mailbox": {"ru": "Почтовый ящик", "en": "Mailbox"},
    "path": {"ru": "Путь по дереву", "en": "Way through the tree"},
    "transcript": {"ru": "Текст (распознан автоматически)", "en": "Text (recognised by machine)"},
}
OPEN: Words = {"ru": "Открыть в панели", "en": "Open in the panel"}
FILE: Words = {"ru": "Сообщение", "en": "Message"}

QUOTA_SUBJECT: Words = {
    "ru": "Голосовая почта почти заполнена: {percent} %",
    "en": "Voicemail is almost full: {percent}%",
}
QUOTA_TEXT: Words = {
    "ru": "Сообщения компании «{company}» занимают {percent} % отведённого места. Когда оно"
    " закончится, звонящие услышат, что почтовый ящик заполнен, и не смогут оставить сообщение."
    " Удалите ненужные сообщения.",
    "en": "The messages of {company} take {percent}% of their room. When it is used up, callers"
    " will hear that the mailbox is full and cannot leave a message. Please delete what you do"
    " not need.",
}
BOX_SUBJECT: Words = {
    "ru": "Почтовый ящик «{title}» почти заполнен",
    "en": "The mailbox “{title}” is almost full",
}
BOX_TEXT: Words = {
    "ru": "Сообщений в почтовом ящике «{title}»: {count} из {most}. Когда место закончится,"
    " звонящие не смогут оставить сообщение. Удалите ненужные сообщения.",
    "en": "The mailbox “{title}” holds {count} messages of {most}. When it is full, callers"
    " cannot leave a message. Please delete what you do not need.",
}

_MONTHS: Mapping[Language, tuple[str, ...]] = {
    "ru": (
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def date_text(instant: datetime, language: Language) -> str:
    """24 ноября 2026 г.; 24 November 2026. In the zone that the instant has."""
    month = _MONTHS[language][instant.month - 1]
    year = f"{instant.year} г." if language == "ru" else str(instant.year)
    return f"{instant.day} {month} {year}"


def duration_text(seconds: float) -> str:
    """0:42."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"
