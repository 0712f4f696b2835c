"""Wrap-up over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, Panel, names

URL = f"{COMPANY}/people/101/wrap-up"


async def test_who_writes_nothing_has_nothing_to_end(panel: Panel) -> None:
    client = await panel.with_key(Permission.LIVE_ACT)
    assert names(await client.post(URL, json={"seconds": 0})) == "no-wrap-up"
    assert names(await client.post(URL, json={"seconds": 60})) == "no-wrap-up"
    assert (await client.post(URL, json={"seconds": -1})).status_code == 422
    reader = await panel.with_key(Permission.LIVE_READ)
    assert (await reader.post(URL, json={"seconds": 0})).status_code == 403


async def test_a_wrap_up_is_ended_or_extended(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []
    kind = type(panel.services.presence)
    monkeypatch.setattr(kind, "end_wrap_up", lambda _, *what: not done.append(what))
    monkeypatch.setattr(kind, "extend_wrap_up", lambda _, *what: not done.append(what))
    client = await panel.with_key(Permission.LIVE_ACT)
    assert (await client.post(URL, json={"seconds": 0})).status_code == 204
    assert (await client.post(URL, json={"seconds": 300})).status_code == 204
    assert done == [("daisy", "101"), ("daisy", "101", 300.0)]
