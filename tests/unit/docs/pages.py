"""The project's pages as tests read them: links, the names beside them, and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "ringtree"
PAGES = sorted((*ROOT.glob("*.md"), *DOCS.rglob("*.md")))

_LINK = re.compile(r"\[(?P<label>[^\]]*)\]\((?P<target>[^)\s]+)\)")
#: A link to a source file, and the names in it that stand behind the link.
_FILE = re.compile(r"\[([\w/]+\.py)\]\(\.\./(ringtree/[\w/]+\.py)\)((?:(?:, | )`[\w.]+`)*)")
_METHOD = re.compile(r"`([A-Z]\w+\.\w+)`")


@cache
def text_of(page: Path) -> str:
    """A page's text."""
    return page.read_text("utf-8")


def links(page: Path) -> Iterator[str]:
    """Where its links lead, code blocks left out."""
    prose = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    return (match["target"] for match in _LINK.finditer(prose))


def files_named(page: Path) -> Iterator[tuple[str, str]]:
    """Each source file it links to with each name said to be in it; "" for the file alone."""
    for label, file, names in _FILE.findall(text_of(page)):
        assert file == f"ringtree/{label}", f"{label} links to {file}"
        for name in re.findall(r"`([\w.]+)`", names) or [""]:
            yield file, name


def names_without_a_file(page: Path) -> set[str]:
    """Methods that are named (`Leg.on_media`) with no link right before them."""
    beside = {name for _, name in files_named(page)}
    return set(_METHOD.findall(text_of(page))) - beside


def anchors(page: Path) -> set[str]:
    """What a link may name behind `#`."""
    heads = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}
