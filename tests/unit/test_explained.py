"""A refusal says the same in both languages, in another process too."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path
from typing import Any, TypeGuard

from ringtree.explained import Explained, reason

ROOT = Path(__file__).parents[2]


def test_it_is_read_in_either_language() -> None:
    error = Explained("no way", "никак")
    assert (str(error), error.words("en"), reason(error, "ru")) == ("no way", "no way", "никак")
    assert reason(KeyError("x"), "ru") == "'x'"


def test_it_goes_from_one_process_to_another() -> None:
    error = pickle.loads(pickle.dumps(Explained("no way", "никак")))
    assert error.words("ru") == "никак"


#: Where texts of documents, forms and requests are judged.
_JUDGING = ("company", "schedules", "flows", "forwarding", "prompts/wav.py", "api")


def test_whatever_judges_a_text_speaks_both_languages() -> None:
    english = []
    for path in sorted((ROOT / "ringtree").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(tuple(f"ringtree/{one}" for one in _JUDGING)):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.exc.func if _is_made(node) else None
            if isinstance(called, ast.Name) and called.id == "ValueError":
                english.append(f"{name}:{node.lineno}")
    assert english == [], "raise ringtree.explained.Explained, in English and in Russian"


def test_a_russian_reader_gets_russian_of_every_refusal() -> None:
    for path in sorted((ROOT / "ringtree").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (_is_made(node) and isinstance(node.exc.func, ast.Name)):
                continue
            if node.exc.func.id == "Explained":
                russian = ast.unparse(node.exc.args[1])
                assert any("а" <= letter <= "я" for letter in russian), f"{path}:{node.lineno}"


def _is_made(node: ast.AST) -> TypeGuard[Any]:
    return isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
