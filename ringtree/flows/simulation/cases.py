"""Runs the cases of a company's document: imagined calls that must go as expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ringtree.company.both import Both
from ringtree.company.case import ANYTHING, Case
from ringtree.company.gate import CasesRun
from ringtree.company.model import Company
from ringtree.company.moment import parse_moment
from ringtree.company.prompt import Language
from ringtree.flows.simulation.durations import Durations, estimated
from ringtree.flows.simulation.script import Agents, Story
from ringtree.flows.simulation.simulate import Simulation, SimulationError, simulate
from ringtree.records.trace import TraceEntry


class CasesFailed(Exception):
    """Cases of a company do not go as expected."""

    def __init__(self, failed: Sequence[CaseResult]) -> None:
        listed = "\n".join(f"  {one.case.name}: {'; '.join(one.faults)}" for one in failed)
        super().__init__(f"these cases fail (--force-cases publishes all the same):\n{listed}")
        self.failed = tuple(failed)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of a case. `faults` say in words what is not as expected; none: it passed."""

    case: Case
    simulation: Simulation | None
    faults: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether all was as expected."""
        return not self.faults

    def to_dict(self) -> dict[str, Any]:
        """For `--json`."""
        record = self.simulation.record.to_dict() if self.simulation else None
        faults = list(self.faults)
        return {"name": self.case.name, "passed": self.passed, "faults": faults, "record": record}


def run_cases(
    company: Company,
    now: datetime,
    *,
    durations: Durations = estimated,
    language: Language = "en",
) -> list[CaseResult]:
    """Run all of them, and tell in a language what is not as expected.

    `now`, aware, is what weekdays are counted from.
    """
    return [
        run_case(company, case, now, durations=durations, language=language)
        for case in company.cases
    ]


def require_cases(company: Company, now: datetime, *, force: bool = False) -> CasesRun:
    """See to it that every case passes; with `force` only say, for the history, which fail.

    Raises:
        CasesFailed: some do not, and `force` is not given.
    """
    failed = [result for result in run_cases(company, now) if not result.passed]
    if failed and not force:
        raise CasesFailed(failed)
    return CasesRun(tuple(one.case.name for one in failed))


def gate(company: Company, force: bool) -> CasesRun:
    """What publications have to pass, now: see `ringtree.company.gate.Gate`.

    Raises:
        CasesFailed: as `require_cases`.
    """
    return require_cases(company, datetime.now(UTC), force=force)


def run_case(
    company: Company,
    case: Case,
    now: datetime,
    *,
    durations: Durations = estimated,
    language: Language = "en",
) -> CaseResult:
    """Run one."""
    try:
        done = simulate(company, story_of(company, case, now), durations=durations)
    except SimulationError as error:
        return CaseResult(case, None, (error.words(language),))
    return CaseResult(case, done, tuple(one.words(language) for one in _faults(case, done)))


def story_of(company: Company, case: Case, now: datetime) -> Story:
    """The call that a case describes."""
    return Story(
        to=case.to or company.main_number or "",
        caller=case.from_,
        at=moment_of(company, case.at, now),
        press=case.press,
        agents=Agents.parse(case.agents),
        waiting=case.waiting,
        hang_up_after=case.hang_up_after,
        webhook=case.webhook,
    )


def moment_of(company: Company, text: str, now: datetime) -> datetime:
    """The instant that a text means at this company.

    Raises:
        ValueError: it means none.
    """
    schedules = [one.hours(company.timezone) for one in company.schedules.values()]
    today = now.astimezone(company.zone).date()
    return parse_moment(text).instant(today, company.zone, schedules)


def _faults(case: Case, done: Simulation) -> Iterator[Both]:
    expect, trace = case.expect, done.record.trace
    if expect.ends is not None and expect.ends != done.record.outcome.value:
        ends = done.record.outcome.value
        yield Both(f"ends {ends}, not {expect.ends}", f"итог {ends}, а не {expect.ends}")
    if expect.path and not follows(trace, expect.path):
        way = " → ".join(f"{entry.tree}/{entry.node}" for entry in trace)
        wanted = " → ".join(expect.path)
        yield Both(f"goes {way}, not {wanted}", f"идёт {way}, а не {wanted}")
    heard = list(words_heard(trace))
    for words in expect.says:
        if not any(words.casefold() in one.casefold() for one in heard):
            all_words = "; ".join(heard)
            yield Both(
                f"nobody says {words!r}; heard is: {all_words or 'nothing'}",
                f"никто не говорит «{words}»; звучит: {all_words or 'ничего'}",
            )


def follows(trace: Sequence[TraceEntry], path: Sequence[str]) -> bool:
    """Whether the call went that way; … in a path stands for any nodes."""
    ends = {0}  # how many nodes of the trace the path so far may have used up
    for wanted in path:
        if wanted in ANYTHING:
            ends = set(range(min(ends, default=0), len(trace) + 1)) if ends else ends
        else:
            ends = {at + 1 for at in ends if at < len(trace) and _is(trace[at], wanted)}
    return len(trace) in ends


def _is(entry: TraceEntry, wanted: str) -> bool:
    return wanted in (entry.node, f"{entry.tree}/{entry.node}")


def words_heard(trace: Sequence[TraceEntry]) -> Iterator[str]:
    """Everything that was said, in order."""
    for entry in trace:
        for step in entry.facts.get("steps", ()):
            yield from step.get("played", ())
