"""What was changed of the server, and by its operators."""

from __future__ import annotations

from typing import Annotated

from fastapi import Request
from pydantic import Field

from ringtree.accounts.principal import Principal
from ringtree.accounts.role import Permission
from ringtree.api.access import asks, services_of
from ringtree.api.audit.endpoints import AuditRow, page_of, place_of
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.route import router as plain_router

router = plain_router("operator")


class ServerAuditRow(AuditRow):
    """One change; `company` is null where it was of the server itself."""

    company: str | None = Field(examples=["daisy"])


@router.get("/operator/audit")
async def list_server_changes(
    request: Request,
    _who: Annotated[Principal, asks(Permission.OPERATE)],
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ServerAuditRow]:
    """What was changed of the server, and by operators in any company; newest first."""
    log = services_of(request).audit
    entries = await log.of_operators(before=place_of(cursor), limit=limit + 1)
    return page_of(ServerAuditRow, entries, limit)
