"""The company as text: YAML that says where it is wrong, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from ringtree.company.explain import document_path, explain
from ringtree.company.lint import lint
from ringtree.company.model import Company
from ringtree.company.problem import DocumentError, Path, Problem, Severity
from ringtree.company.prompt import Language
from ringtree.company.source import Source, read

__all__ = ["DocumentError", "Problem", "Severity", "check", "dump", "load"]

LONGEST_NAME = 6  # digits; an unquoted number no longer than this is an internal number or a key


def load(text: str | bytes, filename: str = "", language: Language = "en") -> Company:
    """Read a company; what is wrong with it is told in a language.

    Raises:
        DocumentError: with every problem's line, column, path and what is allowed.
    """
    return _company(read(text, filename, language))


def check(
    text: str | bytes, filename: str = "", *, language: Language = "en", **known: Any
) -> tuple[Company, list[Problem]]:
    """Read a company and lint it; the problems carry their lines, and stand in their order.

    They are told in `language`. `known` goes to `lint`.

    Raises:
        DocumentError: it cannot be read.
    """
    source = read(text, filename, language)
    company = _company(source)
    problems = lint(company, language=language, **known)
    found = [_placed(problem, source) for problem in problems]
    return company, sorted(found, key=lambda problem: (problem.line or 0, problem.column or 0))


def dump(company: Company) -> str:
    """The company as YAML: what its author set, in the model's order."""
    out = StringIO()
    yaml = YAML()
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(_styled(company.model_dump(mode="json", by_alias=True, exclude_unset=True)), out)
    return out.getvalue()


def _company(source: Source) -> Company:
    while True:
        try:
            return Company.model_validate(source.data)
        except ValidationError as error:
            if not _names_read_again(error, source):
                problems = explain(error, source)
                raise DocumentError(problems, source.filename, source.language) from None


def _names_read_again(error: ValidationError, source: Source) -> bool:
    """Turn short numbers that should have been text (`extension: 101`) into that text.

    Only where the model wants text and gets a few bare digits: there is no other way to read
    them. Longer ones are telephone numbers, whose + and zeros a number would lose.
    """
    again = False
    for details in error.errors(include_url=False):
        path = document_path(details["loc"], source.data)
        letters = source.plain.get(path, "")
        if details["type"] != "string_type" or not isinstance(details["input"], int):
            continue
        if letters.isdigit() and len(letters) <= LONGEST_NAME:
            _put(source.data, path, letters)
            again = True
    return again


def _put(data: Any, path: Path, value: str) -> None:
    for part in path[:-1]:
        data = data[part]
    data[path[-1]] = value


def _placed(problem: Problem, source: Source) -> Problem:
    mark = source.mark(problem.path)
    return replace(problem, line=mark.line, column=mark.column) if mark else problem


def _styled(value: Any) -> Any:
    """Lists of plain values on one line, whole seconds without a fraction."""
    if isinstance(value, Mapping):
        return CommentedMap((key, _styled(inner)) for key, inner in value.items())
    if isinstance(value, list):
        items = CommentedSeq(_styled(inner) for inner in value)
        if not any(isinstance(inner, (dict, list)) for inner in value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
