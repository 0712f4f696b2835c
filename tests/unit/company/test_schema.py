"""The JSON Schema of a document: what can be read passes, what can't is marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the real node types
from ringtree.company.node import NODE_TYPES
from ringtree.company.schema import document_schema
from ringtree.company.source import read

ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "docs" / "company.schema.json"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
REAL_TYPES = dict(NODE_TYPES)
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "number": int | float,
    "integer": int,
    "null": type(None),
    "boolean": bool,
}


@pytest.fixture(autouse=True)
def node_types(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real node types, all of them and no others."""
    for name in list(NODE_TYPES):
        monkeypatch.delitem(NODE_TYPES, name)
    for name, kind in REAL_TYPES.items():
        monkeypatch.setitem(NODE_TYPES, name, kind)


def faults(value: Any, schema: Any, root: dict[str, Any], path: str = "") -> Iterator[str]:
    """What of a value a schema refuses: as much of JSON Schema as ours uses."""
    if isinstance(schema, bool):
        yield from () if schema else (f"{path}: not allowed",)
        return
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, path)
    if "anyOf" in schema and all(any(faults(value, one, root)) for one in schema["anyOf"]):
        yield f"{path}: none of anyOf"
    for one in schema.get("allOf", ()):
        if "if" not in one or not any(faults(value, one["if"], root)):
            yield from faults(value, one.get("then", one), root, path)
    if wrong := _wrong_kind(value, schema):
        yield f"{path}: {wrong}"
    else:
        yield from _faults_inside(value, schema, root, path)


def _wrong_kind(value: Any, schema: dict[str, Any]) -> str:
    if "type" in schema and not _is_of(value, schema["type"]):
        return f"not {schema['type']}"
    if "const" in schema and value != schema["const"]:
        return f"not {schema['const']}"
    return f"not one of {schema['enum']}" if value not in schema.get("enum", [value]) else ""


def _faults_inside(
    value: Any, schema: dict[str, Any], root: dict[str, Any], path: str
) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _object_faults(value, schema, root, path)
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**6):
            yield f"{path}: {len(value)} items"
        for index, one in enumerate(value):
            yield from faults(one, schema.get("items", True), root, f"{path}[{index}]")
    else:
        yield from _scalar_faults(value, schema, path)


def _is_of(value: Any, names: Any) -> bool:
    names = [names] if isinstance(names, str) else names
    is_flag = isinstance(value, bool)
    return any(isinstance(value, TYPES[n]) and is_flag == (n == "boolean") for n in names)


def _object_faults(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], path: str
) -> Iterator[str]:
    yield from (f"{path}: {key} missing" for key in schema.get("required", ()) if key not in value)
    for key, one in value.items():
        if "propertyNames" in schema:
            yield from faults(key, schema["propertyNames"], root, f"{path}.{key}")
        named = schema.get("properties", {}).get(key)
        rest = schema.get("additionalProperties", True)
        for pattern, found in schema.get("patternProperties", {}).items():
            rest = found if re.search(pattern, key) else rest
        yield from faults(one, rest if named is None else named, root, f"{path}.{key}")


def _scalar_faults(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{path}: {value!r} does not fit"
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10**6):
            yield f"{path}: length"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        least, most = schema.get("minimum", value), schema.get("maximum", value)
        if not least <= value <= most or value <= schema.get("exclusiveMinimum", value - 1):
            yield f"{path}: {value} out of bounds"


def found(text: str) -> list[str]:
    schema = document_schema()
    return list(faults(read(text).data, schema, schema))


def test_the_published_schema_is_what_the_model_says() -> None:
    current = json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n"
    assert PUBLISHED.read_text("utf-8") == current, (
        "run: ringtree schema --output docs/company.schema.json"
    )


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_every_example_fits(file: Path) -> None:
    assert found(file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("language: en", "language: de", ".language: not one of ['ru', 'en']"),
        ("start: hours", "strat: hours", ".trees.main: start missing"),
        ("start: hours", "start: hours\n    loop: 1", ".trees.main.loop: not allowed"),
        ("type: greeting", "type: greting", ".trees.main.nodes.greeting.type: not one of"),
        ("exits: {next: menu}", "exits: {nxt: menu}", ".exits: next missing"),
        ("exits: {next: menu}", "exits: {next: menu, then: x}", ".exits.then: not allowed"),
        ("attempts: 2", "attempts: 20", ".nodes.menu.attempts: 20 out of bounds"),
        ("extension: 101", "extension: 1234567", ".people[0].extension: 1234567 out of bounds"),
        ('"+74950000001"', "+74950000001", ".numbers[0].number: not string"),
        ("agents: [103]", "agents: all", ".queues.support.agents: not array"),
    ],
)
def test_what_cannot_be_read_is_marked(old: str, new: str, fault: str) -> None:
    text = (ROOT / "examples" / "daisy.yaml").read_text("utf-8")
    marked = found(text.replace(old, new))
    assert any(fault in one for one in marked), marked


def test_every_node_type_is_in_it_with_its_exits() -> None:
    definitions = document_schema()["$defs"]
    for name, cls in NODE_TYPES.items():
        exits = definitions[f"node_{name}"]["properties"]["exits"]
        assert set(getattr(cls, "fixed_exits", ())) == set(exits["properties"])


def test_every_reference_leads_somewhere() -> None:
    schema = document_schema()
    named = set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(schema)))
    assert named <= set(schema["$defs"])
