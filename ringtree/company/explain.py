"""Validation errors in the words of the document, with the line and what is allowed."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ringtree.company import model
from ringtree.company.node import NODE_TYPES, TreeNode
from ringtree.company.problem import Path, Problem
from ringtree.company.source import Source
from ringtree.company.words import suggest


def _pattern(annotation: Any) -> str:
    return next(
        str(found.pattern)
        for field in get_args(annotation)[1:]
        for found in field.metadata
        if getattr(found, "pattern", None)
    )


PHONE = 'an international number in quotes, such as "+74950000001"'
PATTERNS = {
    _pattern(model.E164): PHONE,
    _pattern(model.Extension): 'two to six digits, such as "101"',
    _pattern(model.Key): "a name of letters, digits, - and _, beginning with a letter",
    _pattern(model.CompanyCode): "small Latin letters, digits and single hyphens: acme-2",
}

KINDS = {
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "string_type": "text",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "mapping_type": "a mapping (key: value)",
    "tuple_type": "a list",
    "list_type": "a list",
}


def explain(error: ValidationError, source: Source) -> list[Problem]:
    """Every complaint of pydantic's as a problem with a place."""
    return [_explain(details, source) for details in error.errors(include_url=False)]


def document_path(location: tuple[int | str, ...], data: Any) -> Path:
    """Where in the document an error is: pydantic's location without its own inventions."""
    path: list[int | str] = []
    for part in location:
        if isinstance(data, Mapping) and part in data:
            data = data[part]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            continue
        path.append(part)
    return tuple(path)


def _explain(details: ErrorDetails, source: Source) -> Problem:
    path = document_path(details["loc"], source.data)
    how = SPECIAL.get(details["type"], _other)
    message, allowed = how(details, path, source)
    return source.problem(message, path, allowed)


def _unknown_key(details: ErrorDetails, path: Path, source: Source) -> tuple[str, str]:
    key = str(details["loc"][-1])
    known = keys_at(path[:-1], source.data)
    return f"unknown key {key!r}{suggest(key, known)}", ", ".join(known)


def _missing(details: ErrorDetails, path: Path, source: Source) -> tuple[str, str]:
    return f"the key {str(details['loc'][-1])!r} is missing", ""


def _not_text(details: ErrorDetails, path: Path, source: Source) -> tuple[str, str]:
    letters = source.plain.get(path)
    if letters and isinstance(details["input"], (int, float)):
        if letters.startswith("+") or len(letters) > 6:
            return f"{letters} is read as a quantity, not as a telephone number", PHONE
        return f'{letters} must be in quotes: "{letters}"', "text"
    return _other(details, path, source)


def _mismatch(details: ErrorDetails, path: Path, source: Source) -> tuple[str, str]:
    pattern = details["ctx"]["pattern"]
    return f"{details['input']!r} does not fit", PATTERNS.get(pattern, f"the pattern {pattern}")


def _literal(details: ErrorDetails, path: Path, source: Source) -> tuple[str, str]:
    expected = str(details["ctx"]["expected"])
    known = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    return f"{details['input']!r} is not one of them{suggest(str(details['input']), known)}", (
        ", ".join(known)
    )


def _own_words(details: ErrorDetails, path: Path, source: Source) -> tuple[str, str]:
    return str(details["ctx"]["error"]), ""


def _other(details: ErrorDetails, path: Path, source: Source) -> tuple[str, str]:
    given = details["input"]
    if (wanted := KINDS.get(details["type"])) is not None:
        return f"{_short(given)} is not {wanted}", wanted
    allowed = details["msg"].replace("Input should be ", "")
    return f"{_short(given)} is not allowed", allowed[:1].lower() + allowed[1:]


def _short(value: Any) -> str:
    if isinstance(value, (Mapping, list, tuple)):
        return "a mapping" if isinstance(value, Mapping) else "a list"
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


Explanation = Callable[[ErrorDetails, Path, Source], tuple[str, str]]
SPECIAL: dict[str, Explanation] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "string_type": _not_text,
    "string_pattern_mismatch": _mismatch,
    "literal_error": _literal,
    "value_error": _own_words,
}


def keys_at(path: Path, data: Any) -> list[str]:
    """The keys a mapping at `path` may have."""
    wanted: Any = model.Company
    for part in path:
        wanted = _inside(_bare(wanted, data), part)
        data = data[part]
    found = _bare(wanted, data)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return [name for name, field in found.model_fields.items() if not field.exclude]
    return []


def _bare(annotation: Any, data: Any) -> Any:
    """The annotation without its wrapping; a node's own class; the item of a list."""
    while (origin := get_origin(annotation)) in _WRAPPINGS or _is_single(origin, data):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        annotation = parts[0]
    if annotation is TreeNode and isinstance(data, Mapping):
        return NODE_TYPES.get(str(data.get("type")), TreeNode)
    return annotation


_WRAPPINGS = (Annotated, Union, types.UnionType)


def _is_single(origin: Any, data: Any) -> bool:
    return origin in (tuple, list) and isinstance(data, Mapping)


def _inside(annotation: Any, part: str | int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(part))
        return field.annotation if field else None
    inner = get_args(annotation)
    if not inner:
        return None
    return inner[1] if isinstance(part, str) and len(inner) > 1 else inner[0]
