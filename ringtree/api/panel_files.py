"""The files of the built panel, in memory as the build packed them.

The build also says which files each page needs beyond the first (`needed.json`). They are named in
the page, so that a browser asks for all of them at once instead of finding out one after another.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

#: Encodings that the build has made twins in, best first, and what their names end with.
TWINS = {"br": ".br", "gzip": ".gz"}
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_NEEDED = "needed.json"
_PAGE = "index.html"
#: Asked by every page of who is signed in, before it can show anything.
_FIRST_QUESTION = '<link rel="preload" as="fetch" crossorigin href="/api/v1/session">'
#: In the list of files: what the page to sign in needs.
_STRANGER = "?"


@dataclass(frozen=True, slots=True)
class Content:
    """What is sent for an address: its bytes, what they are, and how they are packed."""

    body: bytes
    media_type: str
    encoding: str | None = None


def version_of(folder: Path) -> tuple[int, int]:
    """Another one for another build: when its first and its last file were written.

    Raises:
        OSError: there is none.
    """
    needed = folder / _NEEDED
    return (folder / _PAGE).stat().st_mtime_ns, needed.stat().st_mtime_ns if needed.exists() else 0


class PanelFiles:
    """One build. Reads the disk when a file is first asked for, and holds it from then on.

    Raises:
        OSError: from any method: the build is being replaced this moment.
    """

    def __init__(self, folder: Path) -> None:
        self._known = {
            one.relative_to(folder).as_posix(): one
            for one in folder.rglob("*")
            if one.is_file() and one.suffix in TYPES
        }
        self._page = (folder / _PAGE).read_text("utf-8")
        self._needed = _needed(folder / _NEEDED)
        self._held: dict[tuple[str, str | None], Content] = {}

    def __contains__(self, name: str) -> bool:
        """Whether the build has a file of this name: looked up, so no name leads out of it."""
        return name in self._known

    def file(self, name: str, accepted: Iterable[str]) -> Content:
        """A file in the best encoding that is accepted; the build must have it."""
        wanted = set(accepted)
        for encoding in (*(one for one in TWINS if one in wanted), None):
            if found := self._hold(name, encoding):
                return found
        raise FileNotFoundError(name)

    def page(self, path: str, accepted: Iterable[str], *, is_known: bool) -> Content:
        """The page at an address below the panel's root, naming all files that it needs.

        Who is known by a cookie probably gets what is there, and a stranger the page to sign in.
        """
        hints = self._hints(path.split("/", 1)[0] if is_known else _STRANGER)
        text = self._page.replace("</head>", hints + "</head>")
        if is_known:
            text = text.replace("</head>", _FIRST_QUESTION + "</head>")
        is_packed = "gzip" in accepted
        body = gzip.compress(text.encode(), 6) if is_packed else text.encode()
        return Content(body, TYPES[".html"], "gzip" if is_packed else None)

    def _hints(self, part: str) -> str:
        return "".join(map(_hint, self._needed.get(part, self._needed.get("", []))))

    def _hold(self, name: str, encoding: str | None) -> Content | None:
        if (name, encoding) not in self._held:
            path = self._known[name]
            twin = path.with_name(path.name + TWINS[encoding]) if encoding else path
            if not twin.is_file():
                return None
            self._held[name, encoding] = Content(twin.read_bytes(), TYPES[path.suffix], encoding)
        return self._held[name, encoding]


def _needed(file: Path) -> dict[str, list[str]]:
    """By the first part of an address: the files it needs. An older build does not tell."""
    if not file.is_file():
        return {}
    found: dict[str, list[str]] = json.loads(file.read_bytes())
    return found


def _hint(file: str) -> str:
    if file.endswith(".css"):
        return f'<link rel="preload" as="style" crossorigin href="/{file}">'
    return f'<link rel="modulepreload" crossorigin href="/{file}">'
