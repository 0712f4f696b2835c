"""The node types as an editor sees them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from ringtree.company.node import NODE_TYPES
from ringtree.flows.schema import NodeTypeSchema, node_types

PAGES = Path(__file__).parents[3] / "docs" / "nodes"
TYPES = {one.name: one for one in node_types()}
every_type = pytest.mark.parametrize("schema", TYPES.values(), ids=TYPES)


def test_every_registered_type_is_there() -> None:
    assert {"greeting", "menu", "dial", "queue", "hang_up"} <= TYPES.keys()
    assert TYPES.keys() <= NODE_TYPES.keys()


@every_type
def test_every_setting_says_what_it_is(schema: NodeTypeSchema) -> None:
    fields = {name: one for name, one in schema.settings["properties"].items() if name != "type"}
    assert fields
    for name, field in fields.items():
        assert field.get("description"), f"{schema.name}.{name} has no description"


def _bounded(field: dict[str, Any]) -> bool:
    known = {"minimum", "maximum"} <= field.keys() or {"minItems", "maxItems"} <= field.keys()
    return known or field.get("type") not in ("integer", "number")


@every_type
def test_every_number_has_bounds(schema: NodeTypeSchema) -> None:
    for name, field in schema.settings["properties"].items():
        assert _bounded(field), f"{schema.name}.{name} has no bounds"


@every_type
def test_its_title_and_description_are_for_people(schema: NodeTypeSchema) -> None:
    assert schema.title
    assert len(schema.description) > 20
    assert "\n" not in schema.description


def test_a_menus_ports_come_from_its_choices() -> None:
    assert TYPES["menu"].exits_from == "choices"
    assert TYPES["menu"].exits == ("no_input", "no_match")


def test_a_conversation_may_be_the_end_of_a_call() -> None:
    assert TYPES["dial"].finishing_exits == ("answered",)
    assert "busy" in TYPES["dial"].optional_exits


class TestPages:
    """docs/nodes has a page for each type, and the page is true."""

    @every_type
    def test_the_page_names_every_setting_and_exit(self, schema: NodeTypeSchema) -> None:
        page = (PAGES / f"{schema.name}.md").read_text()
        settings = schema.settings["properties"].keys() - {"type", "exits"}
        missing = {name for name in (*settings, *schema.exits) if f"`{name}`" not in page}
        assert not missing

    @every_type
    def test_its_example_is_a_node(self, schema: NodeTypeSchema) -> None:
        page = (PAGES / f"{schema.name}.md").read_text()
        example = page.partition("```yaml\n")[2].partition("```")[0]
        ((_, settings),) = YAML(typ="safe").load(example).items()
        node = NODE_TYPES[schema.name].model_validate(settings)
        needed = set(node.exit_names) - node.optional_exits
        assert needed <= node.exits.keys() <= set(node.exit_names)

    def test_the_list_links_to_each(self) -> None:
        index = (PAGES / "README.md").read_text()
        assert all(f"[{name}]({name}.md)" in index for name in TYPES)
