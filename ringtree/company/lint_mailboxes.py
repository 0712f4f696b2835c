"""Mailboxes: somebody hears of their messages, some caller reaches them, by a number of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.problem import Path, Severity


@rule("mailbox-nobody-reads", "Give it an address in `mail`, a `person`, or a `webhook`.")
def messages_reach_somebody(subject: Subject) -> Iterator[Found]:
    """A message that nobody is told of is lost, however well it is kept."""
    for name, box in subject.company.mailboxes.items():
        if not (box.announcement_only or box.mail or box.webhook or box.watchers):
            message = f"nobody is told of messages in the mailbox {name!r}"
            yield Found(message, ("mailboxes", name), "mail, person, lights or webhook")


@rule("announcement-without-words", "Write the announcement, or let the mailbox take messages.")
def announcements_say_something(subject: Subject) -> Iterator[Found]:
    """A mailbox that takes no message and has nothing to say."""
    for name, box in subject.company.mailboxes.items():
        if box.announcement_only and not any(box.greetings.prompts()):
            path: Path = ("mailboxes", name, "greetings")
            yield Found(f"the mailbox {name!r} takes no message and says nothing", path, "a text")


@rule("taken-extension", "Choose a number that nobody has.")
def numbers_of_mailboxes_are_free(subject: Subject) -> Iterator[Found]:
    """An internal number leads to one person or to one mailbox."""
    taken = {one.extension: f"{one.name}'s" for one in subject.company.people}
    for name, box in subject.company.mailboxes.items():
        if box.dial is None:
            continue
        if box.dial in taken:
            message = f"the internal number {box.dial} is {taken[box.dial]}"
            yield Found(message, ("mailboxes", name, "dial"), "a number of its own")
        taken.setdefault(box.dial, f"the mailbox {name!r}'s")


@rule(
    "unused-mailbox",
    "Lead a voicemail node, a person or an internal number to it, or remove it.",
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
            yield Found(f"no caller comes to the mailbox {name!r}", ("mailboxes", name))
