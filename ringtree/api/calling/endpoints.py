"""Placing calls, forwarding them, and what is used of the limits."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fastapi import Path

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.calling.schemas import ForwardingView, LimitView, NewCall, NewCallOf, Placed
from ringtree.api.desk.own import OwnDesk
from ringtree.api.problem import ApiProblem, NotFound, Words
from ringtree.api.route import company_router
from ringtree.company.model import Company
from ringtree.flows.click_to_call import CannotPlace
from ringtree.forwarding.rules import BadForwarding
from ringtree.limits.recall import standing

router = company_router("calling")

Extension = Annotated[str, Path(pattern=r"^[0-9]{2,6}$", examples=["101"])]


class CallNotPlaced(ApiProblem):
    """The number can't be called by this person."""

    status = 422
    name = "call-not-placed"
    title: ClassVar[Words] = {"ru": "Позвонить нельзя", "en": "The call can't be placed"}
    detail: ClassVar[Words] = {
        "ru": "Проверьте номер и разрешения сотрудника: {why}.",
        "en": "Check the number and what the person may call: {why}.",
    }


class ForwardingRefused(ApiProblem):
    """Calls can't be forwarded so."""

    status = 422
    name = "forwarding-refused"
    title: ClassVar[Words] = {"ru": "Так перевести звонки нельзя", "en": "Not forwarded"}
    detail: ClassVar[Words] = {
        "ru": "Проверьте номера, расписания и время: {why}.",
        "en": "Check the numbers, schedules and times: {why}.",
    }


@router.post("/calls/placed", status_code=202)
async def place_call(
    body: NewCallOf, scope: Annotated[CompanyScope, needs(Permission.CALLS_WRITE)]
) -> Placed:
    """Ring a person's phones, and then the number."""
    return place(scope, body.extension, body)


@router.post("/me/calls", status_code=202)
async def place_own_call(body: NewCall, desk: OwnDesk) -> Placed:
    """Ring my phones, and then the number."""
    return place(desk.scope, desk.extension, body)


@router.get("/people/{extension}/forwarding")
async def read_forwarding(
    extension: Extension, scope: Annotated[CompanyScope, needs(Permission.PEOPLE_READ)]
) -> ForwardingView:
    """What a person wants done with calls."""
    _known(scope, extension)
    return ForwardingView.of(scope.services.forwarding.of(scope.code, extension))


@router.put("/people/{extension}/forwarding")
async def set_forwarding(
    extension: Extension,
    body: ForwardingView,
    scope: Annotated[CompanyScope, needs(Permission.PEOPLE_WRITE)],
) -> ForwardingView:
    """Say what is to be done with a person's calls, in the place of all that was said before."""
    return await _set(scope, _known(scope, extension), extension, body)


@router.get("/me/forwarding")
async def read_own_forwarding(desk: OwnDesk) -> ForwardingView:
    """What I want done with my calls."""
    return ForwardingView.of(desk.scope.services.forwarding.of(desk.scope.code, desk.extension))


@router.put("/me/forwarding")
async def set_own_forwarding(body: ForwardingView, desk: OwnDesk) -> ForwardingView:
    """Say what is to be done with my calls, in the place of all that was said before."""
    return await _set(desk.scope, desk.company, desk.extension, body)


@router.get("/limits", openapi_extra=page.in_document("limits of people and trunks"))
async def list_limits(
    scope: Annotated[CompanyScope, needs(Permission.REPORTS_READ)],
) -> list[LimitView]:
    """Every limit that the company or the operator has set, and what is used of it now."""
    company, guard = _company(scope), scope.services.limits
    return [
        LimitView(
            scope=one.scope.kind.value,
            name=one.scope.name,
            night=one.scope.night,
            bound=one.bound,
            used=format(round(one.used, 4).normalize(), "f"),
            limit=str(one.limit),
            by_operator=one.by_operator,
        )
        for one in standing(
            guard.ledger,
            company,
            guard.clock(),
            guard.today(company),
            guard.allowances.of(scope.code),
        )
    ]


def place(scope: CompanyScope, extension: str, body: NewCall) -> Placed:
    """Begin a call for a person.

    Raises:
        CallNotPlaced: it can't be.
    """
    try:
        call = scope.services.click_to_call.place(
            scope.code, extension, body.number, presenting=body.presenting
        )
    except CannotPlace as error:
        raise CallNotPlaced(why=error) from error
    return Placed(call=call)


async def _set(
    scope: CompanyScope, company: Company, extension: str, body: ForwardingView
) -> ForwardingView:
    book = scope.services.forwarding
    before = ForwardingView.of(book.of(scope.code, extension)).model_dump(mode="json")
    try:
        await book.set(company, extension, body.wishes(), author=scope.principal.name)
    except BadForwarding as error:
        raise ForwardingRefused(why=error) from error
    after = ForwardingView.of(book.of(scope.code, extension))
    told = after.model_dump(mode="json")
    await scope.audit("change", "forwarding", extension, before=before, after=told)
    return after


def _company(scope: CompanyScope) -> Company:
    live = scope.services.directory.company(scope.code)
    if live is None:
        raise NotFound
    return live.company


def _known(scope: CompanyScope, extension: str) -> Company:
    company = _company(scope)
    if company.person(extension) is None:
        raise NotFound
    return company
