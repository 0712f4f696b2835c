"""Mailboxes in the document."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.company.mailbox import Mailbox, PersonMailbox, Situation
from ringtree.company.text import dump, load

TEXT = """
code: acme
name: Acme
language: en
timezone: Europe/London
people:
  - {extension: 101, name: Ann, voicemail: ann}
  - {extension: 102, name: Bob, voicemail: {mailbox: ann, when: [busy], after: 10}}
mailboxes:
  ann:
    title: Ann
    person: 101
    mail: ann@acme.example
    greetings: {unavailable: I am away.}
    lights: [102]
"""


def a_mailbox(**facts: object) -> Mailbox:
    return Mailbox.model_validate({"name": "box", "title": "Box", **facts})


def test_a_person_names_a_mailbox_shortly_or_with_situations() -> None:
    company = load(TEXT)
    ann, bob = company.people
    assert ann.voicemail == PersonMailbox(mailbox="ann")
    assert bob.voicemail is not None and bob.voicemail.when == (Situation.BUSY,)
    assert company.mailboxes["ann"].mail == ("ann@acme.example",)
    assert company.mailboxes["ann"].watchers == ("101", "102")
    assert load(dump(company)) == company


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"mail": ["no address"]}, "is not a mail address"),
        ({"mail": "a@b.ru\r\nBcc: x@y.ru"}, "is not a mail address"),
        ({"subject": "From {caler}"}, "there is no value {caler}, only: caller"),
        ({"subject": "From {caller"}, "no value is named"),
        ({"text": "{__class__}"}, "no value"),
        ({"remove_after_mail": True}, "needs an address"),
        ({"webhook": {"url": "file:///etc/passwd"}}, "pattern"),
        ({"longest": 0}, "greater than or equal to 5"),
    ],
)
def test_what_is_wrong_is_told(facts: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        a_mailbox(**facts)


def test_a_message_is_always_limited() -> None:
    assert a_mailbox().longest == 180
    with pytest.raises(ValidationError):
        a_mailbox(longest=float("inf"))
