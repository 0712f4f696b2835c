"""The cookie of a session goes when the session does; how it is set, test_entrance proves."""

from __future__ import annotations

from ringtree.accounts.role import Role
from tests.unit.api.panel import API, Panel


async def test_a_browser_forgets_the_cookie_on_signing_out(panel: Panel) -> None:
    client = await panel.signed_in(Role.EMPLOYEE)
    cookie = (await client.delete(f"{API}/session")).headers["set-cookie"]
    assert cookie.startswith('ringtree=""')
    assert "Max-Age=0" in cookie
