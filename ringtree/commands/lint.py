"""The commands that look at a text: lint, and the schema that editors check it by."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
from ringtree.commands.command import CommandError, Subparsers, add_trial_wording, opened, read
from ringtree.commands.stored import trunk_passwords
from ringtree.company import text
from ringtree.company.both import Both
from ringtree.company.lint import errors
from ringtree.company.model import Company
from ringtree.company.problem import Problem, Severity
from ringtree.company.prompt import Language
from ringtree.company.schema import document_schema
from ringtree.prompts.library import PromptLibrary
from ringtree.queues.strategies import STRATEGIES
from ringtree.settings import Settings
from ringtree.storage.registrations import Registrations

NO_DEVICE = Both(
    "no device of {number} ({name}) is registered",
    "ни один телефон {number} ({name}) не зарегистрирован",
)
REGISTER = Both(
    "Register a phone as {account}.", "Зарегистрируйте телефон с учётной записью {account}."
)
COUNTED = Both(
    "Errors: {errors}, warnings: {warnings}.", "Ошибок: {errors}, предупреждений: {warnings}."
)
SOUND = Both("It can be published.", "Можно публиковать.")
REFUSED = Both("It can not be published.", "Публиковать нельзя.")


def add_parser(parent: Subparsers) -> None:
    """What the commands take."""
    _add_lint(parent)
    _add_schema(parent)


def _add_lint(parent: Subparsers) -> None:
    one = parent.add_parser("lint", help="look for problems in a company's YAML file")
    one.add_argument("file", type=Path)
    one.add_argument("--live", action="store_true", help="also find people without a phone now")
    add_trial_wording(one)
    one.set_defaults(command=lint)


def _add_schema(parent: Subparsers) -> None:
    one = parent.add_parser("schema", help="print the JSON Schema of a company's YAML file")
    one.add_argument("--output", type=Path, metavar="FILE", help="write it there instead")
    one.set_defaults(command=schema)


async def lint(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree lint FILE`: every problem; status 1 if it can't be published."""
    document, filename = read(options.file), str(options.file)
    language: Language = options.language
    company = text.load(document, filename, language)
    known = {
        "strategies": tuple(STRATEGIES),
        "recordings": await _recordings(settings, company),
        "trunk_passwords": await trunk_passwords(settings),
    }
    _, problems = text.check(document, filename, language=language, **known)
    if options.live:
        problems += await _without_devices(settings, company, language)
    if options.json:
        print(json.dumps([problem.to_dict() for problem in problems], ensure_ascii=False))
    else:
        _report(problems, filename, language)
    return 1 if errors(problems) else 0


async def _recordings(settings: Settings, company: Company) -> Sequence[str]:
    library = PromptLibrary(settings.data_dir)
    try:
        return tuple(library.uploads.names(company.code))
    finally:
        await library.stop()


async def _without_devices(
    settings: Settings, company: Company, language: Language
) -> list[Problem]:
    """A person whose phones are all switched off is a fact of the hour, not of the document."""
    async with opened(settings) as database:
        bindings = await Registrations(database, settings.data_dir).load_all(now=time.time())
    registered = {binding.account for binding in bindings}
    return [
        Problem(
            NO_DEVICE.words(language).format(number=person.extension, name=person.name),
            ("people", index),
            severity=Severity.WARNING,
            rule="no-device",
            remedy=REGISTER.words(language).format(account=company.account(person.extension)),
        )
        for index, person in enumerate(company.people)
        if company.account(person.extension) not in registered
    ]


def _report(problems: Sequence[Problem], filename: str, language: Language) -> None:
    for problem in problems:
        print(problem.describe(filename, language), f"[{problem.rule}]")
        if problem.remedy:
            print(f"    {problem.remedy}")
    refused = len(errors(problems))
    counted = COUNTED.words(language).format(errors=refused, warnings=len(problems) - refused)
    print(counted, (REFUSED if refused else SOUND).words(language))


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
