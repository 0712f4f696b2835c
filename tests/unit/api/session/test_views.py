"""What a session says of an operator inside a company."""

from __future__ import annotations

from ringtree.accounts.role import Role
from tests.unit.api.panel import API, Panel


async def test_an_operator_inside_a_company_is_shown_as_both(panel: Panel) -> None:
    client = await panel.signed_in(Role.OPERATOR, company=None)
    (root,) = await panel.services.users.of(None)
    token, session = await panel.services.sessions.start(
        root.id, address="", user_agent="", company="daisy"
    )
    client.cookies.set("ringtree", token)
    body = (await client.get(f"{API}/session")).json()
    assert (body["user"]["role"], body["company"]["code"]) == ("administrator", "daisy")
    assert (body["acting"], body["csrf"]) == (root.email, session.csrf)
