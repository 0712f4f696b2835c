"""A mail, and what became of it at each of its addresses."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

MailLanguage = Literal["ru", "en"]

#: An address as envelopes carry it [RFC 5321 §4.1.2], without its rarer forms: quoted local
#: parts and address literals are typing errors far more often than somebody's mailbox.
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
)


class BadAddress(ValueError):
    """Not an address that mail can be sent to."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address!r} is not a mail address such as sales@example.com")
        self.address = address


def mail_address(text: str) -> str:
    """A checked address, its domain in lower case.

    Raises:
        BadAddress: it isn't one.
    """
    text = text.strip()
    local, _, domain = text.rpartition("@")
    if not _ADDRESS.fullmatch(text) or local.startswith(".") or local.endswith("."):
        raise BadAddress(text)
    return f"{local}@{domain.lower()}"


def new_mail_id() -> str:
    """An id nobody guesses, for a mail that has none by its nature."""
    return secrets.token_hex(12)


class DeliveryState(StrEnum):
    """What became of a mail at one address."""

    WAITING = "waiting"
    ACCEPTED = "accepted"  # the server has taken it over
    REFUSED = "refused"  # the server will never take it
    GIVEN_UP = "given_up"  # tried for days

    @property
    def is_settled(self) -> bool:
        """Whether nothing more happens by itself."""
        return self is not DeliveryState.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with a mail; `path` is below the data directory, read when it is sent."""

    path: str
    name: str
    media_type: str

    @classmethod
    def of(cls, stored: Mapping[str, str]) -> Attachment:
        """As it was stored."""
        return cls(**stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What to send to whom.

    The same `id` is the same mail: putting it into the outbox twice sends it once. `reference`
    says what it is about, for whoever asks later. Only a gatherable mail may be put together with
    others when a company has used up its hour.
    """

    company: str
    kind: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str = ""
    language: MailLanguage = "en"
    attachments: tuple[Attachment, ...] = ()
    reference: str = ""
    is_gatherable: bool = True
    id: str = field(default_factory=new_mail_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One address of a mail."""

    address: str
    state: DeliveryState
    attempts: int
    next_attempt: datetime
    waiting_since: datetime
    changed: datetime
    answer: str
    gathered_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A mail in the outbox, with some or all of its deliveries."""

    mail: Mail
    message_id: str
    sender: str
    created: datetime
    deliveries: tuple[Delivery, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The deliveries' addresses."""
        return tuple(one.address for one in self.deliveries)
