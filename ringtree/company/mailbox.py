"""Mailboxes: where a caller leaves a message, and where the message then goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ringtree.company.part import Extension, Key, Part, Title, Zone
from ringtree.company.placeholders import placeholders, stray_brace
from ringtree.company.prompt import Language, Prompt
from ringtree.explained import Explained
from ringtree.mail.mail import mail_address

#: What the subject and the text of a mail may name.
MAIL_VALUES = (
    "caller",
    "name",
    "number",
    "mailbox",
    "company",
    "date",
    "time",
    "duration",
    "path",
    "link",
    "transcript",
)
"""`caller` is the number, `name` what it is known by, `number` what was dialled."""


def _template(text: str) -> str:
    if (at := stray_brace(text)) is not None:
        raise Explained(
            f"no value is named at {text[at : at + 20]!r}; double a brace: {{{{",
            f"в «{text[at : at + 20]}» не названо значение; скобку пишут дважды: {{{{",
        )
    for one in placeholders(text):
        if one.name not in MAIL_VALUES or one.argument:
            raise Explained(
                f"there is no value {one}, only: {', '.join(MAIL_VALUES)}",
                f"значения {one} нет, есть только: {', '.join(MAIL_VALUES)}",
            )
    return text


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str | Prompt | Mapping) else value


Address = Annotated[str, AfterValidator(mail_address), Field(max_length=320)]
Addresses = Annotated[tuple[Address, ...], BeforeValidator(_listed), Field(max_length=20)]
Template = Annotated[str, AfterValidator(_template), Field(min_length=1, max_length=4000)]
Greeting = Annotated[tuple[Prompt, ...], BeforeValidator(_listed), Field(max_length=5)]


class Situation(StrEnum):
    """Why a caller has come to a person's mailbox."""

    BUSY = "busy"
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"


class Greetings(Part):
    """What callers hear; one recorded by phone goes before, a temporary one before all."""

    unavailable: Greeting = Field(default=(), description="usually; none: a generated one")
    busy: Greeting = Field(default=(), description="when the person is in a call; none: the other")

    def prompts(self) -> Iterator[Prompt]:
        """All of them."""
        yield from (*self.unavailable, *self.busy)


class MailboxWebhook(Part):
    """A server of the company that is told of each message."""

    url: str = Field(
        pattern=r"^https?://[^\s/?#]+[^\s]*$", max_length=2000, description="where to POST to"
    )
    secret: str | None = Field(
        default=None, description="name of the key to sign with, set by the operator"
    )


class Mailbox(Part):
    """A mailbox of a person, a department or the company. Times are in seconds."""

    name: Key = Field(exclude=True)
    title: Title = Field(description="what callers hear and mails say: a person or a department")
    person: Extension | None = Field(
        default=None, description="whose it is; nobody's: a department's or the company's"
    )
    mail: Addresses = Field(default=(), description="addresses that get each message")
    language: Language | None = Field(default=None, description="instead of the company's")
    timezone: Zone | None = Field(default=None, description="instead of the company's")
    greetings: Greetings = Field(default=Greetings(), description="what callers hear")
    instructions: bool = Field(
        default=True, description="whether one's own greeting is followed by what to press"
    )
    announcement_only: bool = Field(
        default=False, description="plays the greeting and takes no message"
    )
    longest: float = Field(default=180.0, ge=5, le=900, description="seconds of a message at most")
    shortest: float = Field(
        default=1.0, ge=0.3, le=30, description="seconds of speech below which it is none"
    )
    silence: float = Field(default=5.0, ge=2, le=30, description="seconds of silence that end it")
    max_messages: int = Field(default=100, ge=1, le=9999, description="kept at once; then full")
    keep_days: int = Field(default=30, ge=1, le=3650, description="after which a message goes")
    operator: Key | Extension | None = Field(
        default=None, description="a person or group that 0 leads to"
    )
    review: bool = Field(
        default=False, description="lets the caller listen and record again after #"
    )
    early_media: bool = Field(
        default=False, description="greets before answering: charging begins with the recording"
    )
    attach: Literal["mp3", "wav", "none"] = Field(
        default="mp3", description="how the recording goes with the mail"
    )
    subject: Template | None = Field(default=None, description="of the mail; by default our own")
    text: Template | None = Field(default=None, description="of the mail; by default our own")
    remove_after_mail: bool = Field(
        default=False, description="removes the message once every address has accepted it"
    )
    transcribe: bool = Field(default=True, description="if the server has a recogniser")
    webhook: MailboxWebhook | None = None
    dial: Extension | None = Field(
        default=None, description="an internal number that leads to it; nobody else's"
    )
    lights: tuple[Extension, ...] = Field(
        default=(), max_length=50, description="further people whose phones show new messages"
    )
    access: bool = Field(default=True, description="can be listened to by phone")
    remote_access: bool = Field(default=False, description="also from outside, with its PIN")

    @model_validator(mode="after")
    def _announcement_has_words(self) -> Mailbox:
        if self.announcement_only and self.remove_after_mail:
            raise Explained(
                "announcement_only takes no messages to remove",
                "с announcement_only сообщений нет, и удалять нечего",
            )
        if self.remove_after_mail and not self.mail:
            raise Explained(
                "remove_after_mail needs an address in mail",
                "для remove_after_mail нужен адрес в mail",
            )
        return self

    @property
    def watchers(self) -> tuple[Extension, ...]:
        """The people whose phones show whether there are new messages."""
        own = (self.person,) if self.person else ()
        return tuple(dict.fromkeys((*own, *self.lights)))


class PersonMailbox(Part):
    """When a person's unanswered internal calls go to which mailbox."""

    mailbox: Key
    when: Annotated[tuple[Situation, ...], Field(min_length=1)] = Field(
        default=tuple(Situation), description="busy, no_answer, unreachable"
    )
    after: float = Field(default=25.0, ge=5, le=120, description="seconds of ringing before")

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        return {"mailbox": value} if isinstance(value, str) else value
