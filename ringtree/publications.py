"""Taking over what was published while calls go on, whichever process published it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from ringtree.company.model import Company
from ringtree.company.problem import DocumentError
from ringtree.company.revision import Revision
from ringtree.company.revisions import Revisions
from ringtree.events import EventBus
from ringtree.prompts.library import PromptLibrary
from ringtree.registrar.service import RegistrarService
from ringtree.routing.directory import Directory, Snapshot
from ringtree.storage.changes import last_change
from ringtree.storage.credentials import Credential, Credentials
from ringtree.storage.database import Database, DatabaseFailure
from ringtree.takeover import TakeOver

log = structlog.get_logger(__name__)

#: Seconds between two looks for a new publication or password. A look is one tiny query.
TAKEOVER_PAUSE = 0.5


class Publications:
    """Companies and passwords as they are stored, put in the place of those we serve by.

    Each part that follows a company's document adds its `configure` to `followers`; what has to
    happen once, when a company is first known, goes to `newcomers`. Both run in their order.
    """

    def __init__(
        self,
        *,
        database: Database,
        revisions: Revisions,
        credentials: Credentials,
        directory: Directory,
        prompts: PromptLibrary,
        registrar: RegistrarService,
        takeover: TakeOver,
        events: EventBus,
        realm: str,
        known: dict[str, Credential],
    ) -> None:
        """`known`, the phones' passwords by account in `realm` [RFC 7616 §3.3], is kept current."""
        self._database = database
        self._revisions = revisions
        self._credentials = credentials
        self._directory = directory
        self._prompts = prompts
        self._registrar = registrar
        self._takeover = takeover
        self._events = events
        self._realm = realm
        self.followers: list[Callable[[Company], None]] = []
        self.newcomers: list[Callable[[Company], None]] = []
        self._known = known
        self._publication = 0
        self._change: tuple[object, ...] | None = None
        self._looking = asyncio.Lock()  # the watch's look, and a publication's own

    async def run(self) -> None:
        """Look twice a second, for ever."""
        while True:
            await asyncio.sleep(TAKEOVER_PAUSE)
            try:
                await self.take_over()
            except DatabaseFailure as error:
                log.warning("publications can't be read", error=str(error))

    async def take_over(self) -> None:
        """Take over what was published, set and changed since last time.

        Raises:
            DatabaseFailure: it can't be read; the next look begins where this one ended.
        """
        async with self._looking:
            change = await last_change(self._database)
            if change != self._change:
                await self._take_over()
                self._change = change

    async def _take_over(self) -> None:
        await self._take_over_passwords()
        self._publication, changed = await self._revisions.changed_since(self._publication)
        for revision in changed:
            await self._publish(revision)
        await self._takeover.look()

    async def _take_over_passwords(self) -> None:
        fresh = await self._credentials.load_all(self._realm)
        for account, one in list(self._known.items()):
            if fresh.get(account) != one:
                self._registrar.drop_account(account)
                del self._known[account]
        self._known.update(fresh)

    async def _publish(self, revision: Revision) -> None:
        try:
            company = revision.load()
        except DocumentError as error:
            # Checked when it was published; only another version of Ringtree can disagree.
            log.error("revision can't be read", company=revision.company, error=str(error))
            return
        await self._prepare_prompts(company)
        previous = self._directory.company(company.code)
        self._directory.publish(Snapshot(company, revision.number))
        for follow in self.followers:
            follow(company)
        if previous is None:
            for welcome in self.newcomers:
                welcome(company)
        else:
            self._drop_who_left(previous.company, company)
        self._events.publish(company.code, "document.published", {"revision": revision.number})
        log.info("company published", company=company.code, revision=revision.number)

    async def _prepare_prompts(self, company: Company) -> None:
        for problem in await self._prompts.prepare_all(company):
            told = {name: str(getattr(problem, name)) for name in ("where", "language", "why")}
            log.warning("prompt not ready", company=company.code, **told)

    def _drop_who_left(self, previous: Company, company: Company) -> None:
        for person in previous.people:
            if company.person(person.extension) is None:
                self._registrar.drop_account(company.account(person.extension))
