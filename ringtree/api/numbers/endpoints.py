"""The numbers of the public network that the operator has given the company."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.route import company_router
from ringtree.company.holdings import Holdings

router = company_router("numbers")


class GivenNumber(BaseModel):
    """A number that the company may use."""

    number: str = Field(examples=["+74950000001"])
    used: bool = Field(description="whether the company's live revision has it")


@router.get("/numbers")
async def list_given_numbers(
    scope: Annotated[CompanyScope, needs(Permission.DOCUMENT_READ)],
    limit: Limit = 200,
    cursor: Cursor = None,
) -> Page[GivenNumber]:
    """The numbers that the company may use, in order, used or not yet."""
    after = page.place(cursor, str)[0] if cursor is not None else None
    holdings = Holdings(scope.services.database)
    found = await holdings.page(company=scope.code, after=after, limit=limit + 1)
    live = scope.services.directory.company(scope.code)
    used = {one.number for one in live.company.numbers} if live is not None else set()
    rows = [GivenNumber(number=number, used=number in used) for number, _ in found[:limit]]
    return Page(items=rows, next=page.cursor(rows[-1].number) if len(found) > limit else None)
