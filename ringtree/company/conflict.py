"""Two people published at once: what the second is told, so that nothing is lost."""

from __future__ import annotations

from ringtree.company.diff import diff
from ringtree.company.diff_words import Words
from ringtree.company.prompt import Language
from ringtree.company.revision import RevisionConflict, RevisionNote, UnknownRevision
from ringtree.company.revisions import Revisions


async def explain_conflict(
    revisions: Revisions, conflict: RevisionConflict, language: Language | None = None
) -> str:
    """Who published meanwhile, what that changed, and what to do now."""
    lines = [str(conflict)]
    code, base = conflict.company, conflict.expected or 0
    notes = await revisions.history(code)
    lines += [note_line(note) for note in reversed(notes) if note.number > base]
    lines += await _changes(revisions, code, base, language)
    lines.append(
        "Nothing was published, and your file is as it was. "
        f"`ringtree export {code}` gives the live text: bring your change into it and apply that. "
        f"`ringtree diff YOUR-FILE --against {base}` shows what your change was."
    )
    return "\n".join(lines)


def note_line(note: RevisionNote) -> str:
    """A line of history."""
    said = f": {note.note}" if note.note else ""
    return f"revision {note.number}, {note.created:%Y-%m-%d %H:%M} UTC, by {note.author}{said}"


async def _changes(
    revisions: Revisions, code: str, base: int, language: Language | None
) -> list[str]:
    try:
        before, after = (
            (await revisions.get(code, base)).load(),
            (await revisions.live(code)).load(),
        )
    except UnknownRevision:
        return []
    words = Words(language or after.language, (before, after))
    return [f"  {line}" for line in words.lines(diff(before, after))]
