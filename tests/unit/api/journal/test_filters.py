"""What an address says is what is looked for."""

from __future__ import annotations

import pytest

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, Panel, names


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "yesterday"},
        {"person": "Anna"},
        {"waited_from": "-1"},
        {"passed": "a/b/c"},
        {"caller": "%"},
        {"text": "x" * 101},
    ],
)
async def test_what_cannot_be_meant_is_refused(panel: Panel, wrong: dict[str, str]) -> None:
    client = await panel.with_key(Permission.CALLS_READ)
    assert names(await client.get(f"{COMPANY}/calls", params=wrong)) == "invalid"
