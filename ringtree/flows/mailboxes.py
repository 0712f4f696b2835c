"""What a call may do with mailboxes: the seam between the tree and whoever keeps the messages.

Behind it stand the live mailboxes (`ringtree.flows.mailbox.desk`) and imagined ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ringtree.company.mailbox import Mailbox
from ringtree.flows.requests import Clip
from ringtree.storage.pins import PinVerdict
from ringtree.voicemail.greetings import GreetingKind
from ringtree.voicemail.message import Counts, Message, MessageState
from ringtree.voicemail.pin_rules import PinObjection


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutCall:
    """What a message says of the call it was left in; `path` is the way through the tree."""

    call: str
    caller: str
    caller_name: str
    called: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Take:
    """A recording that is being made; `file` is where, below the data directory."""

    id: str
    file: str


class MailboxDesk(Protocol):
    """The mailboxes of one company, for one call."""

    def counts(self, box: Mailbox) -> Counts:
        """How many messages it holds."""

    def greeting(self, box: Mailbox, kind: GreetingKind) -> Clip | None:
        """One recorded by its owner, if there is one and it still holds."""

    async def begin(self, box: Mailbox) -> Take | None:
        """Make room for a message; None if there is none. `finish` follows in any case."""

    async def again(self, take: Take) -> Take | None:
        """Make room to record it once more; the take before stays until it is finished."""

    def holds(self, take: Take) -> bool:
        """Whether anything was recorded in it: one in which nobody spoke is gone."""

    def finish(self, take: Take, *, is_urgent: bool = False) -> None:
        """Deliver what was recorded, if anybody spoke. Surely, whatever happens to the call."""

    def scratch(self) -> Take:
        """Room for a recording that is no message: a greeting, an introduction."""

    async def listen(self, what: Take | Message) -> Clip | None:
        """A recording to be played; None if it can't be read. Give it back by `put_away`."""

    def put_away(self, clip: Clip) -> None:
        """It is played no more."""

    def drop(self, take: Take) -> None:
        """Throw a scratch recording away."""

    async def messages(self, box: Mailbox) -> list[Message]:
        """Its messages as they are listened to: new before old, urgent before others."""

    async def mark(self, message: Message, state: MessageState) -> None:
        """Make it new or old."""

    async def remove(self, message: Message) -> None:
        """Into the bin."""

    async def restore(self, message: Message) -> None:
        """Back from it."""

    async def forward(self, message: Message, to: Mailbox, introduction: Take | None) -> bool:
        """Put a copy into another mailbox; False if it has no room."""

    async def has_pin(self, box: Mailbox) -> bool:
        """Whether it has a PIN."""

    async def check_pin(self, box: Mailbox, pin: str) -> PinVerdict:
        """Judge one."""

    async def set_pin(self, box: Mailbox, pin: str) -> PinObjection | None:
        """Set one, or say why it would be guessed."""

    async def set_greeting(
        self, box: Mailbox, kind: GreetingKind, take: Take, until: datetime | None
    ) -> bool:
        """Put a recorded greeting in its place; False if it can't be kept."""

    async def clear_greeting(self, box: Mailbox, kind: GreetingKind) -> bool:
        """Take one away; whether there was one."""


class Mailboxes(Protocol):
    """All mailboxes of a server."""

    def desk(self, company: str, about: Callable[[], AboutCall]) -> MailboxDesk:
        """Those of one company, for one call."""


class NoMailboxes:
    """Mailboxes that exist in nobody's memory: every message is taken, and nothing is kept."""

    def desk(self, company: str, about: Callable[[], AboutCall]) -> MailboxDesk:
        """An imagined one."""
        return ImaginedDesk()


class ImaginedDesk:
    """A desk of imagined calls. What a test wants it to have it puts in."""

    def __init__(self, *, is_full: bool = False, pin: str | None = None) -> None:
        self.is_full = is_full
        self.pin = pin
        self.inbox: list[Message] = []
        self.log: list[str] = []
        self.greetings: dict[GreetingKind, Clip] = {}
        self.silent: set[str] = set()
        self._takes = 0

    def counts(self, box: Mailbox) -> Counts:
        return Counts.of(self.inbox)

    def greeting(self, box: Mailbox, kind: GreetingKind) -> Clip | None:
        return self.greetings.get(kind)

    async def begin(self, box: Mailbox) -> Take | None:
        return None if self.is_full else self._take()

    def _take(self) -> Take:
        self._takes += 1
        return Take("imagined", f"imagined-{self._takes}.wav")

    async def again(self, take: Take) -> Take | None:
        return self._take()

    def holds(self, take: Take) -> bool:
        return take.file not in self.silent

    def finish(self, take: Take, *, is_urgent: bool = False) -> None:
        self.log.append(f"finished {take.file}{' urgent' if is_urgent else ''}")

    def scratch(self) -> Take:
        return self._take()

    async def listen(self, what: Take | Message) -> Clip | None:
        return Clip(Path(what.file), what.file)

    def put_away(self, clip: Clip) -> None:
        """There is nothing to put away."""

    def drop(self, take: Take) -> None:
        self.log.append(f"dropped {take.file}")

    async def messages(self, box: Mailbox) -> list[Message]:
        return list(self.inbox)

    async def mark(self, message: Message, state: MessageState) -> None:
        self.log.append(f"{message.id} is {state.value}")

    async def remove(self, message: Message) -> None:
        self.log.append(f"{message.id} removed")

    async def restore(self, message: Message) -> None:
        self.log.append(f"{message.id} restored")

    async def forward(self, message: Message, to: Mailbox, introduction: Take | None) -> bool:
        words = " with an introduction" if introduction else ""
        self.log.append(f"{message.id} forwarded to {to.name}{words}")
        return not self.is_full

    async def has_pin(self, box: Mailbox) -> bool:
        return self.pin is not None

    async def check_pin(self, box: Mailbox, pin: str) -> PinVerdict:
        if self.pin is None:
            return PinVerdict.NONE
        return PinVerdict.RIGHT if pin == self.pin else PinVerdict.WRONG

    async def set_pin(self, box: Mailbox, pin: str) -> PinObjection | None:
        self.pin = pin
        return None

    async def set_greeting(
        self, box: Mailbox, kind: GreetingKind, take: Take, until: datetime | None
    ) -> bool:
        self.log.append(f"{kind.value} set{f' until {until:%Y-%m-%d}' if until else ''}")
        return True

    async def clear_greeting(self, box: Mailbox, kind: GreetingKind) -> bool:
        self.log.append(f"{kind.value} cleared")
        return kind in self.greetings
