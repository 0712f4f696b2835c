"""A book of wishes and who dials, for the codes about forwarding."""

from __future__ import annotations

from ringtree.company.model import Company
from ringtree.flows.code import Dialler
from ringtree.flows.world import World
from ringtree.forwarding.rules import NO_WISHES, Wishes, check
from tests.unit.flows.dialler import dialler


class Book:
    """Keeps what people say."""

    def __init__(self, wishes: Wishes = NO_WISHES) -> None:
        self.wishes = wishes

    def of(self, company: str, extension: str) -> Wishes:
        return self.wishes

    async def set(self, company: Company, extension: str, wishes: Wishes, *, author: str) -> None:
        check(company, extension, wishes)
        self.wishes = wishes


def dialling(digits: str = "", wishes: Wishes = NO_WISHES) -> tuple[Book, Dialler]:
    """101 dials a code and these digits after it."""
    book = Book(wishes)
    return book, dialler("101", digits=digits, world=World(forwarding=book))
