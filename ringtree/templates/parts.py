"""What several templates are made of: hours, mailbox, queue, farewell."""

from __future__ import annotations

from typing import Any

from ringtree.company.model import Company
from ringtree.templates.basics import Basics, Data

OFFICE = "office"
WEEK = {"monday..friday": ["09:00-18:00"]}


def schedule(basics: Basics, usual: dict[str, list[str]] | None = None) -> Data:
    """The hours that were asked, or the usual ones of this kind of company."""
    weekly = {days: list(times) for days, times in basics.weekly.items()} or (usual or WEEK)
    holidays = {"holidays": {"country": "RU"}} if basics.language == "ru" else {}
    return {OFFICE: {"weekly": weekly, **holidays}}


def hours(opened: str, closed: str) -> Data:
    """Asks the schedule."""
    return {"type": "hours", "schedule": OFFICE, "exits": {"open": opened, "closed": closed}}


def mailboxes(basics: Basics) -> Data:
    """The company's mailbox; its messages go to the address that was asked."""
    if "mailboxes" not in Company.model_fields:
        return {}
    box: Data = {"title": basics.name}
    if basics.mail:
        box["mail"] = basics.mail
    return {"mailboxes": {"company": box}}


def _mailbox() -> Data:
    return {"mailbox": "company"} if "mailboxes" in Company.model_fields else {}


def message(basics: Basics) -> Data:
    """Takes a message outside the hours, after saying them."""
    return {
        "type": "voicemail",
        **_mailbox(),
        "prompt": basics.say(
            "Здравствуйте! Вы позвонили в компанию {name}. Сейчас нерабочее время: {hours:office}. "
            "Оставьте сообщение после сигнала, и мы вам перезвоним.",
            "Hello! You have reached {name}. It is outside our hours: {hours:office}. "
            "Please leave a message after the tone, and we will call you back.",
        ),
    }


def queue(title: str, agents: list[str], **more: Any) -> Data:
    """A queue whose agent who has been free the longest is rung first."""
    return {"title": title, "strategy": "longest_idle", "agents": agents, **more}


def sorry(basics: Basics) -> Data:
    """Parts politely when nobody can be reached."""
    return {
        "type": "hang_up",
        "prompt": basics.say(
            "К сожалению, сейчас никто не может ответить. Пожалуйста, перезвоните позже.",
            "We are sorry, nobody can answer right now. Please call again later.",
        ),
    }


def split(extensions: list[str]) -> tuple[list[str], list[str]]:
    """Two halves of the people, the first the larger; one person is in both."""
    half = (len(extensions) + 1) // 2
    return extensions[:half], extensions[half:] or extensions
