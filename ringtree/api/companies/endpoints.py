"""A company: who it is, and what of it is live."""

from __future__ import annotations

from typing import Annotated

from ringtree.api.access import CompanyScope, needs
from ringtree.api.companies.schemas import CompanyView
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.company.revision import UnknownRevision

router = company_router("companies")


@router.get("")
async def read_company(scope: Annotated[CompanyScope, needs()]) -> CompanyView:
    """The company that the caller belongs to."""
    try:
        live = await scope.services.revisions.live(scope.code)
    except UnknownRevision:
        raise NotFound from None
    company = live.load()
    return CompanyView(
        code=company.code,
        name=company.name,
        language=company.language,
        timezone=company.timezone,
        revision=live.number,
        published=live.created,
        published_by=live.author,
        numbers=[one.number for one in company.numbers],
        people=len(company.people),
    )
