"""Seeing and setting what a company may use."""

from __future__ import annotations

from typing import Annotated

from fastapi import Request

from ringtree.accounts.principal import Principal
from ringtree.accounts.role import Permission
from ringtree.api.access import address_of, asks, services_of
from ringtree.api.allowances.schemas import AllowanceView
from ringtree.api.problem import NotFound
from ringtree.api.route import router as plain_router
from ringtree.limits.allowances import AllowanceBook

router = plain_router("operator")
Operator = Annotated[Principal, asks(Permission.OPERATE)]
PATH = "/operator/companies/{code}/allowance"


@router.get(PATH)
async def read_allowance(code: str, request: Request, _who: Operator) -> AllowanceView:
    """What the company may use; what is null is not limited by the operator."""
    return AllowanceView.of(_book(request, code).of(code))


@router.put(PATH)
async def set_allowance(
    code: str, body: AllowanceView, request: Request, who: Operator
) -> AllowanceView:
    """Set what the company may use, whatever its own limits are, from the next call on."""
    book = _book(request, code)
    before = AllowanceView.of(book.of(code))
    await book.set(code, body.allowance())
    after = AllowanceView.of(book.of(code))
    await services_of(request).audit.note(
        who,
        "change",
        "allowance",
        code,
        before=before.model_dump(exclude_defaults=True),
        after=after.model_dump(exclude_defaults=True),
        company=code,
        address=address_of(request),
    )
    return after


def _book(request: Request, code: str) -> AllowanceBook:
    """The book of allowances.

    Raises:
        NotFound: there is no such company.
    """
    services = services_of(request)
    if services.directory.company(code) is None:
        raise NotFound
    return services.limits.allowances
