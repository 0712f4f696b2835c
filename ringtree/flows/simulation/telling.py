"""An imagined call told to a person, line by line, in Russian and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringtree.company.both import Both
from ringtree.company.prompt import Language
from ringtree.flows.simulation.script import Story
from ringtree.flows.simulation.simulate import Simulation
from ringtree.flows.simulation.why import why
from ringtree.records.outcome import Outcome, Result
from ringtree.records.record import CallRecord
from ringtree.records.summary import in_seconds, trace_lines

#: How a line begins that tells what happened in a node.
_INSIDE = " " * 11

WITHHELD = Both("a withheld number", "скрытый номер")
CALLS = Both("{when}: {caller} calls {called}", "{when}: {caller} звонит на {called}")
BECAUSE = Both("{line}   because {why}", "{line}   — {why}")
ENDS = Both("It ends: {how} after {seconds}", "Чем кончилось: {how}, через {seconds}")
BY = Both("{how} by {whom}", "{how} {whom}")
GAVE_UP = Both(
    "Nothing but the caller's patience ends this call.",
    "Этот звонок кончается только тем, что у звонящего лопается терпение.",
)
WAITED, RANG, TALKED = Both("waited", "ожидание"), Both("rang", "гудки"), Both("talked", "разговор")

#: What becomes of the caller. English says the word that cases and records have.
ENDINGS: Mapping[Outcome, str] = {
    Outcome.ANSWERED: "ответил",
    Outcome.ABANDONED: "не дождался",
    Outcome.NO_ANSWER: "нет ответа",
    Outcome.BUSY: "занято",
    Outcome.UNREACHABLE: "недоступен",
    Outcome.REJECTED: "отказано",
    Outcome.OVERFLOW: "ушёл из очереди, никого не дождавшись",
    Outcome.MESSAGE: "оставлено сообщение",
    Outcome.SERVED: "функция выполнена",
    Outcome.HUNG_UP_BY_TREE: "дерево закончилось",
    Outcome.FAILED: "сбой",
}
_WEEKDAYS = (
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
)


def told(story: Story, done: Simulation, language: Language) -> Iterator[str]:
    """Who calls, the way with a reason for each exit, and how it ends."""
    record = done.record
    caller = record.caller or WITHHELD.words(language)
    yield CALLS.words(language).format(
        when=_when(story, language), caller=caller, called=record.called
    )
    reasons = iter([why(entry, language) for entry in record.trace])
    for line in trace_lines(record, language):
        is_inside = line.startswith(_INSIDE)
        yield line if is_inside else BECAUSE.words(language).format(line=line, why=next(reasons))
    ends = ENDS.words(language).format(
        how=_how(record, language), seconds=in_seconds(done.seconds, language)
    )
    yield "  ".join((ends, *_times(record, language)))
    if done.gave_up:
        yield GAVE_UP.words(language)


def _when(story: Story, language: Language) -> str:
    if language == "ru":
        return f"{_WEEKDAYS[story.at.weekday()]} {story.at:%d.%m.%Y %H:%M %Z}"
    return f"{story.at:%A %Y-%m-%d %H:%M %Z}"


def _how(record: CallRecord, language: Language) -> str:
    how = ENDINGS[record.outcome] if language == "ru" else record.outcome.value
    if record.answered_by:
        return BY.words(language).format(how=how, whom=record.answered_by)
    # A call that walks no node has nothing else that says why it came to nothing.
    if not record.trace and record.termination.result is not Result.OK:
        return f"{how} ({record.termination.reason})"
    return how


def _times(record: CallRecord, language: Language) -> Iterator[str]:
    times = ((WAITED, record.waiting), (RANG, record.ringing), (TALKED, record.talking))
    for name, seconds in times:
        if seconds:
            yield f"{name.words(language)} {in_seconds(seconds, language)}"
