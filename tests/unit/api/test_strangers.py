"""Every route, with the key of another company: nothing is given, nothing is changed.

And every route with every role: what each may do is written down here, and nowhere else follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from ringtree.accounts.role import PERMISSIONS, Permission, Role
from ringtree.api.app import build
from ringtree.settings import Settings
from ringtree.storage.tables import metadata
from tests.unit.api.panel import API, EVERYTHING, Panel, names

#: What can be had without signing in, in order to.
OPEN = {"signIn", "createFirstAdministrator", "requestPasswordReset", "resetPassword"}
#: Tables whose rows change by being asked: when a key was used.
_RESTLESS = {"api_keys"}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of every operation under /api/v1."""
    for path, methods in build(Settings()).openapi()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


ALL = list(operations())
IN_COMPANY = [one for one in ALL if one[1].startswith(f"{API}/companies/{{company}}")]


def filled(path: str, company: str = "daisy") -> str:
    """The path with something in each of its places."""
    return re.sub(r"\{\w+\}", "1", path.replace("{company}", company))


def rights(operation: dict[str, Any]) -> set[Permission]:
    """What the description says an operation takes."""
    return {Permission(one) for one in next(iter(operation["security"][0].values()))}


async def contents(panel: Panel) -> dict[str, list[str]]:
    """Everything in the database."""
    async with panel.services.database.read() as connection:
        return {
            one.name: sorted(map(repr, await connection.execute(select(one))))
            for one in metadata.sorted_tables
            if one.name not in _RESTLESS
        }


async def test_a_strangers_key_opens_nothing_and_changes_nothing(panel: Panel) -> None:
    assert len(IN_COMPANY) > 40
    stranger = await panel.with_key(*EVERYTHING, company="rose")
    before = await contents(panel)
    for method, path, operation in IN_COMPANY:
        for body in (None, {}, {"text": "x"}):
            answer = await stranger.request(method, filled(path), json=body)
            name = operation["operationId"]
            # A wrong body may be refused first: that says nothing of the company either.
            assert answer.status_code in (404, 422), (name, answer.text)
            if answer.status_code == 404:
                assert names(answer) == "not-found", name
                assert "Daisy" not in answer.text
    assert await contents(panel) == before


async def test_with_a_right_body_too_a_stranger_is_told_that_there_is_nothing(panel: Panel) -> None:
    stranger = await panel.with_key(*EVERYTHING, company="rose")
    bodies: dict[str, Any] = {
        "publishDocument": {"text": "code: daisy"},
        "saveDraft": {"text": "x"},
        "createKey": {"name": "x", "scopes": ["desk"]},
        "inviteUser": {"email": "a@x.example", "name": "x", "role": "employee"},
        "setPresence": {"presence": "ready"},
        "listCalendarDays": {
            "text": "code: daisy",
            "schedule": "office",
            "first": "2026-01-01",
            "last": "2026-12-31",
        },
        "transferCall": {"extension": "101", "to": "102"},
        "transferOwnCall": {"to": "102"},
        "moveCall": {"tree": "main", "node": "menu"},
        "mailReport": {"period": "day", "to": ["a@x.example"]},
    }
    tried = 0
    for method, path, operation in IN_COMPANY:
        if operation["operationId"] in bodies:
            tried += 1
            answer = await stranger.request(
                method, filled(path), json=bodies[operation["operationId"]]
            )
            assert (answer.status_code, names(answer)) == (404, "not-found"), path
    assert tried == len(bodies)


async def test_nobody_who_has_not_signed_in_gets_anything(panel: Panel) -> None:
    client = panel.client()
    for method, path, operation in ALL:
        if operation["operationId"] in OPEN:
            continue
        answer = await client.request(method, filled(path), json={})
        assert answer.status_code in (401, 422), (operation["operationId"], answer.text)
        get = await client.get(filled(path)) if method == "GET" else None
        assert get is None or get.status_code in (401, 422), path


@pytest.mark.parametrize("role", Role)
async def test_each_role_may_do_what_the_description_says_and_no_more(
    panel: Panel, role: Role
) -> None:
    client = await panel.signed_in(
        role, company=None if role is Role.OPERATOR else "daisy", extension="101"
    )
    for method, path, operation in ALL:
        if operation["operationId"] in OPEN or method != "GET" or path.endswith("/events"):
            continue
        needed = rights(operation)
        answer = await client.get(filled(path))
        refused = answer.status_code == 403
        is_foreign = role is Role.OPERATOR and "{company}" in path
        if is_foreign:
            assert answer.status_code in (404, 422), path
        else:
            assert refused is not needed.issubset(PERMISSIONS[role]), (path, answer.text)


def test_what_each_role_may_change_is_as_agreed() -> None:
    changing = {
        operation["operationId"]: {
            Permission(p) for p in next(iter(operation["security"][0].values()))
        }
        for method, _, operation in ALL
        if method != "GET" and operation["operationId"] not in OPEN
    }
    may = {
        role: {name for name, needed in changing.items() if needed <= PERMISSIONS[role]}
        for role in Role
    }
    assert "publishDocument" not in may[Role.SUPERVISOR]
    assert {"moveCall", "hangUpCall", "setPresence"} <= may[Role.SUPERVISOR]
    acting = {"moveCall", "hangUpCall", "setPresence", "transferCall"}
    assert not acting & may[Role.EMPLOYEE]
    assert {"transferOwnCall", "setOwnPresence"} <= may[Role.EMPLOYEE]
    assert {"createKey", "inviteUser", "setPhonePassword"} <= may[Role.ADMINISTRATOR]
    assert not {"createKey", "inviteUser", "setPhonePassword"} & may[Role.SUPERVISOR]
    assert {"createCompany", "signInToCompany"} <= may[Role.OPERATOR]
    assert not {"createCompany", "signInToCompany"} & may[Role.ADMINISTRATOR]
