"""Wrap-up over HTTP: a supervisor's for anybody, and one's own."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from ringtree.accounts.role import Permission
from ringtree.api.access import CompanyScope, needs
from ringtree.api.desk.own import OwnDesk
from ringtree.api.problem import ApiProblem, Words
from ringtree.api.route import company_router

router = company_router("wrap-up")
Actor = Annotated[CompanyScope, needs(Permission.LIVE_ACT)]


class NoWrapUpNow(ApiProblem):
    """Nobody writes anything that could be ended or extended."""

    status = 409
    name = "no-wrap-up"
    title: ClassVar[Words] = {"ru": "Пост-обработки нет", "en": "No wrap-up"}
    detail: ClassVar[Words] = {
        "ru": "У {extension} сейчас нет пост-обработки.",
        "en": "{extension} is in no wrap-up now.",
    }


class WrapUpChange(BaseModel):
    """How much longer the wrap-up is to last."""

    seconds: float = Field(ge=0, le=3600, description="0: it ends now", examples=[300])


@router.post("/people/{extension}/wrap-up", status_code=204)
async def change_wrap_up(extension: str, body: WrapUpChange, scope: Actor) -> None:
    """End somebody's wrap-up, or extend it by so many seconds."""
    _change(scope, extension, body)
    await scope.audit("change wrap-up", "person", extension, after={"seconds": body.seconds})


@router.post("/me/wrap-up", status_code=204)
async def change_own_wrap_up(body: WrapUpChange, desk: OwnDesk) -> None:
    """End my wrap-up, or extend it."""
    _change(desk.scope, desk.extension, body)


def _change(scope: CompanyScope, extension: str, body: WrapUpChange) -> None:
    presence = scope.services.presence
    if body.seconds:
        was_writing = presence.extend_wrap_up(scope.code, extension, body.seconds)
    else:
        was_writing = presence.end_wrap_up(scope.code, extension)
    if not was_writing:
        raise NoWrapUpNow(extension=extension)
