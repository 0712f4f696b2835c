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

from ringtree.company.both import Both, words_of
from ringtree.company.problem import DocumentError, Path, Problem
from ringtree.company.prompt import Language

LARGEST_TEXT = 512 * 1024  # bytes; a company of 300 nodes takes some 60 kB
DEEPEST = 24  # levels of nesting; a company needs nine

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,18})")
_FLOAT = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


SECOND = Both("a second document begins", "начинается второй документ")
ONE_EACH = Both("one document per file", "один документ в файле")
TOO_DEEP = Both("nested too deeply", "слишком глубокая вложенность")
LEVELS = Both(f"at most {DEEPEST} levels", f"уровней не больше {DEEPEST}")
NO_KEY = Both("a key is a mapping or a list", "ключом стоит список или набор ключей")
PLAIN_KEYS = Both("keys of plain text", "ключи из простого текста")
PRINTABLE = Both("printable characters", "печатные символы")


class Mark(NamedTuple):
    """A place in a text; both count from 1."""

    line: int
    column: int


class Source:
    """A text's data, and where each part of it stands."""

    __slots__ = ("data", "filename", "language", "marks", "plain")

    def __init__(self, filename: str = "", language: Language = "en") -> None:
        self.filename = filename
        self.language = language
        """Of what is told about it."""
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

    def problem(self, message: Both | str, path: Path, allowed: Both | str = "") -> Problem:
        """An error about the value at `path`, with its line."""
        return self.problem_at(self.mark(path) or Mark(1, 1), message, path, allowed)

    def problem_at(
        self, mark: Mark, message: Both | str, path: Path = (), allowed: Both | str = ""
    ) -> Problem:
        """An error in a place of the text."""
        said, may = words_of(message, self.language), words_of(allowed, self.language)
        return Problem(said, path, may, line=mark.line, column=mark.column)


def read(text: str | bytes, filename: str = "", language: Language = "en") -> Source:
    """Read YAML; what is wrong with it is told in a language.

    Raises:
        DocumentError: too large, not UTF-8, not YAML, or YAML that a document may not use.
    """
    source = Source(filename, language)
    return _Reader(_decoded(text, source), source).read()


def _decoded(text: str | bytes, source: Source) -> str:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(raw) > LARGEST_TEXT:
        size = Both(f"the text has {len(raw)} bytes", f"размер текста {len(raw)} байт")
        most = Both(f"at most {LARGEST_TEXT} bytes", f"не больше {LARGEST_TEXT} байт")
        words = words_of(size, source.language), words_of(most, source.language)
        raise DocumentError([Problem(words[0], allowed=words[1])], source.filename, source.language)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        byte = f"0x{raw[error.start]:02x}"
        why = Both(f"the byte {byte} is not UTF-8", f"байт {byte} — не UTF-8")
        problem = source.problem_at(Mark(line, column), why)
        raise DocumentError([problem], source.filename, source.language) from None


class _Reader:
    """Builds a `Source` from the parser's events."""

    def __init__(self, text: str, source: Source) -> None:
        self._text = text
        self._source = source
        self._problems: list[Problem] = []
        self._events: Iterator[Event] = iter(())

    def read(self) -> Source:
        """The whole text, or DocumentError with every problem found up to the first fatal one."""
        try:
            self._events = YAML(typ="safe", pure=True).parse(self._text)
            self._read_documents()
        except MarkedYAMLError as error:
            self._problems.append(self._syntax(error))
        except ReaderError as error:
            self._problems.append(self._unreadable(error))
        except YAMLError as error:
            message = Both(f"not YAML: {error}", f"это не YAML: {error}")
            self._problems.append(self._source.problem_at(Mark(1, 1), message))
        except DocumentError as error:
            self._problems.extend(error.problems)
        if self._problems:
            source = self._source
            raise DocumentError(self._problems, source.filename, source.language)
        return self._source

    def _read_documents(self) -> None:
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._fatal(event, (), SECOND, ONE_EACH)
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
            raise self._fatal(event, path, TOO_DEEP, LEVELS)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        return self._sequence(path)

    def _check(self, event: Event, path: Path) -> None:
        anchor = getattr(event, "anchor", None)
        if isinstance(event, AliasEvent):
            message = Both(
                f"the alias *{anchor} is not allowed", f"ссылка *{anchor} не допускается"
            )
            raise self._fatal(event, path, message, Both("the value itself", "само значение"))
        if anchor is not None:
            message = Both(
                f"the anchor &{anchor} is not allowed", f"метка &{anchor} не допускается"
            )
            self._report(event, path, message, Both("plain values", "просто значения"))
        if (tag := getattr(event, "tag", None)) is not None:
            message = Both(f"the tag {tag} is not allowed", f"тег {tag} не допускается")
            self._report(event, path, message, Both("values without tags", "значения без тегов"))

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            self._check(event, path)
            key = self._key(event, path)
            inner = (*path, key)
            if key in found:
                first = self._source.marks[inner].line
                message = Both(f"the key {key!r} stands twice", f"ключ «{key}» указан дважды")
                once = Both(f"once (line {first})", f"один раз (строка {first})")
                self._report(event, inner, message, once)
            self._source.marks.setdefault(inner, _mark(event))
            found[key] = self._value(next(self._events), inner)
        return found

    def _key(self, event: Event, path: Path) -> str:
        """A key as it is written: `1:` and `"1":` are the same."""
        if not isinstance(event, ScalarEvent):
            raise self._fatal(event, path, NO_KEY, PLAIN_KEYS)
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

    def _report(self, event: Event, path: Path, message: Both, allowed: Both) -> None:
        self._problems.append(self._source.problem_at(_mark(event), message, path, allowed))

    def _fatal(self, event: Event, path: Path, message: Both, allowed: Both) -> DocumentError:
        return DocumentError([self._source.problem_at(_mark(event), message, path, allowed)])

    def _unreadable(self, error: ReaderError) -> Problem:
        position = min(error.position, len(self._text))
        line = self._text.count("\n", 0, position) + 1
        column = position - self._text.rfind("\n", 0, position)
        char = f"{self._text[position : position + 1]!a}"
        message = Both(f"the character {char} is not allowed", f"символ {char} не допускается")
        return self._source.problem_at(Mark(line, column), message, (), PRINTABLE)

    def _syntax(self, error: MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        why = ", ".join(part for part in (error.context, error.problem) if part)
        place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
        return self._source.problem_at(place, Both(f"not YAML: {why}", f"это не YAML: {why}"))


def _mark(event: Event) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
