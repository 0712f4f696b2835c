"""Telling a company's own servers what happens."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar

from fastapi import Response
from pydantic import BaseModel, Field

from ringtree.accounts.role import Permission
from ringtree.accounts.tokens import new_token
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.faults import in_language
from ringtree.api.problem import ApiProblem, NotFound, Words
from ringtree.api.route import SECRET, company_router
from ringtree.api.webhooks.store import MOST_WEBHOOKS, UnknownWebhook, Webhook
from ringtree.company.prompt import Language

router = company_router("webhooks")
Scope = Annotated[CompanyScope, needs(Permission.WEBHOOKS)]
Url = Annotated[
    str,
    Field(
        pattern=r"^https?://[^\s/?#]+[^\s#]*$",
        max_length=2000,
        examples=["https://crm.example.com/ringtree"],
    ),
]
#: A kind of event, or all of a group: `call.ended`, `queue.*`.
Kind = Annotated[
    str, Field(pattern=r"^[a-z]+\.([a-z_]+|\*)$", max_length=60, examples=["call.ended"])
]
Kinds = Annotated[list[Kind], Field(min_length=1, max_length=50)]


class WebhookRow(BaseModel):
    """A server that is told. `failure` says why the last event was not taken; "": it was."""

    id: str
    url: str = Field(examples=["https://crm.example.com/calls"])
    kinds: list[str] = Field(examples=[["call.ended", "queue.*"]])
    enabled: bool
    created: datetime
    created_by: str
    delivered: datetime | None
    failure: str = Field(examples=["status 500"])


class NewWebhook(BaseModel):
    """Which server is told of what."""

    url: Url
    kinds: Kinds


class WebhookChange(BaseModel):
    """What is left out stays."""

    url: Url | None = None
    kinds: Kinds | None = None
    enabled: bool | None = None


class MadeWebhook(WebhookRow):
    """A new one; `secret`, which each request is signed with, is shown this once."""

    secret: str


class WebhooksFull(ApiProblem):
    """As many as a company may have."""

    status = 409
    name = "too-many-webhooks"
    title: ClassVar[Words] = {"ru": "Слишком много вебхуков", "en": "Too many webhooks"}
    detail: ClassVar[Words] = {
        "ru": "Вебхуков уже {most}. Удалите ненужный.",
        "en": "There are {most} webhooks already. Remove one.",
    }


@router.get(
    "/webhooks",
    openapi_extra=page.whole(
        MOST_WEBHOOKS, f"the {MOST_WEBHOOKS} webhooks that a company may have"
    ),
)
async def list_webhooks(scope: Scope) -> list[WebhookRow]:
    """The company's servers, with how the last delivery went."""
    return [_row(one, scope.language) for one in await scope.services.webhooks.all(scope.code)]


@router.post("/webhooks", status_code=201)
async def create_webhook(body: NewWebhook, scope: Scope, response: Response) -> MadeWebhook:
    """Have a server told of events by POST, signed, in order, with retry for a day."""
    store = scope.services.webhooks
    if len(await store.all(scope.code)) >= MOST_WEBHOOKS:
        raise WebhooksFull(most=MOST_WEBHOOKS)
    secret = new_token()
    made = await store.add(
        scope.code,
        body.url,
        body.kinds,
        secret=scope.services.vault.seal(secret),
        by=scope.principal.author,
    )
    await scope.services.hooks.reload()
    await scope.audit("create", "webhook", made.id, after=made.shown())
    response.headers[SECRET] = "1"
    return MadeWebhook(**_fields(made), secret=secret)


@router.patch("/webhooks/{webhook}")
async def change_webhook(webhook: str, body: WebhookChange, scope: Scope) -> WebhookRow:
    """Change what a server is told, or switch it off."""
    before = await _found(scope, webhook)
    changes = body.model_dump(exclude_none=True)
    after = await scope.services.webhooks.change(scope.code, webhook, **changes)
    await scope.services.hooks.reload()
    await scope.audit("change", "webhook", webhook, before=before.shown(), after=after.shown())
    return _row(after, scope.language)


@router.delete("/webhooks/{webhook}", status_code=204)
async def remove_webhook(webhook: str, scope: Scope) -> None:
    """Tell this server no more; what was on its way is dropped."""
    before = await _found(scope, webhook)
    await scope.services.webhooks.remove(scope.code, webhook)
    await scope.services.hooks.reload()
    await scope.audit("remove", "webhook", webhook, before=before.shown())


async def _found(scope: CompanyScope, webhook: str) -> Webhook:
    try:
        return await scope.services.webhooks.get(scope.code, webhook)
    except UnknownWebhook:
        raise NotFound from None


def _row(webhook: Webhook, language: Language) -> WebhookRow:
    row = WebhookRow(**_fields(webhook))
    return row.model_copy(update={"failure": in_language(row.failure, language)})


def _fields(webhook: Webhook) -> dict[str, Any]:
    return {name: getattr(webhook, name) for name in WebhookRow.model_fields}
