"""The message-waiting lamps of the telephones [RFC 3842]: subscribed to, or told unasked.

Whatever changes a mailbox, in whatever way, ends in `on_change`; whatever changes who watches
which mailbox ends in `on_published`. A telephone is told what differs from what it was told last.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable
from functools import partial

import structlog

from ringtree.company.feature_code import codes_of
from ringtree.company.model import Company, split_account
from ringtree.registrar.service import RegistrarService
from ringtree.routing.directory import Directory
from ringtree.sip.dialog.subscription import Refused, Subscription, Subscriptions
from ringtree.sip.errors import BadHeader, BadUri
from ringtree.sip.headers import CSeq, NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.registrar import Binding
from ringtree.sip.transaction.machine import ServerTransaction
from ringtree.sip.uri import Uri
from ringtree.voicemail.message import BoxKey, Counts
from ringtree.voicemail.service import VoicemailService
from ringtree.voicemail.summary import EVENT, MEDIA_TYPE, summary, total
from ringtree.wire.endpoint import SipEndpoint

log = structlog.get_logger(__name__)

#: Seconds between two telephones at the start.
PACE = 0.01
#: The feature that a telephone's message key shall dial.
CODE = "mailbox"
#: Answers after which a device is told nothing unasked any more until it registers anew.
_DEAF = frozenset({405, 481, 489, 501})
#: Answers after which a subscription is over [RFC 6665 §4.2.2].
_GONE = frozenset({404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604})


class Lamps:
    """All lamps of this server."""

    def __init__(
        self,
        service: VoicemailService,
        directory: Directory,
        registrar: RegistrarService,
        endpoint: SipEndpoint,
        clock: Callable[[], float],
    ) -> None:
        self._service = service
        self._directory = directory
        self._registrar = registrar
        self._endpoint = endpoint
        self._clock = clock
        self.subscriptions = Subscriptions(EVENT)
        self._told: dict[str, Counts] = {}
        self._deaf: set[tuple[str, str]] = set()
        self._is_lit = False
        service.on_change.append(self.on_change)
        registrar.listen(self.on_reachable)

    async def light_all(self) -> None:
        """Tell every telephone that is registered at the start, one after the other."""
        self._is_lit = True
        for account in self._registrar.reachable_accounts():
            self.on_reachable(account, True)
            await asyncio.sleep(PACE)

    # -- a telephone asks

    def on_subscribe(
        self, transaction: ServerTransaction, request: Request, source: Hop, account: str
    ) -> None:
        """Answer a SUBSCRIBE of an account that has proven who it is."""
        tag = request.to.tag or transaction.to_tag
        try:
            found = self.subscriptions.subscribe(
                request, account, tag=tag, peer=source, now=self._clock()
            )
        except (BadHeader, BadUri):
            found = Refused(400)
        if isinstance(found, Refused):
            self._endpoint.reject(transaction, request, found.status, headers=found.headers)
            return
        response = request.respond(200, to_tag=tag)
        response.set("Expires", str(max(0, round(found.until - self._clock()))))
        response.set("Contact", self._endpoint.contact(source))
        self._endpoint.respond(transaction, response)
        self._notify(found)

    # -- something has changed

    def on_change(self, key: BoxKey) -> None:
        """A mailbox holds more or fewer messages than before."""
        found = self._service.find(*key)
        if found is not None:
            company, box = found
            self._tell_if_new(company.account(one) for one in box.watchers)

    def on_published(self, company: Company) -> None:
        """A company may have other mailboxes and people now: also lamps of what is gone go off."""
        own = {company.account(person.extension) for person in company.people}
        known = {one for one in self._told if one in own}
        watched = {
            company.account(one) for box in company.mailboxes.values() for one in box.watchers
        }
        self._tell_if_new(sorted(known | (watched & own)))

    def on_reachable(self, account: str, reachable: bool) -> None:
        """A telephone has registered: its lamp may show what was true yesterday."""
        if not reachable:
            self._deaf = {one for one in self._deaf if one[0] != account}
            self._told.pop(account, None)
            return
        if not self._is_lit:
            return
        code = (split_account(account) or ("", ""))[0]
        if any(key.company == code for key in self._service.room.known()) or self._boxes(account):
            self._told.pop(account, None)
            self._tell_if_new((account,))

    # -- telling

    def counts(self, account: str) -> Counts:
        """What an account's lamp stands for."""
        return total(self._service.counts(key) for key in self._boxes(account))

    def _boxes(self, account: str) -> list[BoxKey]:
        found = self._directory.account(account)
        if found is None:
            return []
        snapshot, person = found
        boxes = snapshot.company.mailboxes.values()
        return [
            BoxKey(snapshot.code, one.name) for one in boxes if person.extension in one.watchers
        ]

    def _tell_if_new(self, accounts: Iterable[str]) -> None:
        if not self._is_lit:
            return
        for account in accounts:
            counts = self.counts(account)
            if self._told.get(account) == counts:
                continue
            subscribed = list(self.subscriptions.of(account, self._clock()))
            for one in subscribed:
                self._notify(one)
            if not subscribed:
                self._tell_unasked(account, counts)

    def _notify(self, one: Subscription) -> None:
        counts = self.counts(one.account)
        request = self.subscriptions.notify(one, now=self._clock())
        self._told[one.account] = counts
        self._fill(request, one.account, counts, one.dialog.hop)
        self._endpoint.request(request, one.dialog.hop, partial(self._on_notified, one))

    def _on_notified(self, one: Subscription, response: Response | None) -> None:
        if response is None or response.status in _GONE:
            self.subscriptions.forget(one)

    def _tell_unasked(self, account: str, counts: Counts) -> None:
        for binding in self._registrar.contacts(account):
            if (account, binding.contact) not in self._deaf:
                self._told[account] = counts
                self._send_unasked(binding, account, counts)

    def _send_unasked(self, binding: Binding, account: str, counts: Counts) -> None:
        request = Request("NOTIFY", binding.uri.as_request_uri())
        host = self._endpoint.local_host(binding.source)
        own = NameAddr(Uri("sip", account, host), params={"tag": secrets.token_hex(5)})
        request.add("From", str(own))
        request.add("To", str(NameAddr(binding.uri)))
        request.add("Call-ID", secrets.token_hex(12))
        request.add("CSeq", str(CSeq(1, "NOTIFY")))
        request.add("Max-Forwards", "70")
        for hop in binding.path:
            request.add("Route", hop)
        request.add("Event", EVENT)
        # There is no subscription that could go on.
        request.add("Subscription-State", "terminated;reason=noresource")
        self._fill(request, account, counts, binding.source)
        self._endpoint.request(request, binding.source, partial(self._on_told, account, binding))

    def _on_told(self, account: str, binding: Binding, response: Response | None) -> None:
        if response is not None and response.status in _DEAF:
            self._deaf.add((account, binding.contact))

    def _fill(self, request: Request, account: str, counts: Counts, hop: Hop) -> None:
        request.set("Contact", self._endpoint.contact(hop))
        request.set("Content-Type", MEDIA_TYPE)
        uri = Uri("sip", self._dialled(account), self._endpoint.local_host(hop))
        request.body = summary(counts, str(uri))

    def _dialled(self, account: str) -> str:
        """What the telephone's message key is to dial."""
        found = self._directory.account(account)
        codes = codes_of(found[0].company) if found else {}
        dialled = (code for kind, code in codes.items() if kind.name == CODE)
        return next(dialled, account)
