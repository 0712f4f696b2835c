"""`ringtree serve` and `ringtree demo`: a server in this process, and the demonstration on it."""

from __future__ import annotations

import argparse
import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ringtree import garbage
from ringtree.app import Application
from ringtree.commands.administrator import first_link
from ringtree.commands.apply import prepare_prompts
from ringtree.commands.command import CommandError, opened
from ringtree.commands.password import new_passwords
from ringtree.company.holdings import NumberTaken
from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.company.revision import UnknownRevision
from ringtree.company.revisions import Revisions
from ringtree.demo.ports import free_port
from ringtree.flows.overrides import OverrideBook
from ringtree.flows.simulation.cases import CasesFailed, gate, moment_of
from ringtree.flows.world import utc_now
from ringtree.logs import configure_logs
from ringtree.media.plane import MediaError
from ringtree.prompts.engines import engines_of
from ringtree.prompts.library import PromptLibrary
from ringtree.queues.strategies import STRATEGIES
from ringtree.records.archive import CallArchive
from ringtree.schedules.service import Overrides
from ringtree.serving import is_serving, local_bind, reachable_host
from ringtree.settings import Settings
from ringtree.storage.credentials import Credentials
from ringtree.storage.database import Database, DatabaseFailure
from ringtree.storage.journal import JournalError
from ringtree.storage.migrate import UnknownSchema

# The demonstration's phones and ears (baresip, numpy) are imported where they are used: a server
# without them must start.
from ringtree.wire.tls import CertificateError
from ringtree.words import say

if TYPE_CHECKING:
    from ringtree.demo.script import DemoResult


@asynccontextmanager
async def started(
    settings: Settings, now: Callable[[], datetime] = utc_now
) -> AsyncIterator[Application]:
    """A running server, for whose working hours it is `now`.

    Raises:
        CommandError: it can't start; the message says what to do.
    """
    try:
        app = Application(settings, now=now)
        await app.start()
    except OSError as error:
        raise CommandError(_why_not(error, settings)) from error
    except (CertificateError, JournalError, MediaError, UnknownSchema, *DatabaseFailure) as error:
        raise CommandError(str(error)) from error
    try:
        yield app
    finally:
        await app.stop()


def _why_not(error: OSError, settings: Settings) -> str:
    if error.filename is not None:
        return f"can't use {error.filename}: {error.strerror}"
    addresses = ", ".join((*settings.sip_bind, *filter(None, (settings.http_bind,))))
    return f"can't listen on {addresses}: {error}"


