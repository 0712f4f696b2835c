"""Whose desk it is: the internal number of who has signed in, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import Depends

from ringtree.accounts.role import Permission
from ringtree.api.access import CompanyScope, needs
from ringtree.api.problem import ApiProblem, Words
from ringtree.company.model import Company, Person
from ringtree.events import Event


class NoDesk(ApiProblem):
    """The user has no internal number, or the company has it no more."""

    status = 409
    name = "no-desk"
    title: ClassVar[Words] = {"ru": "Нет рабочего места", "en": "No desk"}
    detail: ClassVar[Words] = {
        "ru": "У вашей учётной записи нет внутреннего номера. Его назначит администратор компании.",
        "en": "Your account has no extension. The company's administrator gives you one.",
    }


@dataclass(frozen=True, slots=True)
class Desk:
    """A person at work."""

    scope: CompanyScope
    company: Company
    person: Person

    @property
    def extension(self) -> str:
        """The internal number."""
        return self.person.extension

    def concerns(self, event: Event) -> bool:
        """Whether an event is this person's own affair."""
        data = event.data
        if event.kind.startswith("voicemail."):
            box = self.company.mailboxes.get(str(data.get("mailbox")))
            return box is not None and box.person == self.extension
        if event.kind == "person.changed":
            return bool(data.get("extension") == self.extension)
        parties = (data.get("caller"), data.get("called"), data.get("by"), data.get("answered_by"))
        return event.kind.startswith("call.") and self.extension in parties


async def own_desk(scope: Annotated[CompanyScope, needs(Permission.DESK)]) -> Desk:
    """The desk of who has signed in.

    Raises:
        NoDesk: there is none.
    """
    live = scope.services.directory.company(scope.code)
    extension = scope.principal.extension
    person = live.company.person(extension) if live is not None and extension else None
    if live is None or person is None:
        raise NoDesk
    return Desk(scope, live.company, person)


OwnDesk = Annotated[Desk, Depends(own_desk)]
