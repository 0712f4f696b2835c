"""What calls are made of: lines, queues, mailboxes, and the service of calls."""

from __future__ import annotations

import structlog

from ringtree.callbacks.service import CallbackService
from ringtree.callbacks.store import TOPIC as CALLBACKS
from ringtree.callbacks.store import CallbackStore
from ringtree.calls.exchange import Exchange
from ringtree.calls.occupancy import Occupancy
from ringtree.company.model import Company
from ringtree.flows.mailbox.desk import LiveMailboxes
from ringtree.flows.mailbox.webhook import webhook_caller
from ringtree.flows.reception import Reception
from ringtree.flows.service import CallService
from ringtree.flows.webhooks.client import WebhookClient, WebhookSettings
from ringtree.flows.world import World
from ringtree.forwarding.service import ForwardingBook
from ringtree.limits.allowances import AllowanceBook
from ringtree.limits.service import LimitGuard
from ringtree.parts.ground import Ground
from ringtree.presence.service import PresenceService
from ringtree.presence.store import TOPIC as PRESENCE
from ringtree.presence.store import PresenceStore
from ringtree.presence.wrap_up_orders import TOPIC as WRAP_UP_ORDERS
from ringtree.presence.wrap_up_orders import WrapUpDesk, WrapUpOrders
from ringtree.prompts.studio import Studio
from ringtree.queues.decisions import AgentDecision, PresenceChanged
from ringtree.queues.service import QueueService
from ringtree.storage.allowances import TOPIC as ALLOWANCES
from ringtree.storage.allowances import Allowances
from ringtree.storage.forwardings import TOPIC as FORWARDINGS
from ringtree.storage.forwardings import Forwardings
from ringtree.storage.pins import StoredPins
from ringtree.storage.queue_states import QueueStates
from ringtree.storage.trunks import TOPIC as TRUNK_SECRETS
from ringtree.storage.trunks import TrunkSecrets, TrunkStates
from ringtree.trunks.publishing import StatePublisher
from ringtree.trunks.resolver import DnsResolver
from ringtree.trunks.service import TrunkService
from ringtree.trunks.status import TrunkStatus, in_words
from ringtree.voicemail.lamp import Lamps
from ringtree.voicemail.service import VoicemailService
from ringtree.voicemail.settings import voicemail_settings
from ringtree.voicemail.store import TOPIC as VOICEMAIL

log = structlog.get_logger(__name__)


class Telephony(Ground):
    """Lines, queues, mailboxes, and the calls that go through them."""

    def _make(self) -> None:
        super()._make()
        self._make_lines()
        self._make_queues()
        self._make_mailboxes()
        self._make_calls()
        self._follow_publications()

    def _make_lines(self) -> None:
        self.occupancy = Occupancy()
        self.exchange = Exchange(
            endpoint=self.endpoint,
            media=self.media,
            registrar=self.registrar,
            occupancy=self.occupancy,
            directory=self.directory,
            prompts=self.prompts,
            records=self.records,
            tasks=self.tasks,
            clock=self._clock,
            longest_call=self.settings.longest_call,
            data_dir=self.settings.data_dir,
            events=self.events,
        )
        self.trunks = self.exchange.trunks = TrunkService(
            self.endpoint,
            self.directory,
            self.exchange.trunk_load,
            ask=DnsResolver(self.settings.dns_servers).ask,
            load_passwords=TrunkSecrets(self.database, self.vault).load,
            clock=self._clock,
        )
        self.takeover.on(TRUNK_SECRETS, self.trunks.load)
        self.trunk_states = StatePublisher(
            self.trunks.statuses, TrunkStates(self.database), self._clock, self._trunk_changed
        )
        self.forwarding = ForwardingBook(Forwardings(self.database), self.events)
        self.takeover.on(FORWARDINGS, self.forwarding.load)

    def _make_queues(self) -> None:
        self.queues = QueueService(self.exchange, QueueStates(self.settings.data_dir / "queues"))
        self.queues.on_agent = self._on_agent
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
        self.callbacks = CallbackService(CallbackStore(self.database), self.queues, self.exchange)
        self.takeover.on(CALLBACKS, self.callbacks.load)

    def _make_mailboxes(self) -> None:
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
        self.lamps = Lamps(
            self.voicemail, self.directory, self.registrar, self.endpoint, self.endpoint.now
        )

    def _make_calls(self) -> None:
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
        allowances = AllowanceBook(Allowances(self.database))
        self.takeover.on(ALLOWANCES, allowances.load)
        self.exchange.guard = self.limits = LimitGuard(
            load=self.exchange.trunk_load,
            store=self.usage,
            allowances=allowances,
            is_open=self.world.is_open,
            mail=self.mail.enqueue,
            events=self.events,
            tasks=self.tasks,
        )
        self.reception = Reception(
            self.exchange, self._authenticator, self.calls, self.lamps.on_subscribe
        )

    def _follow_publications(self) -> None:
        self.publications.followers += (
            self.queues.configure,
            self.trunks.configure,
            self.presence.configure,
            self.callbacks.configure,
            self.lamps.on_published,
        )
        self.publications.newcomers.append(self._give_up_unheld)

    # -- what one part tells another

    def _trunk_changed(self, status: TrunkStatus) -> None:
        words = in_words(status)
        last_error = status.last_error
        log.info(
            "trunk",
            company=status.company,
            trunk=status.trunk,
            is_now=words,
            last_error=last_error,
        )
        data = {"trunk": status.trunk, "state": status.state.value, "words": words}
        self.events.publish(status.company, "trunk.changed", data)

    def _on_agent(self, company: str, decision: AgentDecision) -> None:
        if isinstance(decision, PresenceChanged):
            self.presence.missed(company, decision.extension)

    def _give_up_unheld(self, company: Company) -> None:
        if (queues := self.queues.company(company.code)) is not None:
            queues.places.give_up_unheld()