async def serve(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree serve`: until SIGINT or SIGTERM."""
    configure_logs(settings)
    stop = _stop_event()
    if options.with_demo:
        await publish_demo(settings)
    async with started(settings) as app:
        garbage.settle()
        say(settings, "serving", addresses=", ".join(settings.sip_bind))
        if options.with_demo:
            await _unless_stopped(stop, _play_and_invite(app))
        await _tell_of_panel(settings, app)
        await stop.wait()
        say(settings, "stopping", calls=len(app.calls.calls))
    say(settings, "stopped")
    return 0


async def _tell_of_panel(settings: Settings, app: Application) -> None:
    """Where the panel is, and how the first person gets in; nothing where none is served."""
    if settings.http_bind is None:
        return
    say(settings, "panel", url=settings.panel_url)
    if (link := await first_link(settings, app.database)) is not None:
        say(settings, "first administrator", link=link)


def _stop_event() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _unless_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do some work, but leave it when the server is to stop. What fails in it is raised as is."""
    try:
        async with asyncio.TaskGroup() as group:
            working = group.create_task(work)
            stopping = group.create_task(stop.wait())
            await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
            working.cancel()
            stopping.cancel()
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None


async def _play_and_invite(app: Application) -> None:
    settings = app.settings
    from ringtree.demo.company import AccountFile, load
    from ringtree.demo.opening import kept_open

    company = load(settings.demo_language)
    passwords = AccountFile(settings.data_dir, company).read()
    archive = CallArchive(app.database)
    async with kept_open(company, app.overrides, utc_now()) as were_closed:
        if were_closed:
            say(settings, "demo out of hours")
        result = await play_on(settings, company, passwords, archive, app.overrides, app=app)
    say(settings, "demo passed" if result.is_success else "demo failed")
    host = reachable_host(settings)
    port = settings.binds[0].port
    say(settings, "register", server=f"{host}:{port}", number=company.numbers[0].number)
    for account, password in passwords.items():
        print(f"    {account}  {password}")


async def demo(settings: Settings, options: argparse.Namespace) -> int:
    """`ringtree demo --once`: 0 only if everybody heard what they should have."""
    if not options.private and not options.at and await is_serving(settings):
        return await _demo_on_running(settings)
    moment = options.at or _BUSY_HOUR[settings.demo_language]
    with tempfile.TemporaryDirectory(prefix="ringtree-demo-") as directory:
        private = _private(settings, Path(directory))
        configure_logs(private)
        say(settings, "private server", address=private.sip_bind[0])
        company, passwords = await publish_demo(private)
        now = _from(_instant(company, moment))
        async with started(private, now) as app:
            archive = CallArchive(app.database)
            result = await play_on(
                private,
                company,
                passwords,
                archive,
                app.overrides,
                app=app,
                at=now(),
                moment=options.at or "",
            )
    return 0 if result.is_success else 1


#: When a demonstration on a server of its own takes place, unless another moment is asked for.
_BUSY_HOUR: Mapping[Language, str] = {"ru": "понедельник 12:00", "en": "monday 12:00"}


def _instant(company: Company, text: str) -> datetime:
    try:
        return moment_of(company, text, utc_now())
    except ValueError as error:
        raise CommandError(str(error)) from error


def _from(instant: datetime) -> Callable[[], datetime]:
    """A clock that shows this instant now, and goes on from there."""
    ahead = instant - utc_now()
    return lambda: utc_now() + ahead


def _private(settings: Settings, directory: Path) -> Settings:
    """The settings of a server that disturbs nobody: loopback, free ports, its own directory."""
    port = free_port()
    return settings.model_copy(
        update={
            "data_dir": directory,
            "database_url": None,
            "sip_bind": (f"udp:127.0.0.1:{port}", f"tcp:127.0.0.1:{port}"),
            "public_address": None,
            "http_bind": None,
            "log_level": "warning",
        }
    )


async def _demo_on_running(settings: Settings) -> int:
    from ringtree.demo.company import AccountFile, load

    company = load(settings.demo_language)
    passwords = AccountFile(settings.data_dir, company).read()
    if not passwords:
        raise CommandError(
            f"the running server has no demo company {company.code!r}: start it with"
            " `ringtree serve --with-demo`, or play on a private server with --private"
        )
    async with opened(settings) as database:
        overrides = Overrides(database)
        await overrides.load(company.code)
        result = await play_on(settings, company, passwords, CallArchive(database), overrides)
    return 0 if result.is_success else 1


async def publish_demo(settings: Settings) -> tuple[Company, dict[str, str]]:
    """Publish the demo company unless it is there, and make sure of its accounts' passwords.

    Raises:
        CommandError: speech is missing, another company has its number, or its cases fail.
    """
    from ringtree.demo.company import AccountFile, document, load

    company = load(settings.demo_language)
    await prepare_prompts(settings, company)
    async with opened(settings) as database:
        await _publish_once(database, document(settings.demo_language), company)
        file = AccountFile(settings.data_dir, company)
        passwords = await _demo_passwords(settings, database, company, file.read())
        file.write(passwords)
    return company, passwords


async def _publish_once(database: Database, document: str, company: Company) -> None:
    revisions = Revisions(database, strategies=tuple(STRATEGIES), gate=gate)
    try:
        await revisions.live(company.code)
    except UnknownRevision:
        try:
            await revisions.publish(document, author="demo", note="the demo company")
        except (NumberTaken, CasesFailed) as error:
            raise CommandError(str(error)) from error


async def _demo_passwords(
    settings: Settings, database: Database, company: Company, known: dict[str, str]
) -> dict[str, str]:
    """The passwords in the file; who has none there gets a new one."""
    made = await new_passwords(database, company, settings.realm)
    passwords = {**known, **made}
    for person in company.people:
        account = company.account(person.extension)
        if account not in passwords:
            passwords[account] = await Credentials(database).renew(account, settings.realm)
    return passwords


async def play_on(
    settings: Settings,
    company: Company,
    passwords: dict[str, str],
    archive: CallArchive,
    overrides: OverrideBook,
    *,
    app: Application | None = None,
    at: datetime | None = None,
    moment: str = "",
) -> DemoResult:
    """Play the demonstration call on a server; `app` is the server if it is in this process.

    `at` is what instant it is for the server, `moment` the words for it; by default it is now.
    """
    from ringtree.demo.company import demo_script
    from ringtree.demo.phones import ServerAddress
    from ringtree.demo.play import play

    async def records() -> list[dict[str, Any]]:
        return [record.to_dict() for record in await archive.recent(company=company.code)]

    async def why(extension: str) -> str | None:
        return why_rung(app, extension) if app is not None else None

    library = PromptLibrary(settings.data_dir, engines=engines_of(settings))
    try:
        script = await demo_script(
            company,
            passwords,
            library,
            instant=at or utc_now(),
            overrides=overrides,
            moment=moment,
        )
    finally:
        await library.stop()
    bind = local_bind(settings)
    if bind is None:
        raise CommandError("the demonstration's phones need a udp address in sip_bind")
    say(settings, "demo starts")
    result = await play(ServerAddress(bind.host, bind.port), script, _print, records, why)
    if app is None and result.record is not None:
        # A server in another process says why only in its records.
        for rung, reason in reasons_in(result.record):
            say(settings, "why rung", rung=rung, why=reason)
    return result


def _print(line: str) -> None:
    print(line, flush=True)


def reasons_in(record: dict[str, Any]) -> list[tuple[str, str]]:
    """Whom a recorded call rang from a queue, and why them."""
    steps = [step for entry in record["trace"] for step in entry["facts"].get("steps", ())]
    return [(", ".join(s["rung"]), "; ".join(s["why"])) for s in steps if "rung" in s]


def why_rung(app: Application, extension: str) -> str | None:
    """Why a phone rings now, in the words of the call it rings for."""
    for trace in app.calls.traces.values():
        for step in reversed(trace.steps):
            if extension in step.get("rung", ()):
                return "; ".join(step["why"])
    return None
