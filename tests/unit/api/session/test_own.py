"""The own account belongs to a session: a user who is gone has none."""

from __future__ import annotations

from ringtree.accounts.role import Role
from tests.unit.api.panel import API, Panel, names


async def test_a_removed_user_is_nobody(panel: Panel) -> None:
    client = await panel.signed_in(Role.EMPLOYEE)
    (user,) = await panel.services.users.of("daisy")
    await panel.services.users.remove("daisy", user.id)
    assert names(await client.get(f"{API}/session")) == "not-signed-in"
