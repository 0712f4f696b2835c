"""The whole: every route asks who is there, unless it is one of the few that cannot."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from ringtree.api import nouns
from ringtree.api.access import company_scope, current_principal

#: What must work for somebody who has not signed in.
OPEN = {"sign_in", "create_first_administrator", "request_password_reset", "reset_password"}


def routes() -> list[APIRoute]:
    return [one for router in nouns.routers() for one in _flat(router)]


def _flat(router: APIRouter) -> Iterator[APIRoute]:
    for one in router.routes:
        if isinstance(one, APIRoute):
            yield one
        else:
            yield from _flat(one.original_router)  # type: ignore[attr-defined]


def calls(dependant: Dependant) -> set[object]:
    found: set[object] = {dependant.call}
    for one in dependant.dependencies:
        found |= calls(one)
    return found


def test_there_are_routes() -> None:
    assert "/companies/{company}" in {one.path for one in routes()}


def test_every_route_asks_who_is_there() -> None:
    for one in routes():
        if one.name not in OPEN:
            assert {company_scope, current_principal} & calls(one.dependant), one.path


def test_a_company_in_the_path_is_reached_by_its_scope_only() -> None:
    for one in routes():
        if "{company}" in one.path:
            assert company_scope in calls(one.dependant), one.path
