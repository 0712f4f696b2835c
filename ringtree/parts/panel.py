"""The panel and its API, which see all the other parts."""

from __future__ import annotations

import time

from ringtree.api.app import build
from ringtree.api.server import HttpServer
from ringtree.api.services import Services
from ringtree.flows.click_to_call import ClickToCall
from ringtree.live.teller import LiveTeller
from ringtree.live.views import LiveViews
from ringtree.mail.metrics import MailCollector
from ringtree.parts.telephony import Telephony
from ringtree.queues.metrics import QueueCollector
from ringtree.security.metrics import SecurityCollector
from ringtree.trunks.metrics import TrunkCollector
from ringtree.voicemail.metrics import VoicemailCollector


class Parts(Telephony):
    """Every part of a server, made and wired; none of them runs yet."""

    def _make(self) -> None:
        super()._make()
        self._make_panel()
        self._make_metrics()

    def _make_panel(self) -> None:
        views = LiveViews(
            directory=self.directory,
            calls=self.calls,
            queues=self.queues,
            presence=self.presence,
            registrar=self.registrar,
            occupancy=self.occupancy,
            trunk_load=self.exchange.trunk_load,
            clock=self._clock,
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
            vault=self.vault,
            poster=self.webhooks,
            mail=self.mail,
            voicemail=self.voicemail,
            presence=self.presence,
            callbacks=self.callbacks,
            live=views,
            doorkeeper=self.doorkeeper,
            take_over=self.publications.take_over,
        )
        self.http = HttpServer(build(self.settings, self.services), self.settings)

    def _make_metrics(self) -> None:
        mail = MailCollector(self.mail)
        self.services.before_metrics.append(mail.refresh)
        for collector in (
            TrunkCollector(self.trunks.statuses),
            SecurityCollector(self.doorkeeper.watch, time.time),
            QueueCollector(self.queues),
            VoicemailCollector(self.voicemail),
            mail,
        ):
            self.services.metrics.register(collector)
