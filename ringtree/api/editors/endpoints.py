"""Presence of those who draw, told to each other as the event `editor.presence`."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.editors.presence import MOST_EDITORS
from ringtree.api.route import company_router

_WHOLE = page.whole(MOST_EDITORS, f"the {MOST_EDITORS} who may draw at once")
router = company_router("editors")
PageId = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,64}$", description="a page's own random id")]


class EditorPlace(BaseModel):
    """Where somebody is: a tree, and the node that is chosen in it."""

    tree: Annotated[str | None, Field(max_length=60, examples=["main"])] = None
    node: Annotated[str | None, Field(max_length=60, examples=["menu"])] = None


class EditorView(EditorPlace):
    """Somebody who is drawing."""

    page: str
    name: str = Field(examples=["Anna Smith"])


@router.get("/editors", openapi_extra=_WHOLE)
async def list_editors(
    scope: Annotated[CompanyScope, needs(Permission.DOCUMENT_READ)],
) -> list[EditorView]:
    """Everybody who is drawing now."""
    return _views(scope)


@router.put("/editors/{page}", openapi_extra=_WHOLE)
async def say_where(
    page: PageId,
    body: EditorPlace,
    scope: Annotated[CompanyScope, needs(Permission.DOCUMENT_READ)],
) -> list[EditorView]:
    """Say that one is here, and where; every ten seconds. After thirty without, one is gone."""
    key = f"{scope.principal.id}-{page}"
    if scope.services.editors.say(scope.code, key, scope.principal.name, body.tree, body.node):
        _tell(scope)
    return _views(scope)


@router.delete("/editors/{page}", status_code=204)
async def leave(
    page: PageId, scope: Annotated[CompanyScope, needs(Permission.DOCUMENT_READ)]
) -> None:
    """Say that the page is closed."""
    if scope.services.editors.leave(scope.code, f"{scope.principal.id}-{page}"):
        _tell(scope)


def _tell(scope: CompanyScope) -> None:
    views = [one.model_dump() for one in _views(scope)]
    scope.publish("editor.presence", {"editors": views})


def _views(scope: CompanyScope) -> list[EditorView]:
    return [
        EditorView(page=one.page, name=one.name, tree=one.tree, node=one.node)
        for one in scope.services.editors.present(scope.code)
    ]
