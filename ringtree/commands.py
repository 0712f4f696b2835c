"""What the commands do that work whether or not a server runs: they talk to the database."""

from __future__ import annotations

import argparse
import getpass
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
from ringtree.company import text
from ringtree.company.conflict import explain_conflict
from ringtree.company.gate import CasesRun
from ringtree.company.lint import errors
from ringtree.company.model import Company
from ringtree.company.origin import Origin, origin, renewed, with_origin, without_origin
from ringtree.company.problem import DocumentError, Problem
from ringtree.company.revisions import (
    NumberTaken,
    RevisionConflict,
    Revisions,
    UnknownRevision,
)
from ringtree.flows.simulation.cases import CasesFailed, gate
from ringtree.prompts.cache import CacheUnwritable
from ringtree.prompts.engines import engines_of
from ringtree.prompts.library import PromptLibrary, seconds
from ringtree.prompts.telephone import LARGEST_FILE
from ringtree.prompts.wav import BadSound
from ringtree.queues.strategies import STRATEGIES
from ringtree.records.archive import CallArchive
from ringtree.records.record import CallRecord
from ringtree.records.summary import summary, trace_lines
from ringtree.settings import Settings
from ringtree.storage.credentials import Credentials, generate_password
from ringtree.storage.database import Database, DatabaseFailure
from ringtree.storage.migrate import UnknownSchema


class CommandError(Exception):
    """A command can't be done; the message says why and what now."""


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database of these settings, with its tables in place.

    Raises:
        CommandError: it can't be reached.
    """
    database = Database(settings.database)
    try:
        await database.start()
    except (*DatabaseFailure, UnknownSchema) as error:
        raise CommandError(f"the database can't be opened: {error}") from error
    try:
        yield database
    finally:
        await database.stop()


async def apply(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree apply FILE`."""
    document = read(options.file)
    company, problems = text.check(document, str(options.file), strategies=tuple(STRATEGIES))
    if refused := errors(problems):
        raise DocumentError(refused, str(options.file))
    cases = tried(company, options)
    if options.check:
        _report_check(problems, as_json=options.json)
        return 0
    await prepare_prompts(settings, company)
    async with opened(settings) as database:
        options.expect = await _expected(database, document, company.code, options.expect)
        revision = await publish(database, company, document, cases, options)
        _remember_revision(options.file, document, company.code, revision)
        passwords = await new_passwords(database, company, settings.realm)
    _report_publication(company, revision, passwords, problems, as_json=options.json)
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


def read(path: Path) -> str:
    """A document's text.

    Raises:
        CommandError: the file can't be read.
    """
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} can't be read: {error}") from error


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


async def new_passwords(database: Database, company: Company, realm: str) -> dict[str, str]:
    """Give each person without a password one; account → password, known only now."""
    credentials = Credentials(database)
    known = await credentials.load_all(realm)
    made = {}
    for person in company.people:
        account = company.account(person.extension)
        if account not in known:
            made[account] = generate_password()
            await credentials.set_password(account, realm, made[account])
    return made


def _report_check(problems: Iterable[Problem], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([problem.to_dict() for problem in problems], ensure_ascii=False))
        return
    for problem in problems:
        print(problem.describe())
    print("It can be published.")


def _report_publication(
    company: Company,
    revision: int,
    passwords: dict[str, str],
    problems: Iterable[Problem],
    *,
    as_json: bool,
) -> None:
    if as_json:
        body = {"company": company.code, "revision": revision, "passwords": passwords}
        print(json.dumps(body, ensure_ascii=False))
        return
    for problem in problems:
        print(problem.describe())
    print(f"{company.name}: revision {revision} is live.")
    if passwords:
        print("New accounts and their passwords, shown only this once:")
        for account, password in passwords.items():
            print(f"  {account}  {password}")


async def export(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree export [COMPANY]`."""
    async with opened(settings) as database:
        revisions = Revisions(database)
        code = options.company or await only_company(revisions)
        try:
            if options.revision is None:
                revision = await revisions.live(code)
            else:
                revision = await revisions.get(code, options.revision)
        except UnknownRevision as error:
            raise CommandError(str(error)) from error
    exported = revision.text
    if not options.plain:
        exported = with_origin(exported, code, revision.number)
    print(exported, end="" if exported.endswith("\n") else "\n")
    return 0


async def only_company(revisions: Revisions) -> str:
    """The code of the one company there is.

    Raises:
        CommandError: there are several, or none.
    """
    codes = list(await revisions.companies())
    if len(codes) == 1:
        return codes[0]
    known = ", ".join(codes) or "none is published"
    raise CommandError(f"say which company to export: {known}")


async def calls(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree calls`."""
    async with opened(settings) as database:
        archive = CallArchive(database)
        if options.call:
            found = [await archive.get(options.call)]
        else:
            found = list(await archive.recent(company=options.company, limit=options.limit))
    records = [record for record in found if record is not None]
    if options.call and not records:
        raise CommandError(f"there is no call {options.call}")
    _print_calls(records, options)
    return 0


def _print_calls(records: list[CallRecord], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps([record.to_dict() for record in records], ensure_ascii=False))
        return
    if not records:
        print("No calls yet.")
    for record in records:
        print(summary(record))
        if options.trace or options.call:
            for line in trace_lines(record):
                print(f"    {line}")


async def upload(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree upload COMPANY FILE`."""
    name = options.name or options.file.name
    library = PromptLibrary(settings.data_dir)
    try:
        with options.file.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)  # and one octet that says it is too large
        path = await library.uploads.add(options.company, name, data)
    except (OSError, ValueError, CacheUnwritable, BadSound) as error:
        raise CommandError(f"{options.file} can't be stored: {error}") from error
    finally:
        await library.stop()
    lasts = seconds(path)
    if options.json:
        body = {"company": options.company, "file": name, "seconds": lasts}
        print(json.dumps(body, ensure_ascii=False))
    else:
        print(f"{name}: {lasts:.1f} s. In a document: prompt: {{file: {name}}}, or music: {name}")
    return 0


async def password(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree password ACCOUNT`."""
    async with opened(settings) as database:
        await require_account(database, options.account)
        secret = generate_password()
        await Credentials(database).set_password(options.account, settings.realm, secret)
    if options.json:
        print(json.dumps({"account": options.account, "password": secret}))
    else:
        print(f"{options.account}  {secret}")
        print("Shown only this once. The old password no longer works.")
    return 0


async def require_account(database: Database, account: str) -> None:
    """Raise a `CommandError` unless the account is that of a published company's person."""
    accounts = [
        company.account(person.extension)
        for revision in await Revisions(database).all_live()
        for company in (revision.load(),)
        for person in company.people
    ]
    if account not in accounts:
        known = ", ".join(accounts[:20]) or "no company is published"
        raise CommandError(f"there is no account {account}; known: {known}")
