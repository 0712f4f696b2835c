"""Records as lines for a person: one for the call, and one for each hop of its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringtree.company.prompt import Language
from ringtree.records.fact_words import NAMES, VALUES, WORDED
from ringtree.records.record import CallRecord
from ringtree.records.trace import TraceEntry


def summary(record: CallRecord) -> str:
    """The call in one line: when, who, whom, how it ended and how long each part took."""
    caller = record.caller or "withheld"
    parts = [
        record.started.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
        record.id,
        f"{record.company}: {caller} → {record.called}",
        f"{record.outcome.value} ({record.termination.reason})",
    ]
    if record.answered_by:
        parts.append(f"by {record.answered_by}")
    times = {"waited": record.waiting, "rang": record.ringing, "talked": record.talking}
    parts += [f"{name} {seconds:.1f} s" for name, seconds in times.items() if seconds]
    if record.trace:
        parts.append(" → ".join(f"{entry.node}({entry.exit or '…'})" for entry in record.trace))
    return "  ".join(parts)


def trace_lines(record: CallRecord, language: Language = "en") -> Iterator[str]:
    """The call's way through its tree, a line each node and each thing that happened there."""
    for entry in record.trace:
        when = in_seconds(entry.entered, language)
        yield f"{when:>9}  {entry.node} ({entry.type}) → {entry.exit or '…'}"
        yield from (f"           {line}" for line in _facts(entry, language))


def in_seconds(seconds: float, language: Language = "en") -> str:
    """`4.8 s`, as people of the language write it."""
    return f"{seconds:.1f} с".replace(".", ",") if language == "ru" else f"{seconds:.1f} s"


def _facts(entry: TraceEntry, language: Language) -> Iterator[str]:
    for step in entry.facts.get("steps", ()):
        words = (_fact(name, value, language) for name, value in step.items() if name != "at")
        yield f"{in_seconds(step['at'], language):>9}  {', '.join(words)}"
    for name, value in entry.facts.items():
        if name != "steps":
            yield _fact(name, value, language)


def _fact(name: str, value: Any, language: Language) -> str:
    known: Mapping[str, str] = VALUES if language == "ru" and name in WORDED else {}
    called = NAMES.get(name, name) if language == "ru" else name
    return f"{called}: {_shown(value, known)}"


def _shown(value: Any, known: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return "; ".join(_shown(one, known) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(one, known)}" for name, one in value.items())
    return known.get(str(value), str(value))
