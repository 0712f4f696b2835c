"""Forms and palettes are made of what the schema says."""

from __future__ import annotations

from ringtree.company.node import NODE_TYPES
from tests.unit.api.panel import API, Panel


async def test_the_schema_tells_every_node_type(panel: Panel) -> None:
    body = (await (await panel.with_key()).get(f"{API}/schema")).json()
    assert {node["name"] for node in body["nodes"]} <= NODE_TYPES.keys()
    assert body["document"]["$defs"]
    assert "longest_idle" in body["strategies"]
