"""Inviting, changing and removing the users of a company."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from ringtree.accounts.links import INVITATION, Purpose
from ringtree.accounts.role import Permission
from ringtree.accounts.users import (
    EmailTaken,
    LastAdministrator,
    TooManyUsers,
    UnknownUser,
    User,
)
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.problem import NotFound
from ringtree.api.route import SECRET, company_router
from ringtree.api.session.mails import password_mail
from ringtree.api.session.problems import AddressTaken
from ringtree.api.users.problems import AdministratorNeeded, UnknownExtension, UsersFull
from ringtree.api.users.schemas import Invitation, NewUser, UserChange, UserRow

router = company_router("users")
Scope = Annotated[CompanyScope, needs(Permission.USERS)]


@router.get("/users")
async def list_users(scope: Scope, limit: Limit = 200, cursor: Cursor = None) -> Page[UserRow]:
    """Everybody who may sign in to the company, by name."""
    after = page.place(cursor, str, str) if cursor is not None else None
    found = await scope.services.users.of(scope.code, limit=limit + 1, after=after)
    rows = [_row(one) for one in found[:limit]]
    more = page.cursor(rows[-1].name, rows[-1].id) if len(found) > limit else None
    return Page(items=rows, next=more)


@router.post("/users", status_code=201)
async def invite_user(body: NewUser, scope: Scope, response: Response) -> Invitation:
    """Make an account, and mail a link to choose its password."""
    _require_extension(scope, body.extension)
    try:
        user = await scope.services.users.create(company=scope.code, **dict(body))
    except EmailTaken:
        raise AddressTaken(email=body.email) from None
    except TooManyUsers as error:
        raise UsersFull(most=error.most) from None
    await scope.audit("create", "user", user.email, after=user.shown())
    response.headers[SECRET] = "1"
    return Invitation(user=_row(user), link=await _invite(scope, user))


@router.get("/users/{user}")
async def read_user(user: str, scope: Scope) -> UserRow:
    """One user."""
    return _row(await _found(scope, user))


@router.post("/users/{user}/invitation")
async def invite_user_again(user: str, scope: Scope, response: Response) -> Invitation:
    """Mail a new link; earlier ones stop working."""
    found = await _found(scope, user)
    response.headers[SECRET] = "1"
    await scope.audit("invite", "user", found.email)
    return Invitation(user=_row(found), link=await _invite(scope, found))


@router.patch("/users/{user}")
async def change_user(user: str, body: UserChange, scope: Scope) -> UserRow:
    """Change some fields; who is disabled is signed out everywhere."""
    before = await _found(scope, user)
    changes = _changes(body)
    _require_extension(scope, changes.get("extension"))
    try:
        after = await scope.services.users.change(scope.code, user, **changes)
    except LastAdministrator:
        raise AdministratorNeeded from None
    await scope.audit("change", "user", after.email, before=before.shown(), after=after.shown())
    return _row(after)


@router.delete("/users/{user}", status_code=204)
async def remove_user(user: str, scope: Scope) -> None:
    """Remove an account; it is signed out everywhere."""
    before = await _found(scope, user)
    try:
        await scope.services.users.remove(scope.code, user)
    except LastAdministrator:
        raise AdministratorNeeded from None
    await scope.audit("remove", "user", before.email, before=before.shown())


def _changes(body: UserChange) -> dict[str, Any]:
    """What was said; an extension can be taken away by null, other fields cannot."""
    said = body.model_dump(exclude_unset=True)
    changes = {key: value for key, value in said.items() if value is not None or key == "extension"}
    if "second_factor" in changes:
        del changes["second_factor"]
        changes["totp"] = None
    return changes


async def _invite(scope: CompanyScope, user: User) -> str:
    services = scope.services
    token = await services.links.create(Purpose.PASSWORD, user.id, INVITATION)
    link = f"{services.settings.panel_url}/reset?token={token}"
    mail = password_mail(
        "invitation",
        company=scope.code,
        to=user.email,
        name=user.name,
        link=link,
        language=user.language,
    )
    await services.mail.enqueue(mail)
    return link


async def _found(scope: CompanyScope, user: str) -> User:
    try:
        return await scope.services.users.get(scope.code, user)
    except UnknownUser:
        raise NotFound from None


def _require_extension(scope: CompanyScope, extension: str | None) -> None:
    if extension is None:
        return
    live = scope.services.directory.company(scope.code)
    if live is None or live.company.person(extension) is None:
        raise UnknownExtension(extension=extension)


def _row(user: User) -> UserRow:
    return UserRow(
        id=user.id,
        email=user.email,
        name=user.name,
        role=user.role,
        extension=user.extension,
        language=user.language,
        disabled=user.disabled,
        second_factor=user.totp is not None,
        has_password=user.password is not None,
        created=user.created,
        signed_in=user.signed_in,
    )
