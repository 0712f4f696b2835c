"""What is over is forgotten, and what is not stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from ringtree.accounts.links import Purpose
from ringtree.accounts.role import Role
from ringtree.api.housekeeping import tidy
from ringtree.storage.tables_accounts import one_time_links, sessions
from tests.unit.api.panel import Panel


async def test_sessions_and_links_go_when_they_are_over(panel: Panel) -> None:
    await panel.signed_in(Role.EMPLOYEE)
    await panel.services.links.create(Purpose.FIRST_ADMINISTRATOR)
    now = datetime.now(UTC)
    for days, left in ((0, 1), (2, 0)):
        await tidy(panel.services, now + timedelta(days=days))
        async with panel.services.database.read() as connection:
            for table in (sessions, one_time_links):
                query = select(func.count()).select_from(table)
                assert (await connection.execute(query)).scalar() == left
