"""Text fit for a mail's header: on one line, printable, bounded."""

from __future__ import annotations

import unicodedata


def header_text(text: str, most: int = 200) -> str:
    """The text without line ends, control characters and what turns writing around.

    What a caller's phone says of itself must not become a header of ours, nor make a subject
    read other than it is.
    """
    shown = "".join(
        char if char.isprintable() and unicodedata.category(char) not in ("Cf", "Cs") else " "
        for char in text
    )
    return " ".join(shown.split())[:most].rstrip()


def file_name(text: str, most: int = 100) -> str:
    """A name an attachment may have on anybody's computer."""
    kept = "".join("_" if char in '/\\:*?"<>|' else char for char in header_text(text, most))
    return kept.strip(". ") or "file"
