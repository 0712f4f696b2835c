"""The registrar at work: REGISTER in, response out, bindings kept, expired, and kept reachable.

Impure only through what it is given: a scheduler (the event loop, or a test's clock), a store,
and a way to send OPTIONS.
"""

from __future__ import annotations

import math
import random
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

import structlog

from ringtree.registrar.authentication import Authenticated, Authenticator
from ringtree.registrar.keep_alive import KeepAlive
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.registrar import Binding, Outcome, Registrar
from ringtree.storage.journal import JournalError

log = structlog.get_logger(__name__)


class BindingStore(Protocol):
    """Where bindings survive a restart. Both calls return at once, or raise JournalError."""

    def save(self, binding: Binding) -> None:
        """Keep a binding, in place of an earlier one of the same account and contact.

        `expires` is in seconds since 1970 here.
        """

    def remove(self, account: str, contact: str) -> None:
        """Forget a binding; no error if there is none."""


class Timer(Protocol):
    """A call that is still to come."""

    def cancel(self) -> object: ...


class Scheduler(Protocol):
    """The part of an event loop that the registrar needs."""

    def time(self) -> float:
        """Seconds of a steady clock."""

    def call_at(self, when: float, callback: Callable[[], object], /) -> Timer:
        """Call `callback` at `when`, in seconds of `time`."""


#: Sends one OPTIONS to a device and reports its response, None if there was none.
SendOptions = Callable[[Binding, Callable[[Response | None], None]], None]
#: Told the account and whether it has a device now.
ReachabilityListener = Callable[[str, bool], None]
#: Told the account, where the REGISTER came from, and what the device calls itself.
RegistrationListener = Callable[[str, Hop, str], None]


