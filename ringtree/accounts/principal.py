"""Who is asking: a user with a session, or a program with an API key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ringtree.accounts.role import Permission, Role
from ringtree.company.prompt import Language


class PrincipalKind(StrEnum):
    """How somebody proved who they are."""

    USER = "user"
    KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Somebody who was authenticated.

    `company` is the only one whose data this principal reaches; None: none, but the server's own
    affairs. `acting` is the operator who has signed in as an administrator of the company.
    """

    kind: PrincipalKind
    id: str
    name: str
    permissions: frozenset[Permission]
    company: str | None = None
    role: Role | None = None
    extension: str | None = None
    language: Language | None = None
    session: str | None = None
    acting: str | None = None

    def may(self, permission: Permission) -> bool:
        """Whether this is allowed, within the principal's company."""
        return permission in self.permissions

    @property
    def is_operator(self) -> bool:
        """Whether the server's operator is behind it, acting for a company or not."""
        return self.acting is not None or self.may(Permission.OPERATE)

    @property
    def author(self) -> str:
        """How a history names this principal."""
        return f"{self.name} ({self.acting})" if self.acting else self.name
