"""The commands that try a company before callers do: simulate, test, prove."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
from ringtree.commands.command import (
    CommandError,
    Subparsers,
    add_trial_wording,
    read,
    seconds,
)
from ringtree.commands.lint import COUNTED
from ringtree.company import text
from ringtree.company.both import Both
from ringtree.company.case import AgentsText, CallerText, PressText
from ringtree.company.lint import errors
from ringtree.company.model import Company
from ringtree.company.problem import SEVERITIES, DocumentError
from ringtree.company.prompt import Language
from ringtree.flows.proof.finding import Finding, Severity
from ringtree.flows.proof.prove import Proof, prove_company
from ringtree.flows.simulation.cases import CaseResult, moment_of, run_cases
from ringtree.flows.simulation.durations import Durations, measured
from ringtree.flows.simulation.script import Agents, Story
from ringtree.flows.simulation.simulate import Simulation, SimulationError, simulate
from ringtree.flows.simulation.telling import told
from ringtree.flows.simulation.why import why
from ringtree.prompts.library import PromptLibrary
from ringtree.queues.strategies import STRATEGIES
from ringtree.settings import Settings


def add_parser(parent: Subparsers) -> None:
    """What the commands take."""
    _add_simulate(parent)
    _add_test(parent)
    _add_prove(parent)


def _add_simulate(parent: Subparsers) -> None:
    one = parent.add_parser("simulate", help="imagine one call and show its way")
    one.add_argument("file", type=Path)
    one.add_argument("--to", metavar="NUMBER", help="by default the company's first number")
    one.add_argument(
        "--from", dest="caller", default="+79990000000", metavar="NUMBER", help='"" withholds it'
    )
    one.add_argument("--at", metavar="TIME", help="2026-11-22 22:00, or sunday 22:00; or now")
    one.add_argument("--press", default="", metavar="KEYS", help="such as 1,wait,2")
    one.add_argument("--agents", default="free", help="free, busy, none or away, 101=busy")
    one.add_argument("--waiting", type=int, default=0, metavar="N", help="callers before this one")
    one.add_argument("--hang-up-after", type=seconds, metavar="SECONDS", help="such as 40s")
    one.add_argument(
        "--webhook",
        default="failed",
        metavar="ANSWER",
        help="what servers answer: an exit, or failed, timeout, bad_answer",
    )
    add_trial_wording(one)
    one.set_defaults(command=imagine)


def _add_test(parent: Subparsers) -> None:
    one = parent.add_parser("test", help="run the cases of a company's YAML file")
    one.add_argument("file", type=Path)
    add_trial_wording(one)
    one.set_defaults(command=test)


def _add_prove(parent: Subparsers) -> None:
    one = parent.add_parser("prove", help="find every way in which a caller could be lost")
    one.add_argument("file", type=Path)
    add_trial_wording(one)
    one.set_defaults(command=prove)


def _load(options: argparse.Namespace) -> Company:
    """A company that could be published, its cases aside.

    Raises:
        DocumentError: it could not.
    """
    filename = str(options.file)
    language: Language = options.language
    company, problems = text.check(
        read(options.file), filename, language=language, strategies=tuple(STRATEGIES)
    )
    if refused := errors(problems):
        raise DocumentError(refused, filename, language)
    return company


def _now() -> datetime:
    return datetime.now(UTC)


def _durations(settings: Settings, company: Company) -> Durations:
    return measured(PromptLibrary(settings.data_dir), company.code)


# -- simulate


async def imagine(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree simulate FILE`: what would become of a call."""
    company = _load(options)
    story = _story(company, options)
    try:
        done = simulate(company, story, durations=_durations(settings, company))
    except SimulationError as error:
        raise CommandError(error.words(options.language)) from error
    if options.json:
        print(json.dumps(_written(done, options.language), ensure_ascii=False))
    else:
        print("\n".join(told(story, done, options.language)))
    return 0


