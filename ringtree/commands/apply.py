"""`ringtree apply`: a company is published from its file, whether or not a server runs."""

from __future__ import annotations

import argparse
import getpass
import json
from collections.abc import Iterable
from pathlib import Path

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
from ringtree.commands.command import (
    CommandError,
    Subparsers,
    add_trial_wording,
    opened,
    read,
)
from ringtree.commands.lint import SOUND
from ringtree.commands.password import new_passwords
from ringtree.commands.stored import trunk_passwords
from ringtree.company import text
from ringtree.company.both import Both
from ringtree.company.conflict import explain_conflict
from ringtree.company.gate import CasesRun
from ringtree.company.holdings import NumberTaken
from ringtree.company.lint import errors
from ringtree.company.model import Company
from ringtree.company.origin import Origin, origin, renewed, without_origin
from ringtree.company.problem import DocumentError, Problem
from ringtree.company.prompt import Language
from ringtree.company.revision import RevisionConflict
from ringtree.company.revisions import Revisions
from ringtree.flows.simulation.cases import CasesFailed, gate
from ringtree.prompts.engines import engines_of
from ringtree.prompts.library import PromptLibrary
from ringtree.queues.strategies import STRATEGIES
from ringtree.settings import Settings
from ringtree.storage.database import Database

LIVE = Both("{name}: revision {revision} is live.", "{name}: действует версия {revision}.")
PASSWORDS = Both(
    "New accounts and their passwords, shown only this once:",
    "Новые учётные записи и их пароли; показываются только один раз:",
)


def add_parser(parent: Subparsers) -> None:
    """What the command takes."""
    one = parent.add_parser("apply", help="publish a company from a YAML file")
    one.add_argument("file", type=Path)
    one.add_argument("--check", action="store_true", help="only look for problems")
    add_publication(one)
    add_trial_wording(one)
    one.set_defaults(command=apply)


def add_publication(one: argparse.ArgumentParser) -> None:
    """The options of whatever publishes."""
    one.add_argument("--author", default="", help="who publishes; by default the system's user")
    one.add_argument("--note", default="", help="why, for the history")
    one.add_argument(
        "--expect", type=int, metavar="REVISION", help="refuse if another revision is live"
    )
    one.add_argument(
        "--force-cases",
        action="store_true",
        help="publish although cases of the company fail; the history will say so",
    )


async def apply(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree apply FILE`."""
    document = read(options.file)
    company, problems = text.check(
        document,
        str(options.file),
        language=options.language,
        strategies=tuple(STRATEGIES),
        trunk_passwords=await trunk_passwords(settings),
    )
    if refused := errors(problems):
        raise DocumentError(refused, str(options.file), options.language)
    cases = tried(company, options)
    if options.check:
        _report_check(problems, options.language, as_json=options.json)
        return 0
    await prepare_prompts(settings, company)
    async with opened(settings) as database:
        options.expect = await _expected(database, document, company.code, options.expect)
        revision = await publish(database, company, document, cases, options)
        _remember_revision(options.file, document, company.code, revision)
        passwords = await new_passwords(database, company, settings.realm)
    if options.json:
        body = {"company": company.code, "revision": revision, "passwords": passwords}
        print(json.dumps(body, ensure_ascii=False))
    else:
        _report_publication(company, revision, passwords, problems, options.language)
    return 0


def tried(company: Company, options: argparse.Namespace) -> CasesRun:
    """That the company's cases pass, or fail and are overridden.

    Raises:
        CommandError: some fail, and are not.
    """
    try:
        return gate(company, options.force_cases)
    except CasesFailed as error:
        raise CommandError(str(error)) from error


async def prepare_prompts(settings: Settings, company: Company) -> None:
    """Speak everything beforehand, so that no caller waits for speech.

    Raises:
        CommandError: something can't be spoken.
    """
    library = PromptLibrary(settings.data_dir, engines=engines_of(settings))
    try:
        problems = await library.prepare_all(company)
    finally:
        await library.stop()
    if problems:
        listed = "\n".join(f"  {one.where} ({one.language}): {one.why}" for one in problems)
        raise CommandError(f"these prompts can't be prepared:\n{listed}")


async def publish(
    database: Database,
    company: Company,
    document: str,
    cases: CasesRun,
    options: argparse.Namespace,
) -> int:
    """Publish a company that was read from the document; the revision's number.

    Raises:
        CommandError: another revision is live than expected, or a number is another company's.
    """
    revisions = Revisions(database)
    try:
        return await revisions.publish_checked(
            company,
            without_origin(document),
            cases,
            author=options.author or getpass.getuser(),
            by_operator=True,
            note=options.note,
            expected_revision=options.expect,
        )
    except RevisionConflict as conflict:
        raise CommandError(await explain_conflict(revisions, conflict)) from conflict
    except NumberTaken as error:
        raise CommandError(str(error)) from error


async def _expected(database: Database, document: str, code: str, said: int | None) -> int | None:
    """The revision that a change was made on: as said, else as the exported file remembers.

    A company that this server has never seen begins anew, whatever another server called it.
    """
    base = origin(document)
    if said is not None or base is None or base.company != code:
        return said
    return base.revision if code in await Revisions(database).companies() else None


def _remember_revision(file: Path, document: str, code: str, revision: int) -> None:
    """Let a file that was exported say which revision it has become.

    Raises:
        CommandError: it can't be written; what it says is published all the same.
    """
    now = renewed(document, code, revision)
    if now == document:
        return
    try:
        file.write_text(now, "utf-8")
    except OSError as error:
        why = f"revision {revision} is live, but {file} can't be told: {error}"
        raise CommandError(f"{why}. Change its line to: {Origin(code, revision)}") from error


def _report_check(problems: Iterable[Problem], language: Language, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([problem.to_dict() for problem in problems], ensure_ascii=False))
        return
    for problem in problems:
        print(problem.describe(language=language))
    print(SOUND.words(language))


def _report_publication(
    company: Company,
    revision: int,
    passwords: dict[str, str],
    problems: Iterable[Problem],
    language: Language,
) -> None:
    for problem in problems:
        print(problem.describe(language=language))
    print(LIVE.words(language).format(name=company.name, revision=revision))
    if passwords:
        print(PASSWORDS.words(language))
        for account, password in passwords.items():
            print(f"  {account}  {password}")
