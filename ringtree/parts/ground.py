"""What every part of a server stands on: storage, media, and the door for SIP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from ipaddress import ip_network

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the node types a document may use
from ringtree.company.revisions import Revisions
from ringtree.events import EventBus
from ringtree.flows.reception import Reception
from ringtree.flows.simulation.cases import gate
from ringtree.flows.world import utc_now
from ringtree.mail.service import MailService
from ringtree.mail.setup import mail_settings
from ringtree.media.client import EmbeddedPlane, PlaneSettings
from ringtree.prompts.engines import engines_of
from ringtree.prompts.library import PromptLibrary
from ringtree.publications import Publications
from ringtree.queues.strategies import STRATEGIES
from ringtree.records.writer import RecordWriter
from ringtree.registrar.authentication import Authenticator
from ringtree.registrar.binding_store import StoredBindings
from ringtree.registrar.options import options_sender
from ringtree.registrar.service import RegistrarService
from ringtree.routing.directory import Directory
from ringtree.schedules.service import TOPIC as TOPIC_OVERRIDES
from ringtree.schedules.service import Overrides
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
from ringtree.storage.credentials import Credential, Credentials
from ringtree.storage.database import Database
from ringtree.storage.places import AccountPlaces
from ringtree.storage.registrations import Registrations
from ringtree.storage.usage import UsageStore
from ringtree.storage.vault import Vault
from ringtree.takeover import TakeOver
from ringtree.tasks import TaskOwner
from ringtree.voicemail.service import VoicemailService
from ringtree.wire.endpoint import EndpointSettings, SipEndpoint
from ringtree.wire.tls import TlsFiles


class Ground:
    """Storage, media, and the door through which SIP comes."""

    #: Has the requests once there is one; the endpoint needs a handler before.
    reception: Reception
    voicemail: VoicemailService

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """`clock` is monotonic seconds; `now` is the instant by which working hours go."""
        self.settings = settings
        self._clock = clock
        self._now = now
        self.tasks = TaskOwner("ringtree")
        self.events = EventBus()
        self._make()

    def _make(self) -> None:
        """Make every part, in the order in which one needs another."""
        self._make_storage()
        self._make_media()
        self._make_door()
        self._make_registrar()
        self._make_publications()

    def _make_storage(self) -> None:
        settings = self.settings
        self.database = Database(settings.database)
        self.revisions = Revisions(self.database, strategies=tuple(STRATEGIES), gate=gate)
        self.credentials = Credentials(self.database)
        self.registrations = Registrations(self.database, settings.data_dir / "registrations")
        self.records = RecordWriter(self.database, settings.data_dir / "records")
        self.usage = UsageStore(self.database, settings.data_dir / "usage")
        self.vault = Vault(settings.data_dir)
        self.takeover = TakeOver(self.database)
        self.overrides = Overrides(self.database)
        self.takeover.on(TOPIC_OVERRIDES, self.overrides.load)
        self.directory = Directory()
        self.mail = MailService(
            self.database,
            mail_settings(settings),
            read=lambda path: self.voicemail.files.read(path),
        )

    def _make_media(self) -> None:
        settings = self.settings
        self.prompts = PromptLibrary(settings.data_dir, engines=engines_of(settings))
        self.media = EmbeddedPlane(
            PlaneSettings(
                first_port=settings.ports.first,
                last_port=settings.ports.last,
                workers=settings.media_workers,
                silence_limit=settings.media_silence_limit,
            )
        )

    def _make_door(self) -> None:
        settings = self.settings
        self.endpoint = SipEndpoint(
            settings=EndpointSettings(
                bind=tuple(Hop(*bind) for bind in settings.binds),
                public_host=settings.public_address,
                user_agent=settings.user_agent,
                tls=TlsFiles(settings.tls_certificate, settings.tls_key, settings.tls_ca_file),
            ),
            handler=self,
            clock=self._clock,
        )
        self.doorkeeper = self.endpoint.gate = Doorkeeper(
            store=Bans(self.database),
            events=self.events,
            is_trunk=lambda host, port: bool(self.directory.trunks_at(host, port)),
            allowed=tuple(map(ip_network, settings.never_banned)),
        )
        self.takeover.on(BANS, self.doorkeeper.load)

    def _make_registrar(self) -> None:
        settings = self.settings
        self._known: dict[str, Credential] = {}
        self._authenticator = Authenticator(
            realm=settings.realm,
            credential_of=self._known.get,
            algorithms=tuple(map(Algorithm, settings.digest_algorithms)),
            doorkeeper=self.doorkeeper,
        )
        self.registrar = RegistrarService(
            registrar=Registrar(
                min_expires=settings.min_expires,
                max_expires=settings.max_expires,
                max_contacts=settings.max_contacts,
            ),
            authenticator=self._authenticator,
            store=StoredBindings(self.registrations),
            scheduler=asyncio.get_running_loop(),
            send_options=options_sender(self.endpoint),
            keep_alive_interval=settings.keepalive_interval,
        )
        file = settings.networks_file
        self.newcomers = Newcomers(
            places=Places.read(file) if file else Places(),
            store=AccountPlaces(self.database),
            directory=self.directory,
            mail=self.mail.enqueue,
            events=self.events,
            tasks=self.tasks,
        )
        self.registrar.on_registered.append(self.newcomers.registered)

    def _make_publications(self) -> None:
        self.publications = Publications(
            database=self.database,
            revisions=self.revisions,
            credentials=self.credentials,
            directory=self.directory,
            prompts=self.prompts,
            registrar=self.registrar,
            takeover=self.takeover,
            events=self.events,
            realm=self.settings.realm,
            known=self._known,
        )

    def on_request(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        """Hand a request to the reception."""
        self.reception.on_request(transaction, request, source)