def _story(company: Company, options: argparse.Namespace) -> Story:
    try:
        press = TypeAdapter(PressText).validate_python(options.press)
        caller = TypeAdapter(CallerText).validate_python(options.caller)
        agents = TypeAdapter(AgentsText).validate_python(options.agents)
        at = moment_of(company, options.at, _now()) if options.at else _now()
    except ValidationError as error:
        what = error.errors()[0]
        raise CommandError(f"{what['input']!r}: {what['msg']}") from error
    except ValueError as error:
        raise CommandError(str(error)) from error
    return Story(
        to=options.to or company.main_number or "",
        caller=caller,
        at=at.astimezone(company.zone),
        press=press,
        agents=Agents.parse(agents),
        waiting=options.waiting,
        hang_up_after=options.hang_up_after,
        webhook=options.webhook,
    )


def _written(done: Simulation, language: Language) -> dict[str, object]:
    """A record as of a live call, with a reason for every exit."""
    record = done.record.to_dict()
    for entry, written in zip(done.record.trace, record["trace"], strict=True):
        written["why"] = why(entry, language)
    return {**record, "simulated": True, "gave_up": done.gave_up}


# -- test


async def test(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree test FILE`: run its cases; status 1 if one fails."""
    company, language = _load(options), options.language
    durations = _durations(settings, company)
    results = run_cases(company, _now(), durations=durations, language=language)
    if options.json:
        print(json.dumps([result.to_dict() for result in results], ensure_ascii=False))
    else:
        _report_cases(results, language)
    return 0 if all(result.passed for result in results) else 1


PASSED, FAILED = Both("passed", "прошла   "), Both("FAILED", "НЕ ПРОШЛА")
CASES = Both("Cases: {cases}, failed: {failed}.", "Проверок: {cases}, не прошло: {failed}.")


def _report_cases(results: Sequence[CaseResult], language: Language) -> None:
    for result in results:
        word = (PASSED if result.passed else FAILED).words(language)
        print(f"{word}  {result.case.name}")
        for fault in result.faults:
            print(f"        {fault}")
    failed = sum(not result.passed for result in results)
    print(CASES.words(language).format(cases=len(results), failed=failed))


# -- prove


async def prove(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree prove FILE`: what can happen to callers in a year; status 1 if anyone is lost."""
    company = _load(options)
    proof = prove_company(company, _now())
    if options.json:
        print(json.dumps(proof.to_dict(options.language), ensure_ascii=False))
    else:
        _report_proof(proof, str(options.file), options.language)
    return 1 if any(one.severity is Severity.ERROR for one in proof.findings) else 0


LOOKED_AT = Both(
    "Looked at: {nodes} nodes, {moments} moments until {until:%Y-%m-%d}, {situations} situations,"
    " {states} states, in {seconds:.2f} s.",
    "Просмотрено: узлов {nodes}, моментов {moments} (до {until:%d.%m.%Y}), ситуаций {situations},"
    " состояний {states}; за {seconds:.2f} с.",
)


def _report_proof(proof: Proof, filename: str, language: Language) -> None:
    for finding in proof.findings:
        print("\n".join(_finding_lines(finding, filename, language)))
    seen = LOOKED_AT.words(language).format(
        nodes=proof.nodes,
        moments=proof.moments,
        until=proof.until,
        situations=proof.situations,
        states=proof.states,
        seconds=proof.seconds,
    )
    refused = sum(one.severity is Severity.ERROR for one in proof.findings)
    warned = len(proof.findings) - refused
    print(seen)
    print(COUNTED.words(language).format(errors=refused, warnings=warned))


def _finding_lines(finding: Finding, filename: str, language: Language) -> Iterator[str]:
    message = finding.said.words(language)
    severity = SEVERITIES[language][finding.severity]
    yield f"{severity}: {finding.place}: {message} [{finding.kind.value}]"
    if (example := finding.example) is not None:
        yield f"    {' → '.join(example.way)}"
        yield f"    {example.command(filename)}"
