"""What the mailboxes hold, and whether there is room for one more message."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from ringtree.company.mailbox import Mailbox
from ringtree.voicemail.draft import Draft
from ringtree.voicemail.message import BoxKey, Counts


class Refusal(StrEnum):
    """Why a caller could leave no message."""

    MAILBOX = "mailbox_full"
    QUOTA = "quota"
    DISK = "disk"


class Room:
    """Counts of all mailboxes in memory, and of the messages that are on their way."""

    def __init__(self, quota: int) -> None:
        """`quota` is in bytes, for each company."""
        self._quota = quota
        self._counts: dict[BoxKey, Counts] = {}
        self._coming: dict[str, Draft] = {}

    def count_anew(self, fresh: dict[BoxKey, Counts]) -> set[BoxKey]:
        """Take over what is stored; the mailboxes in which something changed."""
        known, self._counts = self._counts, fresh
        return {key for key in fresh.keys() | known.keys() if known.get(key) != fresh.get(key)}

    def counts(self, key: BoxKey) -> Counts:
        """How many messages a mailbox holds."""
        return self._counts.get(key, Counts())

    def known(self) -> list[BoxKey]:
        """The mailboxes that hold anything, whether or not a document still has them."""
        return list(self._counts)

    def used(self, company: str) -> int:
        """Bytes of a company's messages, those in the bin too."""
        return sum(one.size for key, one in self._counts.items() if key.company == company)

    def coming(self) -> dict[str, int]:
        """How many messages are being left or brought in, by company."""
        return Counter(one.company for one in self._coming.values())

    def expect(self, draft: Draft) -> None:
        """A message is on its way, perhaps in another take now."""
        self._coming[draft.id] = draft

    def expect_no_more(self, draft_id: str) -> None:
        """It has come, or never will."""
        self._coming.pop(draft_id, None)

    def refusal(self, key: BoxKey, box: Mailbox) -> Refusal | None:
        """Why a mailbox takes no further message: by number, by the company's quota."""
        coming = sum((one.company, one.mailbox) == key for one in self._coming.values())
        if self.counts(key).total + coming >= box.max_messages:
            return Refusal.MAILBOX
        return Refusal.QUOTA if self.used(key.company) >= self._quota else None
