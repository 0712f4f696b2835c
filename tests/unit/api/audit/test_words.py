"""What is written into the audit log has words in the panel."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import ringtree

SOURCES = Path(ringtree.__file__).parent
WORDS = SOURCES.parent / "panel/src/pages/audit/auditWords.ts"
#: What writes to the log, with action and noun among the first three arguments.
NOTES = {"audit", "note", "_note", "_note_own"}


def written() -> Iterator[str]:
    """Every action and noun that a route writes down."""
    for path in (SOURCES / "api").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and (name := _name(call.func)) in NOTES:
                if name == "note" and "audit.note" not in ast.unparse(call.func):
                    continue
                yield from _words(call.args[:3])


def _name(function: ast.expr) -> str:
    return ast.unparse(function).rpartition(".")[2]


def _words(arguments: list[ast.expr]) -> Iterator[str]:
    for one in arguments:
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def test_every_noun_and_action_is_worded_in_both_languages() -> None:
    keys = re.findall(r"^ {6}(?:\"([^\"]+)\"|(\w+)): ", WORDS.read_text("utf-8"), re.MULTILINE)
    worded = [quoted or plain for quoted, plain in keys]
    found = set(written())
    assert len(found) > 30
    assert {word for word in found if worded.count(word) < 2} == set()
