"""The commands that look at a text: lint, and the schema that editors check it by."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
from ringtree.commands.command import CommandError, Subparsers, opened, read
from ringtree.company import text
from ringtree.company.lint import errors
from ringtree.company.model import Company
from ringtree.company.problem import Problem, Severity
from ringtree.company.schema import document_schema
from ringtree.prompts.library import PromptLibrary
from ringtree.queues.strategies import STRATEGIES
from ringtree.settings import Settings
from ringtree.storage.registrations import Registrations


def add_parser(parent: Subparsers) -> None:
    """What the commands take."""
    _add_lint(parent)
    _add_schema(parent)


def _add_lint(parent: Subparsers) -> None:
    one = parent.add_parser("lint", help="look for problems in a company's YAML file")
    one.add_argument("file", type=Path)
    one.add_argument("--live", action="store_true", help="also find people without a phone now")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=lint)


def _add_schema(parent: Subparsers) -> None:
    one = parent.add_parser("schema", help="print the JSON Schema of a company's YAML file")
    one.add_argument("--output", type=Path, metavar="FILE", help="write it there instead")
    one.set_defaults(command=schema)


async def lint(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree lint FILE`: every problem; status 1 if it can't be published."""
    document, filename = read(options.file), str(options.file)
    code = text.load(document, filename).code
    recordings = await _recordings(settings, code)
    company, problems = text.check(
        document, filename, strategies=tuple(STRATEGIES), recordings=recordings
    )
    if options.live:
        problems += await _without_devices(settings, company)
    _report(problems, filename, as_json=options.json)
    return 1 if errors(problems) else 0


async def _recordings(settings: Settings, code: str) -> Sequence[str]:
    library = PromptLibrary(settings.data_dir)
    try:
        return tuple(library.uploads.names(code))
    finally:
        await library.stop()


async def _without_devices(settings: Settings, company: Company) -> list[Problem]:
    """A person whose phones are all switched off is a fact of the hour, not of the document."""
    async with opened(settings) as database:
        bindings = await Registrations(database, settings.data_dir).load_all(now=time.time())
    registered = {binding.account for binding in bindings}
    return [
        Problem(
            f"no device of {person.extension} ({person.name}) is registered",
            ("people", index),
            severity=Severity.WARNING,
            rule="no-device",
            remedy=f"Register a phone as {company.account(person.extension)}.",
        )
        for index, person in enumerate(company.people)
        if company.account(person.extension) not in registered
    ]


def _report(problems: Iterable[Problem], filename: str, *, as_json: bool) -> None:
    found = list(problems)
    if as_json:
        print(json.dumps([problem.to_dict() for problem in found], ensure_ascii=False))
        return
    for problem in found:
        print(problem.describe(filename), f"[{problem.rule}]")
        if problem.remedy:
            print(f"    {problem.remedy}")
    refused = len(errors(found))
    counted = f"Errors: {refused}, warnings: {len(found) - refused}."
    print(f"{counted} It {'can not' if refused else 'can'} be published.")


async def schema(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree schema`: the JSON Schema of a company document."""
    written = json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n"
    write(written, options.output)
    return 0


def write(written: str, file: Path | None) -> None:
    """To the file, or to the terminal if there is none.

    Raises:
        CommandError: the file can't be written.
    """
    if file is None:
        print(written, end="")
        return
    try:
        file.write_text(written, "utf-8")
    except OSError as error:
        raise CommandError(f"{file} can't be written: {error}") from error
