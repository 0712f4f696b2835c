"""The trunks of a company."""

from __future__ import annotations

from typing import Annotated

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.api.trunks.schemas import TrunkView, view_of

router = company_router("trunks")


@router.get("/trunks", openapi_extra=page.in_document("trunks"))
async def list_trunks(
    scope: Annotated[CompanyScope, needs(Permission.LIVE_READ)],
) -> list[TrunkView]:
    """How each trunk is: reachable, registered, its calls and its last error."""
    return [view_of(one, scope.language) for one in scope.services.trunks.statuses(scope.code)]


@router.get("/trunks/{name}")
async def read_trunk(
    name: str, scope: Annotated[CompanyScope, needs(Permission.LIVE_READ)]
) -> TrunkView:
    """One trunk."""
    for one in scope.services.trunks.statuses(scope.code):
        if one.trunk == name:
            return view_of(one, scope.language)
    raise NotFound
