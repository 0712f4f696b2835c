"""Making, listing and removing API keys. A key is shown once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import Response
from pydantic import BaseModel, Field

from ringtree.accounts.keys import MOST_KEYS, ApiKey, TooManyKeys, UnknownKey
from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.moment import ZonedMoment
from ringtree.api.problem import ApiProblem, NotAllowed, NotFound, Words
from ringtree.api.route import SECRET, company_router

router = company_router("keys")
Scope = Annotated[CompanyScope, needs(Permission.KEYS)]


class KeyRow(BaseModel):
    """A key, without what opens anything."""

    id: str = Field(examples=["1f2e3d4c5b6a7980"])
    name: str = Field(examples=["CRM"])
    scopes: list[Permission]
    created: datetime
    created_by: str
    expires: datetime | None
    used: datetime | None


class NewKey(BaseModel):
    """What a key is for, what it may do, and until when."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["CRM"])]
    scopes: Annotated[list[Permission], Field(min_length=1, max_length=50)]
    expires: ZonedMoment | None = None


class MadeKey(KeyRow):
    """A new key; `key` is shown this once."""

    key: str = Field(examples=["rtk_1f2e3d4c5b6a7980_…"])


class KeysFull(ApiProblem):
    """The company has as many keys as it may."""

    status = 409
    name = "too-many-keys"
    title: ClassVar[Words] = {"ru": "Слишком много ключей", "en": "Too many keys"}
    detail: ClassVar[Words] = {
        "ru": "Ключей уже {most}. Удалите ненужный.",
        "en": "There are {most} keys already. Remove one that nobody uses.",
    }


@router.get(
    "/keys", openapi_extra=page.whole(MOST_KEYS, f"the {MOST_KEYS} keys that a company may have")
)
async def list_keys(scope: Scope) -> list[KeyRow]:
    """The company's keys, newest first, with when each was used last."""
    return [KeyRow(**_fields(one)) for one in await scope.services.keys.of(scope.code)]


@router.post("/keys", status_code=201)
async def create_key(body: NewKey, scope: Scope, response: Response) -> MadeKey:
    """A new key. Nobody gives away a right that he has not himself."""
    for permission in body.scopes:
        if not scope.principal.may(permission):
            raise NotAllowed(permission=permission)
    try:
        key, made = await scope.services.keys.create(
            scope.code,
            name=body.name,
            scopes=body.scopes,
            author=scope.principal.author,
            expires=body.expires,
        )
    except TooManyKeys as error:
        raise KeysFull(most=error.most) from None
    await scope.audit("create", "key", made.id, after=made.shown())
    response.headers[SECRET] = "1"
    return MadeKey(**_fields(made), key=key)


@router.delete("/keys/{key}", status_code=204)
async def remove_key(key: str, scope: Scope) -> None:
    """Remove a key: it opens nothing from now on."""
    try:
        removed = await scope.services.keys.remove(scope.code, key)
    except UnknownKey:
        raise NotFound from None
    await scope.audit("remove", "key", key, before=removed.shown())


def _fields(key: ApiKey) -> dict[str, object]:
    return {name: getattr(key, name) for name in KeyRow.model_fields}
