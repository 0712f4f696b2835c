"""The composition root: the one file that knows every part, and in which order they start."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
from ipaddress import ip_network

import structlog

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
from ringtree.api.app import build
from ringtree.api.housekeeping import keep_house
from ringtree.api.reports.mailed import ReportMailer
from ringtree.api.server import HttpServer
from ringtree.api.services import Services
from ringtree.callbacks.service import CallbackService
from ringtree.callbacks.store import TOPIC as CALLBACKS
from ringtree.callbacks.store import CallbackStore
from ringtree.calls.exchange import Exchange
from ringtree.calls.occupancy import Occupancy
from ringtree.company.problem import DocumentError
from ringtree.company.revisions import Revision, Revisions
from ringtree.events import EventBus
from ringtree.flows.click_to_call import ClickToCall
from ringtree.flows.mailbox.desk import LiveMailboxes
from ringtree.flows.mailbox.webhook import webhook_caller
from ringtree.flows.reception import Reception
from ringtree.flows.service import CallService
from ringtree.flows.simulation.cases import gate
from ringtree.flows.webhooks.client import WebhookClient, WebhookSettings
from ringtree.flows.world import World, utc_now
from ringtree.forwarding.service import ForwardingBook
from ringtree.limits.service import LimitGuard
from ringtree.live.teller import LiveTeller
from ringtree.live.views import LiveViews
from ringtree.mail.metrics import MailCollector
from ringtree.mail.service import MailService
from ringtree.mail.setup import mail_settings
from ringtree.media.client import EmbeddedPlane, PlaneSettings
from ringtree.presence.service import PresenceService
from ringtree.presence.store import TOPIC as PRESENCE
from ringtree.presence.store import PresenceStore
from ringtree.presence.wrap_up_orders import TOPIC as WRAP_UP_ORDERS
from ringtree.presence.wrap_up_orders import WrapUpDesk, WrapUpOrders
from ringtree.prompts.engines import engines_of
from ringtree.prompts.library import PromptLibrary
from ringtree.prompts.studio import Studio
from ringtree.queues.decisions import AgentDecision, PresenceChanged
from ringtree.queues.metrics import QueueCollector
from ringtree.queues.service import QueueService
from ringtree.queues.strategies import STRATEGIES
from ringtree.records.writer import RecordWriter
from ringtree.registrar.authentication import Authenticator
from ringtree.registrar.binding_store import StoredBindings
from ringtree.registrar.options import options_sender
from ringtree.registrar.service import RegistrarService
from ringtree.routing.directory import Directory, Snapshot
from ringtree.schedules.service import TOPIC as TOPIC_OVERRIDES
from ringtree.schedules.service import Overrides
from ringtree.security.metrics import SecurityCollector
from ringtree.security.newcomers import Newcomers
from ringtree.security.places import Places
from ringtree.security.service import Doorkeeper
from ringtree.settings import Settings
from ringtree.sip.digest import Algorithm
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.registrar import Registrar
from ringtree.sip.transaction.machine import ServerTransaction
from ringtree.storage.bans import TOPIC as BANS
from ringtree.storage.bans import Bans
from ringtree.storage.changes import last_change
from ringtree.storage.credentials import Credential, Credentials
from ringtree.storage.database import Database, DatabaseFailure
from ringtree.storage.forwardings import TOPIC as FORWARDINGS
from ringtree.storage.forwardings import Forwardings
from ringtree.storage.pins import StoredPins
from ringtree.storage.places import AccountPlaces
from ringtree.storage.queue_states import QueueStates
from ringtree.storage.registrations import Registrations
from ringtree.storage.trunks import TOPIC as TRUNK_SECRETS
from ringtree.storage.trunks import TrunkSecrets, TrunkStates
from ringtree.storage.usage import UsageStore
from ringtree.storage.vault import Vault
from ringtree.takeover import TakeOver
from ringtree.tasks import TaskOwner
from ringtree.trunks.metrics import TrunkCollector
from ringtree.trunks.publishing import StatePublisher
from ringtree.trunks.resolver import DnsResolver
from ringtree.trunks.service import TrunkService
from ringtree.trunks.status import TrunkStatus, in_words
from ringtree.voicemail.lamp import Lamps
from ringtree.voicemail.metrics import VoicemailCollector
from ringtree.voicemail.service import VoicemailService
from ringtree.voicemail.settings import voicemail_settings
from ringtree.voicemail.store import TOPIC as VOICEMAIL
from ringtree.wire.endpoint import EndpointSettings, SipEndpoint
from ringtree.wire.renewal import keep_certificates
from ringtree.wire.tls import TlsFiles

log = structlog.get_logger(__name__)

#: Seconds a BYE may be repeated for while we stop: three retransmissions [RFC 3261 §17.1.2.2].
PARTING_LIMIT = 2.0
PARTING_LOOK = 0.05
#: Seconds between two looks for a new publication or password. A look is one tiny query.
TAKEOVER_PAUSE = 0.5


class Application:
    """A whole Ringtree server: `start` it, and `stop` it."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """`clock` is monotonic seconds; `now` is the instant by which working hours go."""
        self.settings = settings
        self._now = now
        self.tasks = TaskOwner("ringtree")
        self.events = EventBus()
        self.database = Database(settings.database)
        self.revisions = Revisions(self.database, strategies=tuple(STRATEGIES), gate=gate)
        self.credentials = Credentials(self.database)
        self.registrations = Registrations(self.database, settings.data_dir / "registrations")
        self.records = RecordWriter(self.database, settings.data_dir / "records")
        self.mail = MailService(
            self.database,
            mail_settings(settings),
            read=lambda path: self.voicemail.files.read(path),
        )
        self.usage = UsageStore(self.database, settings.data_dir / "usage")
        self.directory = Directory()
        self.prompts = PromptLibrary(settings.data_dir, engines=engines_of(settings))
        self.occupancy = Occupancy()
        self.media = EmbeddedPlane(
            PlaneSettings(
                first_port=settings.ports.first,
                last_port=settings.ports.last,
                workers=settings.media_workers,
                silence_limit=settings.media_silence_limit,
            )
        )
        self.endpoint = SipEndpoint(
            settings=EndpointSettings(
                bind=tuple(Hop(*bind) for bind in settings.binds),
                public_host=settings.public_address,
                user_agent=settings.user_agent,
                tls=TlsFiles(settings.tls_certificate, settings.tls_key, settings.tls_ca_file),
            ),
            handler=self,
            clock=clock,
        )
        self._known: dict[str, Credential] = {}
        self.overrides = Overrides(self.database)
        self.takeover = TakeOver(self.database)
        self.takeover.on(TOPIC_OVERRIDES, self.overrides.load)
        self._publication = 0
        self._change: tuple[object, ...] | None = None
        self._taking_over = asyncio.Lock()  # the watch's look, and a publication's own
        self._stack = AsyncExitStack()
        self._compose(clock)

    def _compose(self, clock: Callable[[], float]) -> None:
        self.doorkeeper = self.endpoint.gate = Doorkeeper(
            store=Bans(self.database),
            events=self.events,
            is_trunk=lambda host, port: bool(self.directory.trunks_at(host, port)),
            allowed=tuple(map(ip_network, self.settings.never_banned)),
        )
        self.takeover.on(BANS, self.doorkeeper.load)
        authenticator = Authenticator(
            realm=self.settings.realm,
            credential_of=self._known.get,
            algorithms=tuple(map(Algorithm, self.settings.digest_algorithms)),
            doorkeeper=self.doorkeeper,
        )
        self.registrar = RegistrarService(
            registrar=Registrar(
                min_expires=self.settings.min_expires,
                max_expires=self.settings.max_expires,
                max_contacts=self.settings.max_contacts,
            ),
            authenticator=authenticator,
            store=StoredBindings(self.registrations),
            scheduler=asyncio.get_running_loop(),
            send_options=options_sender(self.endpoint),
            keep_alive_interval=self.settings.keepalive_interval,
        )
        file = self.settings.networks_file
        self.newcomers = Newcomers(
            places=Places.read(file) if file else Places(),
            store=AccountPlaces(self.database),
            directory=self.directory,
            mail=self.mail.enqueue,
            events=self.events,
            tasks=self.tasks,
        )
        self.registrar.on_registered.append(self.newcomers.registered)
        self.exchange = Exchange(
            endpoint=self.endpoint,
            media=self.media,
            registrar=self.registrar,
            occupancy=self.occupancy,
            directory=self.directory,
            prompts=self.prompts,
            records=self.records,
            tasks=self.tasks,
            clock=clock,
            longest_call=self.settings.longest_call,
            data_dir=self.settings.data_dir,
            events=self.events,
        )
        secrets = TrunkSecrets(self.database, Vault(self.settings.data_dir))
        self.trunks = self.exchange.trunks = TrunkService(
            self.endpoint,
            self.directory,
            self.exchange.trunk_load,
            ask=DnsResolver(self.settings.dns_servers).ask,
            load_passwords=secrets.load,
            clock=clock,
        )
        self.takeover.on(TRUNK_SECRETS, self.trunks.load)
        self.trunk_states = StatePublisher(
            self.trunks.statuses, TrunkStates(self.database), clock, self._trunk_changed
        )
        self.forwarding = ForwardingBook(Forwardings(self.database), self.events)
        self.takeover.on(FORWARDINGS, self.forwarding.load)
        self.queues = QueueService(self.exchange, QueueStates(self.settings.data_dir / "queues"))
        self.presence = PresenceService(
            PresenceStore(self.database), self.queues, self.exchange, override=self.overrides.get
        )
        self.takeover.on(PRESENCE, self.presence.load)
        desk = WrapUpDesk(WrapUpOrders(self.database), self.presence)
        self.takeover.on(WRAP_UP_ORDERS, desk.load)
        self.forwarding.listeners.append(
            lambda company, extension, wishes: self.presence.disturbed(
                company, extension, may_be=not wishes.do_not_disturb
            )
        )
        self.queues.on_agent = self._on_agent
        self.callbacks = CallbackService(CallbackStore(self.database), self.queues, self.exchange)
        self.takeover.on(CALLBACKS, self.callbacks.load)
        self.webhooks = WebhookClient(
            WebhookSettings(
                allowed_hosts=self.settings.webhook_hosts,
                own_addresses=tuple(filter(None, (self.settings.public_address,))),
                secrets=self.settings.webhook_secrets,
                user_agent=self.settings.user_agent,
            )
        )
        self.voicemail = VoicemailService(
            self.database,
            self.mail,
            self.directory,
            self.settings.data_dir,
            voicemail_settings(self.settings),
            call_webhook=webhook_caller(self.webhooks),
            publish=self.events.publish,
        )
        self.takeover.on(VOICEMAIL, self.voicemail.load)
        self.world = World(
            now=self._now,
            webhooks=self.webhooks,
            forwarding=self.forwarding,
            duty=self.presence,
            callbacks=self.callbacks,
            pins=StoredPins(self.database),
            overrides=self.overrides,
            takes=Studio(self.prompts, self.settings.data_dir),
            mailboxes=LiveMailboxes(self.voicemail),
        )
        self.calls = CallService(self.exchange, self.queues, self.world)
        self.callbacks.serve_with(self.calls, self.world)
        self.exchange.guard = self.limits = LimitGuard(
            load=self.exchange.trunk_load,
            store=self.usage,
            is_open=self.world.is_open,
            mail=self.mail.enqueue,
            events=self.events,
            tasks=self.tasks,
        )
        self.lamps = Lamps(
            self.voicemail, self.directory, self.registrar, self.endpoint, self.endpoint.now
        )
        self.reception = Reception(
            self.exchange, authenticator, self.calls, self.lamps.on_subscribe
        )
        views = LiveViews(
            directory=self.directory,
            calls=self.calls,
            queues=self.queues,
            presence=self.presence,
            registrar=self.registrar,
            occupancy=self.occupancy,
            trunk_load=self.exchange.trunk_load,
            clock=clock,
        )
        self.teller = LiveTeller(views, self.events)
        self.services = Services(
            settings=self.settings,
            database=self.database,
            events=self.events,
            revisions=self.revisions,
            credentials=self.credentials,
            records=self.records,
            directory=self.directory,
            prompts=self.prompts,
            registrar=self.registrar,
            queues=self.queues,
            overrides=self.overrides,
            forwarding=self.forwarding,
            limits=self.limits,
            click_to_call=ClickToCall(self.exchange, self.calls),
            calls=self.calls,
            trunks=self.trunks,
            vault=Vault(self.settings.data_dir),
            poster=self.webhooks,
            mail=self.mail,
            voicemail=self.voicemail,
            presence=self.presence,
            callbacks=self.callbacks,
            live=views,
            doorkeeper=self.doorkeeper,
            take_over=self.take_over,
        )
        self.services.metrics.register(TrunkCollector(self.trunks.statuses))
        self.services.metrics.register(SecurityCollector(self.doorkeeper.watch, time.time))
        self.services.metrics.register(QueueCollector(self.queues))
        self.services.metrics.register(VoicemailCollector(self.voicemail))
        self.services.metrics.register(mailed := MailCollector(self.mail))
        self.services.before_metrics.append(mailed.refresh)
        self.http = HttpServer(build(self.settings, self.services), self.settings)

    def on_request(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        """Hand a request to the reception; the endpoint needs a handler before there is one."""
        self.reception.on_request(transaction, request, source)

    async def start(self) -> None:
        """Start every part, the SIP endpoint last: nobody is answered before all is ready.

        Raises:
            OSError: an address can't be listened on.
            DatabaseFailure, JournalError, MediaError: as the parts say; what was started before
                is stopped again.
        """
        async with AsyncExitStack() as stack:
            await self._start_storage(stack)
            await self.limits.restore()
            await self.newcomers.load()
            await self.doorkeeper.purge()
            await self.takeover.start()
            await self.take_over()
            await self.voicemail.start()
            stack.push_async_callback(self.voicemail.stop)
            await self.media.start()
            stack.push_async_callback(self.media.stop)
            bindings = await StoredBindings(self.registrations).load()
            self.registrar.start(bindings)
            for binding in bindings:
                self.doorkeeper.known(binding.source.host)
            stack.callback(self.registrar.stop)
            self.presence.reconcile()
            await self.endpoint.start()
            stack.push_async_callback(self.endpoint.stop)
            self.trunks.start()
            stack.push_async_callback(self.trunks.stop)
            self.tasks.start(self.trunk_states.run(), name="trunk states")
            stack.push_async_callback(self.webhooks.stop)
            self.tasks.start(self._watch_publications(), name="publications")
            self.tasks.start(keep_certificates(self.endpoint.tls), name="certificates")
            self.tasks.start(self.presence.run(), name="presence")
            self.tasks.start(self.lamps.light_all(), name="lamps")
            stack.callback(self.queues.keep)
            self.tasks.start(self.queues.run(), name="queues")
            self.tasks.start(self.limits.run(), name="limits")
            self.tasks.start(self.doorkeeper.run(), name="bans")
            stack.push_async_callback(self.tasks.stop)
            stack.push_async_callback(self._part)
            self.tasks.start(ReportMailer(self.services).run(), name="mailed reports")
            self.tasks.start(self.services.hooks.run(), name="event webhooks")
            self.tasks.start(keep_house(self.services), name="housekeeping")
            await self.http.start()
            stack.push_async_callback(self.http.stop)
            stack.callback(self.services.workshop.stop)
            stack.callback(self.events.close)
            stack.callback(self.teller.stop)
            self._stack = stack.pop_all()

    async def _start_storage(self, stack: AsyncExitStack) -> None:
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        await self.database.start()
        stack.push_async_callback(self.database.stop)
        await self.records.start()
        stack.push_async_callback(self.records.stop)
        await self.registrations.start()
        stack.push_async_callback(self.registrations.stop)
        await self.usage.start()
        stack.push_async_callback(self.usage.stop)
        self.mail.start()
        stack.push_async_callback(self.mail.stop)
        stack.push_async_callback(self.prompts.stop)

    async def stop(self) -> None:
        """End every call, write every record, and give everything back, in reverse order."""
        await self._stack.aclose()

    async def _part(self) -> None:
        """End every call, and give the phones a moment to acknowledge."""
        self.callbacks.stop()
        await self.calls.stop()
        for _ in range(round(PARTING_LIMIT / PARTING_LOOK)):
            if not self.endpoint.statistics()["sessions"]:
                return
            await asyncio.sleep(PARTING_LOOK)

    def _trunk_changed(self, status: TrunkStatus) -> None:
        log.info(
            "trunk",
            company=status.company,
            trunk=status.trunk,
            is_now=in_words(status),
            last_error=status.last_error,
        )
        data = {"trunk": status.trunk, "state": status.state.value, "words": in_words(status)}
        self.events.publish(status.company, "trunk.changed", data)

    def _on_agent(self, company: str, decision: AgentDecision) -> None:
        if isinstance(decision, PresenceChanged):
            self.presence.missed(company, decision.extension)

    # -- what changes while we run

    async def _watch_publications(self) -> None:
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
        async with self._taking_over:
            await self._take_over()

    async def _take_over(self) -> None:
        change = await last_change(self.database)
        if change == self._change:
            return
        await self._take_over_passwords()
        self._publication, changed = await self.revisions.changed_since(self._publication)
        for revision in changed:
            await self._publish(revision)
        await self.takeover.look()
        self._change = change

    async def _take_over_passwords(self) -> None:
        fresh = await self.credentials.load_all(self.settings.realm)
        for account, one in list(self._known.items()):
            if fresh.get(account) != one:
                self.registrar.drop_account(account)
                del self._known[account]
        self._known.update(fresh)

    async def _publish(self, revision: Revision) -> None:
        try:
            company = revision.load()
        except DocumentError as error:
            # Checked when it was published; only another version of Ringtree can disagree.
            log.error("revision can't be read", company=revision.company, error=str(error))
            return
        for problem in await self.prompts.prepare_all(company):
            log.warning("prompt not ready", company=company.code, **_told(problem))
        previous = self.directory.company(company.code)
        self.directory.publish(Snapshot(company, revision.number))
        self.queues.configure(company)
        self.trunks.configure(company)
        self.presence.configure(company)
        self.callbacks.configure(company)
        self.lamps.on_published(company)
        if (queues := self.queues.company(company.code)) is not None and previous is None:
            queues.give_up_unheld()
        for person in previous.company.people if previous else ():
            if company.person(person.extension) is None:
                self.registrar.drop_account(company.account(person.extension))
        self.events.publish(company.code, "document.published", {"revision": revision.number})
        log.info("company published", company=company.code, revision=revision.number)


def _told(problem: object) -> dict[str, str]:
    return {name: str(getattr(problem, name)) for name in ("where", "language", "why")}
