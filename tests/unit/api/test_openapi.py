"""The description that clients are generated from says what is true of every operation."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from ringtree.accounts.role import Permission
from ringtree.api.app import build
from ringtree.settings import Settings


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return build(Settings()).openapi()


def operations(described: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for path in described["paths"].values() for one in path.values()]


def test_every_operation_has_a_name_of_its_own(described: dict[str, Any]) -> None:
    names = Counter(one["operationId"] for one in operations(described))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_operation_is_explained_and_can_be_refused(described: dict[str, Any]) -> None:
    for one in operations(described):
        assert one["description"], one["operationId"]
        assert "application/problem+json" in one["responses"]["default"]["content"]


def test_rights_are_said_and_exist(described: dict[str, Any]) -> None:
    known = {permission.value for permission in Permission}
    for one in operations(described):
        for way in one.get("security", ()):
            assert set(*way.values()) <= known, one["operationId"]


def test_a_list_comes_in_pages_or_says_what_bounds_it(described: dict[str, Any]) -> None:
    parts, lists = described["components"]["schemas"], 0
    for one in operations(described):
        for code, answer in one["responses"].items():
            schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
            shape = parts[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
            name, lists = one["operationId"], lists + (shape.get("type") == "array")
            if shape.get("type") == "array":
                assert 0 < schema["maxItems"] <= 200_000, f"{name} {code}: page.whole says how many"
                assert "at most" in one["description"], name
            elif re.match("list[A-Z]", name) and code == "200":
                assert {"items", "next"} == shape["properties"].keys(), f"{name} is no page"
                assert {"limit", "cursor"} <= {each["name"] for each in one["parameters"]}, name
    assert lists > 10


def has_example(
    schema: dict[str, Any], parts: dict[str, Any], within: tuple[str, ...] = ()
) -> bool:
    """Whether a body's schema shows something as it may be, itself or in what it is made of."""
    if "examples" in schema or "example" in schema:
        return True
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return name not in within and has_example(parts[name], parts, (*within, name))
    inner = [
        *(one for word in ("anyOf", "oneOf", "allOf") for one in schema.get(word, ())),
        *schema.get("properties", {}).values(),
        schema.get("items", {}),
    ]
    return any(has_example(one, parts, within) for one in inner if one)


def test_every_body_has_an_example(described: dict[str, Any]) -> None:
    parts = described["components"]["schemas"]
    for one in operations(described):
        bodies = [one.get("requestBody", {}), *one["responses"].values()]
        for content in (body.get("content", {}) for body in bodies):
            # A body that is nothing has nothing to show.
            if schema := content.get("application/json", {}).get("schema"):
                assert has_example(schema, parts), one["operationId"]


def test_a_post_may_be_made_safe_to_repeat(described: dict[str, Any]) -> None:
    for path in described["paths"].values():
        if "post" in path and "security" in path["post"]:
            assert "Idempotency-Key" in {one["name"] for one in path["post"]["parameters"]}
