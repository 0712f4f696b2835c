"""Validation errors in the words of the document, with the line and what is allowed."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ringtree.company import model
from ringtree.company.both import Both, words_of
from ringtree.company.node import NODE_TYPES, TreeNode
from ringtree.company.problem import Path, Problem
from ringtree.company.source import Source
from ringtree.explained import reason


def _pattern(annotation: Any) -> str:
    return next(
        str(found.pattern)
        for field in get_args(annotation)[1:]
        for found in field.metadata
        if getattr(found, "pattern", None)
    )


PHONE = Both(
    'an international number in quotes, such as "+74950000001"',
    'международный номер в кавычках, например "+74950000001"',
)
PATTERNS = {
    _pattern(model.E164): PHONE,
    _pattern(model.Extension): Both(
        'two to six digits, such as "101"', 'от двух до шести цифр, например "101"'
    ),
    _pattern(model.Key): Both(
        "a name of letters, digits, - and _, beginning with a letter",
        "имя из букв, цифр, - и _, которое начинается с буквы",
    ),
    _pattern(model.CompanyCode): Both(
        "small Latin letters, digits and single hyphens: acme-2",
        "строчные латинские буквы, цифры и одиночные дефисы: acme-2",
    ),
}

WHOLE = Both("a whole number", "целое число")
NUMBER = Both("a number", "число")
YES_NO = Both("true or false", "true или false")
TEXT = Both("text", "текст")
MAPPING = Both("a mapping (key: value)", "набор ключей (ключ: значение)")
LIST = Both("a list", "список")
KINDS = {
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": Both("a finite number", "конечное число"),
    "bool_type": YES_NO,
    "bool_parsing": YES_NO,
    "string_type": TEXT,
    "model_type": MAPPING,
    "model_attributes_type": MAPPING,
    "dict_type": MAPPING,
    "mapping_type": MAPPING,
    "tuple_type": LIST,
    "list_type": LIST,
}
#: Bounds, by pydantic's names; the English is pydantic's own.
BOUNDS = {
    "greater_than": "больше {gt}",
    "greater_than_equal": "не меньше {ge}",
    "less_than": "меньше {lt}",
    "less_than_equal": "не больше {le}",
    "string_too_short": "символов не меньше {min_length}",
    "string_too_long": "символов не больше {max_length}",
    "too_short": "элементов не меньше {min_length}",
    "too_long": "элементов не больше {max_length}",
}
#: Complaints about what is no part of a document: fields of requests.
RUSSIAN = {
    "missing": "обязательное поле",
    "extra_forbidden": "такого поля нет",
    "json_invalid": "это не JSON",
    "datetime_from_date_parsing": "нужны дата и время, например 2026-11-25T09:00:00Z",
    "datetime_parsing": "нужны дата и время, например 2026-11-25T09:00:00Z",
    "date_from_datetime_parsing": "нужна дата, например 2026-11-25",
    "date_parsing": "нужна дата, например 2026-11-25",
    "string_pattern_mismatch": "такая запись не подходит",
}
Said = tuple[Both | str, Both | str]


def explain(error: ValidationError, source: Source) -> list[Problem]:
    """Every complaint of pydantic's as a problem with a place."""
    return [_explain(details, source) for details in error.errors(include_url=False)]


def in_russian(details: ErrorDetails) -> str:
    """What pydantic says of a value that is in no document, in Russian."""
    if details["type"] == "value_error":
        return reason(details["ctx"]["error"], "ru")
    if (known := RUSSIAN.get(details["type"])) is not None:
        return known
    message, allowed = _judged(details)
    wanted = words_of(allowed, "ru")
    return f"{words_of(message, 'ru')}; допустимо: {wanted}" if wanted else words_of(message, "ru")


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


def _unknown_key(details: ErrorDetails, path: Path, source: Source) -> Said:
    key = str(details["loc"][-1])
    known = keys_at(path[:-1], source.data)
    message = Both(f"unknown key {key!r}", f"неизвестный ключ «{key}»")
    return message.hinted(key, known), ", ".join(known)


def _missing(details: ErrorDetails, path: Path, source: Source) -> Said:
    key = str(details["loc"][-1])
    return Both(f"the key {key!r} is missing", f"не хватает ключа «{key}»"), ""


def _not_text(details: ErrorDetails, path: Path, source: Source) -> Said:
    letters = source.plain.get(path)
    if letters and isinstance(details["input"], (int, float)):
        if letters.startswith("+") or len(letters) > 6:
            quantity = Both(
                f"{letters} is read as a quantity, not as a telephone number",
                f"{letters} читается как количество, а не как номер телефона",
            )
            return quantity, PHONE
        quotes = Both(
            f'{letters} must be in quotes: "{letters}"', f'{letters} нужны кавычки: "{letters}"'
        )
        return quotes, TEXT
    return _other(details, path, source)


def _mismatch(details: ErrorDetails, path: Path, source: Source) -> Said:
    pattern, given = details["ctx"]["pattern"], details["input"]
    rough = Both(f"the pattern {pattern}", f"шаблон {pattern}")
    message = Both(f"{given!r} does not fit", f"«{given}» не подходит")
    return message, PATTERNS.get(pattern, rough)


def _literal(details: ErrorDetails, path: Path, source: Source) -> Said:
    expected, given = str(details["ctx"]["expected"]), details["input"]
    known = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    message = Both(f"{given!r} is not one of them", f"«{given}» — не одно из них")
    return message.hinted(str(given), known), ", ".join(known)


def _own_words(details: ErrorDetails, path: Path, source: Source) -> Said:
    """What the document's model says of it."""
    error = details["ctx"]["error"]
    return Both(reason(error, "en"), reason(error, "ru")), ""


def _other(details: ErrorDetails, _path: Path, _source: Source) -> Said:
    return _judged(details)


def _judged(details: ErrorDetails) -> Said:
    given = _short(details["input"])
    if (wanted := KINDS.get(details["type"])) is not None:
        return Both(f"{given.en} is not {wanted.en}", f"{given.ru} — это не {wanted.ru}"), wanted
    allowed = details["msg"].replace("Input should be ", "")
    allowed = allowed[:1].lower() + allowed[1:]
    bound = BOUNDS.get(details["type"])
    russian = bound.format(**_plain(details["ctx"])) if bound else allowed
    message = Both(f"{given.en} is not allowed", f"{given.ru} не допускается")
    return message, Both(allowed, russian)


def _plain(bounds: dict[str, Any]) -> dict[str, Any]:
    return {name: f"{one:g}" if isinstance(one, float) else one for name, one in bounds.items()}


def _short(value: Any) -> Both:
    if isinstance(value, (Mapping, list, tuple)):
        is_mapping = isinstance(value, Mapping)
        return Both("a mapping", "набор ключей") if is_mapping else Both("a list", "список")
    if value is None:
        return Both("nothing", "пустое значение")
    text = repr(value)
    text = text if len(text) <= 60 else text[:57] + "…"
    return Both(text, f"«{value[:57]}»" if isinstance(value, str) else text)


Explanation = Callable[[ErrorDetails, Path, Source], Said]
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
