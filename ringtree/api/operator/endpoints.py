"""What only the operator of the server does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest
from typing import Annotated

from fastapi import Query, Request, Response

from ringtree.accounts.principal import Principal, PrincipalKind
from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, address_of, asks, language_of, services_of
from ringtree.api.document.problems import DocumentInvalid, NumberBelongs
from ringtree.api.document.publish import publish
from ringtree.api.document.texts import checked
from ringtree.api.operator.health import server_health
from ringtree.api.operator.problems import CompanyExists, NumberUsed
from ringtree.api.operator.schemas import (
    MOST_GIVEN,
    CompanyRow,
    GivenNumbers,
    MadeCompany,
    NewCompany,
    NumberRow,
    ServerHealth,
)
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.problem import NotFound
from ringtree.api.route import router as plain_router
from ringtree.api.services import Services
from ringtree.api.session.cookie import start_session
from ringtree.api.session.own import OwnAccount
from ringtree.api.session.schemas import SessionView
from ringtree.api.session.views import session_view
from ringtree.api.templates.endpoints import text_of
from ringtree.api.trunks.schemas import OperatorTrunk, operators_view_of
from ringtree.company.holdings import Holdings, NumberInUse, NumberTaken, UnknownHolder
from ringtree.company.model import split_account
from ringtree.routing.directory import Snapshot

router = plain_router("operator")
Operator = Annotated[Principal, asks(Permission.OPERATE)]


@router.get("/companies")
async def list_companies(
    request: Request, _who: Operator, limit: Limit = 200, cursor: Cursor = None
) -> Page[CompanyRow]:
    """The companies of the server, by code."""
    services = services_of(request)
    after = page.place(cursor, str)[0] if cursor is not None else ""
    behind = (one for one in services.directory.companies() if one.code > after)
    found = nsmallest(limit + 1, behind, key=lambda one: one.code)
    registered, calls = _registered(services), _calls(services)
    rows = [_row(one, registered[one.code], calls[one.code]) for one in found[:limit]]
    return Page(items=rows, next=page.cursor(rows[-1].code) if len(found) > limit else None)


@router.get("/operator/trunks")
async def list_all_trunks(
    request: Request, _who: Operator, limit: Limit = 200, cursor: Cursor = None
) -> Page[OperatorTrunk]:
    """How the trunks of all companies are, by company and name."""
    services = services_of(request)
    after = page.place(cursor, str, str) if cursor is not None else None
    found = services.trunks.page(after=after, limit=limit + 1)
    language = language_of(request)
    rows = [
        operators_view_of(one, _title(services, one.company), language) for one in found[:limit]
    ]
    more = page.cursor(rows[-1].company, rows[-1].trunk) if len(found) > limit else None
    return Page(items=rows, next=more)


def _title(services: Services, code: str) -> str:
    live = services.directory.company(code)
    return live.company.name if live is not None else code


def _registered(services: Services) -> Counter[str]:
    accounts = map(split_account, services.registrar.reachable_accounts())
    return Counter(parts[0] for parts in accounts if parts is not None)


def _calls(services: Services) -> Counter[str]:
    return Counter(call.snapshot.code for call in services.calls.calls.values())


def _row(live: Snapshot, registered: int, calls: int) -> CompanyRow:
    company = live.company
    return CompanyRow(
        code=company.code,
        name=company.name,
        revision=live.revision or 0,
        numbers=[one.number for one in company.numbers],
        people=len(company.people),
        calls=calls,
        registered=registered,
    )


@router.post("/companies", status_code=201)
async def create_company(body: NewCompany, request: Request, who: Operator) -> MadeCompany:
    """Make a company and publish its first revision: it answers calls within a second."""
    services = services_of(request)
    text = text_of(body.steps) if body.steps is not None else body.text or ""
    scope = _scope(request, who, body.steps.code if body.steps else "")
    found = await checked(scope, text)
    if found.company is None:
        problems = [one.model_dump() for one in found.view.problems]
        raise DocumentInvalid(extra={"problems": problems})
    code = found.company.code
    if code in await services.revisions.companies():
        raise CompanyExists(code=code)
    made = await publish(_scope(request, who, code), text, note="", expected=0, force_cases=False)
    return MadeCompany(code=code, revision=made.revision, without_password=made.without_password)


def _scope(request: Request, who: Principal, code: str) -> CompanyScope:
    """A company that does not exist yet belongs to whoever makes it."""
    return CompanyScope(
        code=code,
        principal=who,
        services=services_of(request),
        address=address_of(request),
        language=language_of(request),
    )


@router.get("/operator/numbers")
async def list_numbers(
    request: Request,
    _who: Operator,
    search: Annotated[str, Query(max_length=64, examples=["495 123"])] = "",
    limit: Limit = 200,
    cursor: Cursor = None,
) -> Page[NumberRow]:
    """The numbers that companies have, in order, and whose each is.

    `search` is a piece of a number, with or without spaces and brackets, or of a company's code.
    """
    services = services_of(request)
    after = page.place(cursor, str)[0] if cursor is not None else None
    found = await Holdings(services.database).page(search=search, after=after, limit=limit + 1)
    rows = _number_rows(services, found[:limit])
    more = page.cursor(rows[-1].number) if len(found) > limit else None
    return Page(items=rows, next=more)


def _number_rows(services: Services, held: Iterable[tuple[str, str]]) -> list[NumberRow]:
    used = {one.number for live in services.directory.companies() for one in live.company.numbers}
    return [
        NumberRow(number=number, company=company, used=number in used) for number, company in held
    ]


@router.post(
    "/operator/numbers",
    status_code=201,
    openapi_extra=page.whole(MOST_GIVEN, f"the {MOST_GIVEN} numbers of one request"),
)
async def give_numbers(body: GivenNumbers, request: Request, who: Operator) -> list[NumberRow]:
    """Give numbers to a company, which may use them from now on; all of them or none."""
    services, holdings = services_of(request), Holdings(services_of(request).database)
    try:
        await holdings.give(body.company, body.numbers)
    except UnknownHolder:
        raise NotFound from None
    except NumberTaken as error:
        raise NumberBelongs(number=error.number) from None
    await services.audit.note(
        who,
        "give",
        "numbers",
        body.company,
        after=sorted(body.numbers),
        address=address_of(request),
        company=body.company,
    )
    return _number_rows(services, [(one, body.company) for one in sorted(set(body.numbers))])


@router.delete("/operator/numbers/{number}", status_code=204)
async def take_number(number: str, request: Request, who: Operator) -> None:
    """Take a number from the company that has it and does not use it."""
    services = services_of(request)
    try:
        company = await Holdings(services.database).take(number)
    except UnknownHolder:
        raise NotFound from None
    except NumberInUse as error:
        raise NumberUsed(number=number, company=error.company) from None
    await services.audit.note(
        who,
        "take",
        "numbers",
        company,
        before=number,
        address=address_of(request),
        company=company,
    )


@router.get("/operator/health")
async def read_health(request: Request, _who: Operator) -> ServerHealth:
    """Load and health of every part."""
    return await server_health(services_of(request))


@router.post("/operator/companies/{code}/sign-in")
async def sign_in_to_company(
    code: str, request: Request, response: Response, who: Operator
) -> SessionView:
    """Become an administrator of a company, in this browser. The company's log says so."""
    services = services_of(request)
    user = await services.users.by_id(who.id) if who.kind is PrincipalKind.USER else None
    if user is None or code not in await services.revisions.companies():
        raise NotFound
    session = await start_session(request, response, user.id, company=code)
    await services.audit.note(
        who, "sign in as administrator", "company", code, company=code, address=address_of(request)
    )
    if who.session is not None:
        await services.sessions.end(user.id, who.session)
    return await session_view(services, session, user)


@router.post("/session/leave-company")
async def leave_company(request: Request, response: Response, own: OwnAccount) -> SessionView:
    """Be the operator again."""
    if own.session.company is None:
        raise NotFound
    session = await start_session(request, response, own.user.id)
    await own.services.audit.note(
        own.principal, "leave", "company", own.session.company, address=own.address
    )
    await own.services.sessions.end(own.user.id, own.session.id)
    return await session_view(own.services, session, own.user)
