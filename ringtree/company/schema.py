"""The JSON Schema of a company document: editors complete and check the text by it.

It is made from the model and from every node type that is registered, exits included. It says
what may be *written*: a single prompt instead of a list of one, 101 instead of "101".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ringtree.company.model import Company
from ringtree.company.node import NODE_TYPES, TreeNode
from ringtree.company.text import LONGEST_NAME

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Ringtree company"
_NODE = "TreeNode"
_PROBE = "monday"  # any word: shows what a validator makes of a text


def document_schema() -> dict[str, Any]:
    """The schema of a whole document."""
    schema = Company.model_json_schema(schema_generator=_Written)
    definitions = schema.setdefault("$defs", {})
    nodes = {f"node_{name}": _node(cls, definitions) for name, cls in sorted(NODE_TYPES.items())}
    definitions[_NODE] = {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": sorted(NODE_TYPES), "description": "what the node does"}},
        "allOf": [_if_type(name) for name in sorted(NODE_TYPES)],
    }
    definitions.update(nodes)
    whole = {"$schema": DIALECT, **schema, "title": TITLE}
    found: dict[str, Any] = _relaxed(whole)
    return found


def _if_type(name: str) -> dict[str, Any]:
    return {
        "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
        "then": {"$ref": f"#/$defs/node_{name}"},
    }


def _node(cls: type[TreeNode], definitions: dict[str, Any]) -> dict[str, Any]:
    """One node type; what it refers to goes to the common definitions."""
    schema = cls.model_json_schema(schema_generator=_Written)
    definitions.update(schema.pop("$defs", {}))
    schema["properties"]["type"] = {"const": cls.type_name}
    schema["properties"]["exits"] = exits = _exits(cls)
    required = {"type", *schema.get("required", ())}
    if exits.get("required"):
        required.add("exits")
    schema["required"] = sorted(required)
    return schema


def _exits(cls: type[TreeNode]) -> dict[str, Any]:
    """The exits of a type: those it always has, and any others if its settings make some."""
    fixed: tuple[str, ...] = getattr(cls, "fixed_exits", ())
    unwired: frozenset[str] = getattr(cls, "unwired_exits", frozenset())
    target = {"type": "string", "description": "the node it leads to"}
    exits: dict[str, Any] = {
        "type": "object",
        "description": "exit name: the node it leads to",
        "properties": {name: target for name in fixed},
        "additionalProperties": target if _has_own_exits(cls) else False,
    }
    if "optional_exits" not in vars(cls) and "exit_names" not in vars(cls):
        exits["required"] = [name for name in fixed if name not in unwired]
    return exits


def _has_own_exits(cls: type[TreeNode]) -> bool:
    """Whether a node's exits depend on its settings."""
    from_settings = (getattr(cls, name, None) for name in ("exits_from", "exits_with"))
    return any(from_settings) or "exit_names" in vars(cls)


class _Written(GenerateJsonSchema):
    """A schema of what is written, where validators accept shorter forms."""

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """What the validator takes: the inner schema, or what it turns into it."""
        inner = super().function_before_schema(schema)
        shorter = _shorter_form(_plain_function(schema), inner)
        return inner if shorter is None else {"anyOf": [shorter, inner]}

    def field_is_present(self, field: Any) -> bool:
        """Names stand in front of what they name, not inside."""
        return not field.get("serialization_exclude") and super().field_is_present(field)


def _plain_function(
    schema: core_schema.BeforeValidatorFunctionSchema,
) -> Callable[[Any], Any] | None:
    function = schema["function"]
    return function["function"] if function["type"] == "no-info" else None


def _shorter_form(
    function: Callable[[Any], Any] | None, inner: JsonSchemaValue
) -> JsonSchemaValue | None:
    """What a validator accepts instead, found by asking it: one for a list, text for a mapping."""
    try:
        made = function(_PROBE) if function else _PROBE
    except (ValueError, TypeError):
        return None
    if made == (_PROBE,) and "items" in inner:
        shorter: JsonSchemaValue = inner["items"]
        return shorter
    if isinstance(made, Mapping) and _PROBE in made.values():
        return {"type": "string", "minLength": 1}
    return None


def _relaxed(schema: Any) -> Any:
    """Whole numbers wherever short numerals are names: `extension: 101`, `choices: [1, 2]`."""
    if isinstance(schema, list):
        return [_relaxed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = _with_lengths_of_lists({key: _relaxed(value) for key, value in schema.items()})
    if found.get("type") == "string" and _takes_digits(found):
        found |= {"type": ["string", "integer"], "minimum": 0, "maximum": 10**LONGEST_NAME - 1}
    return found


def _with_lengths_of_lists(schema: dict[str, Any]) -> dict[str, Any]:
    """Bounds that pydantic calls lengths belong to the list, not to the single one without."""
    lists = [one for one in schema.get("anyOf", ()) if one.get("type") == "array"]
    for length, items in (("minLength", "minItems"), ("maxLength", "maxItems")):
        if lists and length in schema:
            bound = schema.pop(length)
            for one in lists:
                one[items] = bound
    return schema


def _takes_digits(schema: dict[str, Any]) -> bool:
    if schema.keys() & {"enum", "const", "format"}:
        return False
    pattern = schema.get("pattern")
    return pattern is None or any(re.search(pattern, digits) for digits in ("1", "10", "101"))
