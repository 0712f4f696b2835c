"""YAML into plain data that still knows its lines, with nothing in it that can run or explode.

A company document needs mappings, lists, text, numbers and booleans. Anchors, aliases, tags and
several documents in one file are refused: they are where YAML bombs and surprises live. Duplicate
keys are refused too, because whichever of the two is dropped, somebody meant it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from ringtree.company.problem import DocumentError, Path, Problem

LARGEST_TEXT = 512 * 1024  # bytes; a company of 300 nodes takes some 60 kB
DEEPEST = 24  # levels of nesting; a company needs nine

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,18})")
_FLOAT = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


class Mark(NamedTuple):
    """A place in a text; both count from 1."""

    line: int
    column: int


class Source:
    """A text's data, and where each part of it stands."""

    __slots__ = ("data", "filename", "marks", "plain")

    def __init__(self, filename: str = "") -> None:
        self.filename = filename
        self.data: Any = None
        self.marks: dict[Path, Mark] = {}
        #: The letters of unquoted values, for those that look like numbers but are names.
        self.plain: dict[Path, str] = {}

    def mark(self, path: Path) -> Mark | None:
        """Where the value stands, or the nearest part of the document around it."""
        for length in range(len(path), -1, -1):
            if (mark := self.marks.get(path[:length])) is not None:
                return mark
        return None

    def problem(self, message: str, path: Path, allowed: str = "") -> Problem:
        """An error about the value at `path`, with its line."""
        mark = self.mark(path) or Mark(1, 1)
        return Problem(message, path, allowed, line=mark.line, column=mark.column)


def read(text: str | bytes, filename: str = "") -> Source:
    """Read YAML.

    Raises:
        DocumentError: too large, not UTF-8, not YAML, or YAML that a document may not use.
    """
    return _Reader(_decoded(text, filename), filename).read()


def _decoded(text: str | bytes, filename: str) -> str:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(raw) > LARGEST_TEXT:
        raise DocumentError(
            [Problem(f"the text has {len(raw)} bytes", allowed=f"at most {LARGEST_TEXT} bytes")],
            filename,
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        why = f"the byte 0x{raw[error.start]:02x} is not UTF-8"
        raise DocumentError([Problem(why, line=line, column=column)], filename) from None


class _Reader:
    """Builds a `Source` from the parser's events."""

    def __init__(self, text: str, filename: str) -> None:
        self._text = text
        self._source = Source(filename)
        self._problems: list[Problem] = []
        self._events: Iterator[Event] = iter(())

    def read(self) -> Source:
        """The whole text, or DocumentError with every problem found up to the first fatal one."""
        try:
            self._events = YAML(typ="safe", pure=True).parse(self._text)
            self._read_documents()
        except MarkedYAMLError as error:
            self._problems.append(_syntax(error))
        except ReaderError as error:
            self._problems.append(self._unreadable(error))
        except YAMLError as error:
            self._problems.append(Problem(f"not YAML: {error}", line=1, column=1))
        except DocumentError as error:
            self._problems.extend(error.problems)
        if self._problems:
            raise DocumentError(self._problems, self._source.filename)
        return self._source

    def _read_documents(self) -> None:
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._fatal(
                        event, (), "a second document begins", "one document per file"
                    )
            elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
                self._source.data = self._value(event, ())
            elif isinstance(event, AliasEvent):
                self._value(event, ())

    def _value(self, event: Event, path: Path) -> Any:
        self._source.marks.setdefault(path, _mark(event))
        self._check(event, path)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= DEEPEST:
            raise self._fatal(event, path, "nested too deeply", f"at most {DEEPEST} levels")
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        return self._sequence(path)

    def _check(self, event: Event, path: Path) -> None:
        anchor = getattr(event, "anchor", None)
        if isinstance(event, AliasEvent):
            raise self._fatal(
                event, path, f"the alias *{anchor} is not allowed", "the value itself"
            )
        if anchor is not None:
            self._report(event, path, f"the anchor &{anchor} is not allowed", "plain values")
        if (tag := getattr(event, "tag", None)) is not None:
            self._report(event, path, f"the tag {tag} is not allowed", "values without tags")

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            self._check(event, path)
            key = self._key(event, path)
            inner = (*path, key)
            if key in found:
                first = self._source.marks[inner].line
                self._report(event, inner, f"the key {key!r} stands twice", f"once (line {first})")
            self._source.marks.setdefault(inner, _mark(event))
            found[key] = self._value(next(self._events), inner)
        return found

    def _key(self, event: Event, path: Path) -> str:
        """A key as it is written: `1:` and `"1":` are the same."""
        if not isinstance(event, ScalarEvent):
            raise self._fatal(event, path, "a key is a mapping or a list", "keys of plain text")
        return str(event.value)

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _scalar(self, event: ScalarEvent, path: Path) -> Any:
        text: str = event.value
        if event.style is not None:
            return text
        self._source.plain[path] = text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text) and not text.lstrip("+-").isdigit():
            return float(text)
        return text

    def _report(self, event: Event, path: Path, message: str, allowed: str) -> None:
        line, column = _mark(event)
        self._problems.append(Problem(message, path, allowed, line=line, column=column))

    def _fatal(self, event: Event, path: Path, message: str, allowed: str) -> DocumentError:
        line, column = _mark(event)
        return DocumentError([Problem(message, path, allowed, line=line, column=column)])

    def _unreadable(self, error: ReaderError) -> Problem:
        position = min(error.position, len(self._text))
        line = self._text.count("\n", 0, position) + 1
        column = position - self._text.rfind("\n", 0, position)
        return Problem(
            f"the character {self._text[position : position + 1]!a} is not allowed",
            allowed="printable characters",
            line=line,
            column=column,
        )


def _mark(event: Event) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _syntax(error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    parts = [part for part in (error.context, error.problem) if part]
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(f"not YAML: {', '.join(parts)}", line=line, column=column)
