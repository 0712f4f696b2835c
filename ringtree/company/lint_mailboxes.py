"""Mailboxes: somebody hears of their messages, some caller reaches them, by a number of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.problem import Path, Severity

OWN = Both("a number of its own", "свой отдельный номер")


@rule(
    "mailbox-nobody-reads",
    Both(
        "Give it an address in `mail`, a `person`, or a `webhook`.",
        "Укажите адрес в `mail`, сотрудника в `person` или `webhook`.",
    ),
)
def messages_reach_somebody(subject: Subject) -> Iterator[Found]:
    """A message that nobody is told of is lost, however well it is kept."""
    for name, box in subject.company.mailboxes.items():
        if not (box.announcement_only or box.mail or box.webhook or box.watchers):
            message = Both(
                f"nobody is told of messages in the mailbox {name!r}",
                f"о сообщениях в почтовом ящике «{name}» никто не узнает",
            )
            yield Found(message, ("mailboxes", name), "mail, person, lights, webhook")


@rule(
    "announcement-without-words",
    Both(
        "Write the announcement, or let the mailbox take messages.",
        "Напишите объявление или разрешите ящику принимать сообщения.",
    ),
)
def announcements_say_something(subject: Subject) -> Iterator[Found]:
    """A mailbox that takes no message and has nothing to say."""
    for name, box in subject.company.mailboxes.items():
        if box.announcement_only and not any(box.greetings.prompts()):
            path: Path = ("mailboxes", name, "greetings")
            message = Both(
                f"the mailbox {name!r} takes no message and says nothing",
                f"почтовый ящик «{name}» не принимает сообщений и ничего не говорит",
            )
            yield Found(message, path, Both("a text", "текст"))


@rule(
    "taken-extension",
    Both("Choose a number that nobody has.", "Выберите номер, которого ни у кого нет."),
)
def numbers_of_mailboxes_are_free(subject: Subject) -> Iterator[Found]:
    """An internal number leads to one person or to one mailbox."""
    taken = {
        one.extension: Both(f"{one.name}'s", f"у сотрудника {one.name}")
        for one in subject.company.people
    }
    for name, box in subject.company.mailboxes.items():
        if box.dial is None:
            continue
        if whose := taken.get(box.dial):
            message = Both(
                f"the internal number {box.dial} is {whose.en}",
                f"внутренний номер {box.dial} уже занят: он {whose.ru}",
            )
            yield Found(message, ("mailboxes", name, "dial"), OWN)
        taken.setdefault(box.dial, Both(f"the mailbox {name!r}'s", f"у почтового ящика «{name}»"))


@rule(
    "unused-mailbox",
    Both(
        "Lead a voicemail node, a person or an internal number to it, or remove it.",
        "Направьте в него узел voicemail, сотрудника или внутренний номер либо удалите его.",
    ),
    Severity.WARNING,
)
def mailboxes_are_used(subject: Subject) -> Iterator[Found]:
    """A mailbox that no caller can come to."""
    used = {one.voicemail.mailbox for one in subject.company.people if one.voicemail}
    used.update(one.mailbox for one in subject.company.numbers if one.mailbox is not None)
    for place in subject.places():
        used.update(name for kind, name in place.node.references() if kind == "mailbox")
    for name, box in subject.company.mailboxes.items():
        if name not in used and box.dial is None:
            message = Both(
                f"no caller comes to the mailbox {name!r}",
                f"в почтовый ящик «{name}» не попадает ни один звонящий",
            )
            yield Found(message, ("mailboxes", name))
