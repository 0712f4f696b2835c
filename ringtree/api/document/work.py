"""What is done with a document's text, as functions of plain values: the workshop runs them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ringtree.api.document.schedules import calendar_days, schedule_states
from ringtree.company import text
from ringtree.company.case import AgentsText, CallerText, PressText
from ringtree.company.diff import diff
from ringtree.company.diff_words import Words
from ringtree.company.explain import in_russian
from ringtree.company.lint import errors
from ringtree.company.merge import merged
from ringtree.company.model import Company
from ringtree.company.people_table import import_people
from ringtree.company.problem import DocumentError, Problem
from ringtree.company.prompt import Language
from ringtree.company.source import read
from ringtree.explained import reason
from ringtree.flows.proof.prove import prove_company
from ringtree.flows.simulation.cases import moment_of, run_cases
from ringtree.flows.simulation.script import Agents, Story
from ringtree.flows.simulation.simulate import SimulationError, simulate
from ringtree.flows.simulation.why import why
from ringtree.queues.strategies import STRATEGIES


class NotADocument(Exception):
    """A text that is no company. `problems` are as `check` tells them."""

    def __init__(self, problems: list[dict[str, Any]]) -> None:
        super().__init__(problems)
        self.problems = problems


class NoSuchSchedule(LookupError):
    """The text has no schedule of that name."""


class NotImaginable(Exception):
    """A call that can't be imagined; the sentence says why."""


def check(
    document: str,
    recordings: Sequence[str] | None = None,
    now: datetime | None = None,
    language: Language = "en",
    trunk_passwords: Collection[tuple[str, str]] | None = None,
) -> dict[str, Any]:
    """Everything about a text: its problems, its data, whether it could be published.

    What lint finds is told in `language`. `model` is the parsed company as JSON text, if the text
    is a company at all; `schedules` say what holds at `now`.
    """
    try:
        company, problems = text.check(
            document,
            language=language,
            strategies=tuple(STRATEGIES),
            recordings=recordings,
            trunk_passwords=trunk_passwords,
        )
    except DocumentError as error:
        found = [_problem(one) for one in error.problems]
        data = _data(document)
        return {"problems": found, "document": data, "model": None, "ok": False, "schedules": []}
    return {
        "problems": [_problem(one) for one in problems],
        "document": data_of(company),
        "model": company.model_dump_json(exclude_unset=True),
        "ok": not errors(problems),
        "schedules": schedule_states(company, now or datetime.now(UTC)),
    }


def data_of(company: Company) -> dict[str, Any]:
    """What the document's author set, as JSON values."""
    data: dict[str, Any] = company.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return data


def _data(document: str) -> Any:
    """What can be read of a text that is no company (yet)."""
    try:
        return read(document).data
    except DocumentError:
        return None


def _problem(problem: Problem) -> dict[str, Any]:
    return {**problem.to_dict(), "path": [*problem.path], "place": problem.dotted}


def write(document: str, data: dict[str, Any]) -> str:
    """The text with this data in it; see `ringtree.company.merge`."""
    return merged(document, data)


def take_people(document: str, table: str, language: Language) -> dict[str, Any]:
    """The text with a table of people in it, what that changed, and what could not be taken.

    What could not be taken is told in `language`.

    Raises:
        NotADocument: the text can't be read.
    """
    try:
        data = read(document).data
    except DocumentError as error:
        raise NotADocument([_problem(one) for one in error.problems]) from None
    made = import_people(data if isinstance(data, dict) else {}, table)
    return {
        "text": merged(document, made.data),
        "added": made.added,
        "changed": made.changed,
        "problems": [
            {"line": one.line, "message": one.message.words(language)} for one in made.problems
        ],
    }


def compare(before: str | None, after: str, language: Language | None) -> list[dict[str, Any]]:
    """What publishing `after` would change, in words; everything, if there is nothing before.

    Raises:
        NotADocument: one of them is no company.
    """
    new = _load(after)
    old = _load(before) if before is not None else _empty(new)
    words = Words(language or new.language, (old, new))
    return [{**change.to_dict(), "words": words.sentence(change)} for change in diff(old, new)]


def _load(document: str) -> Company:
    try:
        return text.load(document)
    except DocumentError as error:
        raise NotADocument([_problem(one) for one in error.problems]) from None


def _empty(company: Company) -> Company:
    bare = {name: getattr(company, name) for name in ("code", "name", "language", "timezone")}
    return Company.model_validate(bare)


def calendar(document: str, schedule: str, first: date, last: date) -> list[dict[str, Any]]:
    """The days of one of the text's schedules; see `calendar_days`.

    Raises:
        NotADocument: it is no company.
        NoSuchSchedule: it has no such schedule.
    """
    company = _load(document)
    if schedule not in company.schedules:
        raise NoSuchSchedule(schedule)
    return calendar_days(company, schedule, first, last)


def cases(document: str, now: datetime, language: Language = "en") -> list[dict[str, Any]]:
    """Run the document's cases; what is not as expected is told in a language.

    Raises:
        NotADocument: it is no company.
    """
    company = _load(document)
    return [result.to_dict() for result in run_cases(company, now, language=language)]


def prove(document: str, now: datetime, language: Language) -> dict[str, Any]:
    """Prove that no caller is lost; what is found is told in a language.

    Raises:
        NotADocument: it is no company.
    """
    return prove_company(_load(document), now).to_dict(language)


def imagine(
    document: str, story: dict[str, Any], now: datetime, language: Language
) -> dict[str, Any]:
    """One imagined call; why each exit was taken is told in a language.

    Raises:
        NotADocument: it is no company.
        NotImaginable: the story can't be.
    """
    company = _load(document)
    try:
        done = simulate(company, _story(company, story, now))
    except (SimulationError, ValueError) as error:
        raise NotImaginable(_said(error, language)) from None
    record = done.record.to_dict()
    for entry, written in zip(done.record.trace, record["trace"], strict=True):
        written["why"] = why(entry, language)
    return {"record": record, "gave_up": done.gave_up, "seconds": round(done.seconds, 3)}


def _story(company: Company, story: dict[str, Any], now: datetime) -> Story:
    at = moment_of(company, story["at"], now) if story.get("at") else now
    return Story(
        to=story.get("to") or company.main_number or "",
        caller=TypeAdapter(CallerText).validate_python(story["caller"]),
        at=at.astimezone(company.zone),
        press=TypeAdapter(PressText).validate_python(story["press"]),
        agents=Agents.parse(TypeAdapter(AgentsText).validate_python(story["agents"])),
        waiting=story["waiting"],
        hang_up_after=story.get("hang_up_after"),
        webhook=story["webhook"],
    )


def _said(error: Exception, language: Language) -> str:
    if isinstance(error, SimulationError):
        return error.words(language)
    if isinstance(error, ValidationError):
        what = error.errors()[0]
        said = in_russian(what) if language == "ru" else what["msg"]
        return f"{what['input']!r}: {said}"
    return reason(error, language)