class RegistrarService:
    """Serves REGISTER and knows where every account's devices are.

    Args:
        wall_clock: seconds since 1970, for what outlives this process.
        keep_alive_interval: seconds between two OPTIONS to one phone behind NAT.
        keep_alive_limit: unanswered OPTIONS in a row after which the phone is dropped.
    """

    def __init__(
        self,
        *,
        registrar: Registrar,
        authenticator: Authenticator,
        store: BindingStore,
        scheduler: Scheduler,
        send_options: SendOptions,
        wall_clock: Callable[[], float] = time.time,
        keep_alive_interval: float = 25.0,
        keep_alive_limit: int = 3,
        spread: Callable[[], float] = random.random,
    ) -> None:
        self._registrar = registrar
        self._authenticator = authenticator
        self._store = store
        self._scheduler = scheduler
        self._send_options = send_options
        self._wall_clock = wall_clock
        self._keep_alive = KeepAlive(
            interval=keep_alive_interval, limit=keep_alive_limit, spread=spread
        )
        self._listeners: list[ReachabilityListener] = []
        self.on_registered: list[RegistrationListener] = []
        self._store_fails = False
        self._timer: Timer | None = None
        self._timer_at = math.inf

    # what the rest of the program asks

    def contacts(self, account: str) -> list[Binding]:
        """The devices to ring for an account, best `q` first; empty if it is unreachable."""
        return list(self._registrar.bindings(account))

    def is_reachable(self, account: str) -> bool:
        """Whether the account has a device."""
        return bool(self._registrar.bindings(account))

    def reachable_accounts(self) -> list[str]:
        """Every account that has a device."""
        return self._registrar.accounts()

    def listen(self, listener: ReachabilityListener) -> None:
        """Have `listener` told whenever an account becomes reachable or unreachable."""
        self._listeners.append(listener)

    def start(self, saved: Iterable[Binding]) -> None:
        """Take over the bindings saved by an earlier process and begin to watch the clock.

        Phones register again only after minutes or an hour: without this a restart would leave
        them unreachable until then.
        """
        now = self._scheduler.time()
        offset = now - self._wall_clock()
        known = [replace(binding, expires=binding.expires + offset) for binding in saved]
        for binding in self._registrar.restore(known, now):
            self._forget(binding)
        for account in self._registrar.accounts():
            for binding in self._registrar.bindings(account):
                self._watch(binding, now)
            self._tell(account, reachable=True)
        self._arm()

    def stop(self) -> None:
        """Watch the clock no more; what is stored stays for the next start."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._timer_at = None, math.inf

    def handle(self, request: Request, source: Hop) -> Response:
        """Serve a REGISTER that came from `source`; the response is ready to be sent."""
        now = self._scheduler.time()
        verdict = self._authenticator.authenticate(request, now, source)
        if not isinstance(verdict, Authenticated):
            return verdict
        account = verdict.account
        was_reachable = self.is_reachable(account)
        outcome = self._registrar.register(account, request, source, now)
        if outcome.saved or outcome.removed:
            self._apply(outcome, now)
            for binding in outcome.saved:
                for registered in self.on_registered:
                    registered(account, source, binding.user_agent)
            self._tell_change(account, was_reachable)
            self._arm()
        return self._respond(request, outcome, now)

    def drop_account(self, account: str) -> None:
        """Forget every device of an account that exists no more or has a new password."""
        for binding in self._registrar.bindings(account):
            self._drop(binding)

    # bindings

    def _apply(self, outcome: Outcome, now: float) -> None:
        for binding in outcome.removed:
            self._forget(binding)
        offset = self._wall_clock() - now
        for binding in outcome.saved:
            self._store_safely(self._store.save, replace(binding, expires=binding.expires + offset))
            self._watch(binding, now)

    def _forget(self, binding: Binding) -> None:
        self._store_safely(self._store.remove, binding.account, binding.contact)
        self._keep_alive.forget(binding)

    def _store_safely(self, change: Callable[..., None], *args: object) -> None:
        """A full disk must not make phones unreachable: they only will not survive a restart."""
        try:
            change(*args)
        except JournalError as error:
            if not self._store_fails:
                log.error("registrations are not being saved", why=str(error))
            self._store_fails = True
        else:
            self._store_fails = False

    def _drop(self, binding: Binding) -> None:
        if self._registrar.remove(binding.account, binding.contact) is not None:
            self._forget(binding)
            self._tell_change(binding.account, was_reachable=True)

    def _watch(self, binding: Binding, now: float) -> None:
        if binding.is_natted:
            self._keep_alive.watch(binding, now)
        else:
            self._keep_alive.forget(binding)

    def _tell_change(self, account: str, was_reachable: bool) -> None:
        reachable = self.is_reachable(account)
        if reachable is not was_reachable:
            self._tell(account, reachable=reachable)

    def _tell(self, account: str, *, reachable: bool) -> None:
        for listener in self._listeners:
            listener(account, reachable)

    # the clock

    def _arm(self) -> None:
        """See to it that the timer rings at the next moment something is due."""
        times = (self._registrar.next_expiry(), self._keep_alive.next_due())
        when = min((moment for moment in times if moment is not None), default=math.inf)
        # A timer that rings too early costs less than moving it at each registration.
        if when >= self._timer_at:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer_at = when
        self._timer = self._scheduler.call_at(when, self._on_timer)

    def _on_timer(self) -> None:
        self._timer, self._timer_at = None, math.inf
        now = self._scheduler.time()
        ended = self._registrar.expire(now)
        for binding in ended:
            self._forget(binding)
        for account in {binding.account for binding in ended}:
            self._tell_change(account, was_reachable=True)
        for account, contact in self._keep_alive.due(now):
            self._ask(account, contact, now)
        self._arm()

    def _ask(self, account: str, contact: str, asked: float) -> None:
        binding = self._find(account, contact)
        if binding is None:
            return

        def on_response(response: Response | None) -> None:
            self._on_options_response((account, contact), asked, response)

        self._send_options(binding, on_response)

    def _on_options_response(
        self, device: tuple[str, str], asked: float, response: Response | None
    ) -> None:
        now = self._scheduler.time()
        if response is not None:
            self._keep_alive.answered(device, asked, now)
        elif self._keep_alive.unanswered(device, asked, now):
            binding = self._find(*device)
            if binding is not None:
                self._drop(binding)
        self._arm()

    def _find(self, account: str, contact: str) -> Binding | None:
        for binding in self._registrar.bindings(account):
            if binding.contact == contact:
                return binding
        return None

    # the answer

    def _respond(self, request: Request, outcome: Outcome, now: float) -> Response:
        response = request.respond(outcome.status, outcome.why, to_tag=secrets.token_hex(5))
        if outcome.status == 423:
            response.add("Min-Expires", str(self._registrar.min_expires))
        if outcome.status != 200:
            return response
        for binding in outcome.bindings:
            response.add("Contact", _contact_value(binding, now))
        for path in request.get_all("path"):
            response.add("Path", path)  # RFC 3327 §5.3
        return response


def _contact_value(binding: Binding, now: float) -> str:
    seconds = max(0, round(binding.expires - now))
    quality = "" if binding.q == 1.0 else f";q={binding.q:g}"
    return f"<{binding.contact}>;expires={seconds}{quality}"
