"""What the endpoints are made of: the parts of a running server that they may reach."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry

from ringtree.accounts.audit import AuditLog
from ringtree.accounts.keys import ApiKeys
from ringtree.accounts.links import OneTimeLinks
from ringtree.accounts.passwords import Passwords
from ringtree.accounts.recovery import RecoveryCodes
from ringtree.accounts.sessions import Sessions
from ringtree.accounts.sign_in import SignIn
from ringtree.accounts.users import Users
from ringtree.api.editors.presence import Editors
from ringtree.api.webhooks.sender import Poster, WebhookSender
from ringtree.api.webhooks.store import Webhooks
from ringtree.api.workshop import Workshop
from ringtree.callbacks.service import CallbackService
from ringtree.company.drafts import Drafts
from ringtree.company.revisions import Revisions
from ringtree.events import EventBus
from ringtree.flows.click_to_call import ClickToCall
from ringtree.flows.service import CallService
from ringtree.forwarding.service import ForwardingBook
from ringtree.limits.service import LimitGuard
from ringtree.live.views import LiveViews
from ringtree.mail.service import MailService
from ringtree.presence.service import PresenceService
from ringtree.prompts.library import PromptLibrary
from ringtree.queues.service import QueueService
from ringtree.records.archive import CallArchive
from ringtree.records.search import CallSearch
from ringtree.records.writer import RecordWriter
from ringtree.registrar.service import RegistrarService
from ringtree.routing.directory import Directory
from ringtree.schedules.service import Overrides
from ringtree.security.service import Doorkeeper
from ringtree.settings import Settings
from ringtree.storage.credentials import Credentials
from ringtree.storage.database import Database
from ringtree.storage.vault import Vault
from ringtree.trunks.service import TrunkService
from ringtree.voicemail.service import VoicemailService


@dataclass(slots=True, kw_only=True)
class Services:
    """Reached through `CompanyScope`, which says for which company."""

    settings: Settings
    database: Database
    events: EventBus
    revisions: Revisions
    credentials: Credentials
    records: RecordWriter
    directory: Directory
    prompts: PromptLibrary
    registrar: RegistrarService
    queues: QueueService
    overrides: Overrides
    forwarding: ForwardingBook
    limits: LimitGuard
    click_to_call: ClickToCall
    calls: CallService
    vault: Vault
    poster: Poster
    trunks: TrunkService
    mail: MailService
    voicemail: VoicemailService
    presence: PresenceService
    callbacks: CallbackService
    live: LiveViews
    doorkeeper: Doorkeeper
    #: Has the running server take over what was published, at once instead of within a second.
    take_over: Callable[[], Awaitable[None]]
    #: Every part offers a collector: `metrics.register(…)`.
    metrics: CollectorRegistry = field(default_factory=CollectorRegistry)
    #: What has to be looked up before the collectors can tell it.
    before_metrics: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    archive: CallArchive = field(init=False)
    search: CallSearch = field(init=False)
    users: Users = field(init=False)
    sessions: Sessions = field(init=False)
    keys: ApiKeys = field(init=False)
    audit: AuditLog = field(init=False)
    passwords: Passwords = field(init=False)
    links: OneTimeLinks = field(init=False)
    recovery: RecoveryCodes = field(init=False)
    sign_in: SignIn = field(init=False)
    drafts: Drafts = field(init=False)
    webhooks: Webhooks = field(init=False)
    hooks: WebhookSender = field(init=False)
    workshop: Workshop = field(default_factory=Workshop)
    editors: Editors = field(default_factory=Editors)

    def __post_init__(self) -> None:
        self.archive = CallArchive(self.database)
        self.search = CallSearch(self.database)
        self.users = Users(self.database)
        self.sessions = Sessions(self.database)
        self.keys = ApiKeys(self.database)
        self.audit = AuditLog(self.database)
        self.passwords = Passwords()
        self.drafts = Drafts(self.database)
        self.webhooks = Webhooks(self.database)
        self.hooks = WebhookSender(self.webhooks, self.events, self.poster, self.vault)
        self.links = OneTimeLinks(self.database)
        self.recovery = RecoveryCodes(self.database)
        self.sign_in = SignIn(self.users, self.passwords, self.vault, self.recovery)
