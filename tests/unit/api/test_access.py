"""Who gets in: sessions and keys, rights and companies, and no page of somebody else's."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ringtree.accounts.role import PERMISSIONS, Permission, Role
from tests.unit.api.panel import API, COMPANY, Panel, names


async def test_nobody_gets_nothing(panel: Panel) -> None:
    answer = await panel.client().get(COMPANY)
    assert (answer.status_code, names(answer)) == (401, "not-signed-in")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "authorization",
    ["Bearer", "Bearer x", "Basic YTpi", "Bearer rtk_1_2", "Bearer rtk__" + "a" * 43],
)
async def test_what_is_no_key_opens_nothing(panel: Panel, authorization: str) -> None:
    answer = await panel.client(authorization=authorization).get(COMPANY)
    assert names(answer) == "not-signed-in"


async def test_a_key_opens_its_company_and_no_other(panel: Panel) -> None:
    client = await panel.with_key()
    assert (await client.get(COMPANY)).json()["name"] == "Daisy Ltd"
    assert names(await client.get(f"{API}/companies/rose")) == "not-found"
    assert names(await client.get(f"{API}/companies/none")) == "not-found"


async def test_a_session_opens_the_company_of_its_user(panel: Panel) -> None:
    client = await panel.signed_in(Role.EMPLOYEE)
    assert (await client.get(COMPANY)).status_code == 200
    assert names(await client.get(f"{API}/companies/rose")) == "not-found"


async def test_an_operator_sees_no_company_before_signing_in_to_it(panel: Panel) -> None:
    client = await panel.signed_in(Role.OPERATOR, company=None)
    assert names(await client.get(COMPANY)) == "not-found"


async def test_a_disabled_user_is_nobody_at_once(panel: Panel) -> None:
    client = await panel.signed_in(Role.EMPLOYEE)
    (user,) = await panel.services.users.of("daisy")
    await panel.services.users.change("daisy", user.id, disabled=True)
    assert names(await client.get(COMPANY)) == "not-signed-in"


def test_no_role_below_has_a_right_that_the_one_above_lacks() -> None:
    order = (Role.EMPLOYEE, Role.SUPERVISOR, Role.ADMINISTRATOR)
    for lower, higher in pairwise(order):
        assert PERMISSIONS[lower] < PERMISSIONS[higher]
    assert PERMISSIONS[Role.OPERATOR] == {Permission.OPERATE}
