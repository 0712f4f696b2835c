"""The company's audit log: every change, with before and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field

from ringtree.accounts.audit import AuditEntry
from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.route import company_router

router = company_router("audit")


class AuditRow(BaseModel):
    """One change. `before` is null for something new, `after` for something removed.

    `acting` is the operator's address where an operator did it as the company's administrator.
    """

    id: int
    at: datetime
    actor_name: str = Field(examples=["Anna Smith"])
    acting: str | None
    address: str = Field(examples=["203.0.113.5"])
    action: str = Field(examples=["change"])
    noun: str = Field(examples=["user"])
    key: str = Field(examples=["boris@example.com"])
    before: Any = Field(examples=[{"role": "employee"}])
    after: Any = Field(examples=[{"role": "supervisor"}])


Row = TypeVar("Row", bound=AuditRow)


def place_of(cursor: str | None) -> int | None:
    """The id that a cursor goes on from."""
    return page.place(cursor, int)[0] if cursor else None


def page_of(kind: type[Row], entries: Sequence[AuditEntry], limit: int) -> Page[Row]:
    """A page of entries, of which there is one more than `limit` if there are more."""
    names = kind.model_fields
    rows = [kind(**{name: getattr(one, name) for name in names}) for one in entries[:limit]]
    return Page(items=rows, next=page.cursor(rows[-1].id) if len(entries) > limit else None)


@router.get("/audit")
async def list_changes(
    scope: Annotated[CompanyScope, needs(Permission.AUDIT_READ)],
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[AuditRow]:
    """The log, newest first."""
    log = scope.services.audit
    entries = await log.of(scope.code, before=place_of(cursor), limit=limit + 1)
    return page_of(AuditRow, entries, limit)
