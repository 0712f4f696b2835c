"""A desk belongs to somebody with an internal number; a program has none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from ringtree.accounts.role import Permission
from ringtree.api.access import CompanyScope
from ringtree.api.desk.own import Desk
from ringtree.company.text import load
from ringtree.events import Event
from tests.unit.api.panel import COMPANY, Panel, names
from tests.unit.voicemail.house import COMPANY as ACME


async def test_a_program_has_no_desk(panel: Panel) -> None:
    client = await panel.with_key(Permission.DESK)
    assert names(await client.get(f"{COMPANY}/me")) == "no-desk"


def test_changes_of_the_own_mailbox_concern_its_owner_and_nobody_else() -> None:
    company = load(ACME)
    person = company.person("101")
    assert person is not None
    desk = Desk(cast(CompanyScope, None), company, person)

    def event(mailbox: str) -> Event:
        at = datetime(2026, 3, 2, tzinfo=UTC)
        return Event("run", 1, "acme", "voicemail.changed", at, {"mailbox": mailbox})

    assert desk.concerns(event("ann"))
    assert not desk.concerns(event("bob")) and not desk.concerns(event("gone"))
