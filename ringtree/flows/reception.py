"""Where every request from outside a dialog arrives: whose is it, and what is it for.

A carrier is known by its address, an employee by the password of the account. What a caller
dialled becomes a walk through a tree or a call to one person; both are one task with one record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import structlog

from ringtree.calls.call import Call, new_call_id
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.circles import MOST_ROUNDS, ROUNDS_HEADER
from ringtree.calls.exchange import Exchange
from ringtree.calls.occupancy import Reservation
from ringtree.calls.presentation import Presentation
from ringtree.calls.targets import extension_target, outside_target
from ringtree.calls.timeline import Timeline, utc_now
from ringtree.calls.trunk_load import RETRY_AFTER, TrunkSlot
from ringtree.company.model import Person, Trunk
from ringtree.flows.dialled import REFUSALS
from ringtree.flows.number_tree import tree_of
from ringtree.flows.service import CallService, Dialled
from ringtree.records.record import CallRecord, Direction
from ringtree.registrar.authentication import Authenticated, Authenticator
from ringtree.routing.called import asserted_caller, called_numbers, redirected_by
from ringtree.routing.directory import Snapshot, TrunkSource
from ringtree.routing.inbound import InboundRoute, route_inbound
from ringtree.routing.outbound import (
    Nowhere,
    ToCode,
    ToExtension,
    ToMailbox,
    ToNumber,
    ToOutside,
    route_outbound,
)
from ringtree.routing.writing import read
from ringtree.sip.errors import BadHeader, BadUri
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.transaction.machine import ServerTransaction

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Statistics:
    """What was turned away, for the operator."""

    unknown_numbers: int = 0
    over_limit: int = 0


#: Serves a SUBSCRIBE of an account that has proven who it is.
OnSubscribe = Callable[[ServerTransaction, Request, Hop, str], None]


class Reception:
    """The handler of the SIP endpoint."""

    __slots__ = (
        "_authenticator",
        "_calls",
        "_exchange",
        "_load",
        "_on_subscription",
        "statistics",
    )

    def __init__(
        self,
        exchange: Exchange,
        authenticator: Authenticator,
        calls: CallService,
        on_subscribe: OnSubscribe | None = None,
    ) -> None:
        self._on_subscription = on_subscribe
        self._exchange = exchange
        self._authenticator = authenticator
        self._calls = calls
        self._load = exchange.trunk_load
        self.statistics = Statistics()

    def on_request(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        """Serve one request that belongs to no dialog."""
        match request.method:
            case "INVITE":
                self._on_invite(transaction, request, source)
            case "REGISTER":
                self._answer(transaction, self._exchange.registrar.handle(request, source))
            case "OPTIONS":
                self._on_options(transaction, request)
            case "SUBSCRIBE":
                self._on_subscribe(transaction, request, source)
            case _:
                self._exchange.endpoint.reject(transaction, request, 405)

    def _on_subscribe(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        verdict = self._authenticator.authenticate(request, self._exchange.clock(), source)
        if self._on_subscription is None:
            self._exchange.endpoint.reject(transaction, request, 489)
        elif isinstance(verdict, Authenticated):
            self._on_subscription(transaction, request, source, verdict.account)
        else:
            self._answer(transaction, verdict)

    def _answer(self, transaction: ServerTransaction, response: Response) -> None:
        if response.status == 401:
            self._exchange.endpoint.challenge(transaction, response)
        else:
            self._exchange.endpoint.respond(transaction, response)

    def _on_options(self, transaction: ServerTransaction, request: Request) -> None:
        """Say what we can do and who we are [RFC 3261 §11.2]."""
        settings = self._exchange.endpoint.settings
        response = request.respond(200, to_tag=transaction.to_tag)
        response.add("Allow", ", ".join(settings.methods))
        response.add("Accept", "application/sdp")
        response.add("Supported", ", ".join(settings.extensions))
        response.add("Server", settings.user_agent)
        self._exchange.endpoint.respond(transaction, response)

    def _on_invite(self, transaction: ServerTransaction, request: Request, source: Hop) -> None:
        arrival = Arrival(transaction, request, source)
        if carriers := self._carriers(request, source):
            self._from_trunk(arrival, carriers)
        else:
            self._from_account(arrival)

    # -- from a carrier

    def _carriers(self, request: Request, source: Hop) -> Sequence[TrunkSource]:
        """The trunks that a call may come by: those at its address; of them that one, if it is
        called at the contact it registered."""
        carriers = self._exchange.directory.trunks_at(source.host, source.port)
        line = self._exchange.trunks.by_contact(request.uri.user or "") if carriers else None
        if line is None:
            return carriers
        named = [one for one in carriers if (one.snapshot.code, one.trunk.name) == line.key]
        return named or carriers

    def _from_trunk(self, arrival: Arrival, carriers: Sequence[TrunkSource]) -> None:
        request = arrival.request
        route = self._route(request, carriers)
        if route is None:
            self._unknown(arrival, carriers)
            return
        region = route.trunk.numbers.region or route.snapshot.company.region
        dialled = one_line(request.uri.user or route.number.number, MOST_DIALLED)
        if (rounds := rounds_of(request)) > MOST_ROUNDS:
            log.warning("a call runs in a circle", dialled=dialled[:32], source=arrival.source.host)
            self._refuse(arrival, cause(CauseKind.CIRCLE))
            return
        presentation = replace(
            caller_of(request, region), rounds=rounds, called=route.number.number
        )
        record = self._record(Direction.INBOUND, route.snapshot, presentation, dialled)
        record.number, record.trunk = route.number.number, route.trunk.name
        call = self._call(route.snapshot, presentation, record, arrival)
        call.timeline.redirected_by = redirecting_number(request, region)
        slot = self._enter(route.snapshot, route.trunk, call)
        if slot is not None:
            tree = tree_of(route.snapshot.company, route.number)
            self._calls.walk(call, tree, [slot], called=route.number.number)

    def _route(self, request: Request, carriers: Sequence[TrunkSource]) -> InboundRoute | None:
        """Whose number was called. A registration that stands for one number may not repeat it."""
        user = request.uri.user or ""
        line = self._exchange.trunks.by_contact(user)
        dialled = called_numbers(request, user if line is not None else "")
        route = route_inbound(self._exchange.directory, carriers, dialled)
        if route is not None or line is None or len(carriers) != 1:
            return route
        snapshot, trunk = carriers[0].snapshot, carriers[0].trunk
        own = [number for number in snapshot.company.numbers if number.trunk == trunk.name]
        return InboundRoute(snapshot, trunk, own[0]) if len(own) == 1 else None

    def _unknown(self, arrival: Arrival, carriers: Sequence[TrunkSource]) -> None:
        """Nobody there has the number: 404, counted for each trunk that might have meant one."""
        self.statistics.unknown_numbers += 1
        for one in carriers:
            line = self._exchange.trunks.line(one.snapshot.company, one.trunk)
            line.counts.unknown_numbers += 1
        dialled = one_line(arrival.request.uri.user or "", 32)
        log.warning("number unknown", dialled=dialled, source=arrival.source.host)
        self._refuse(arrival, cause(CauseKind.UNKNOWN_NUMBER))

    def _enter(self, snapshot: Snapshot, trunk: Trunk, call: Call) -> TrunkSlot | None:
        """A place on the trunk; without one the call is refused and recorded."""
        slot = self._load.enter(snapshot.code, trunk, inbound=True)
        if slot is None:
            self.statistics.over_limit += 1
            self._calls.refuse(call, cause(CauseKind.OVERLOADED), retry_after=RETRY_AFTER)
        return slot

    # -- from an employee, or a carrier that proves a password

    def _from_account(self, arrival: Arrival) -> None:
        verdict = self._authenticator.authenticate(
            arrival.request, self._exchange.clock(), arrival.source
        )
        if not isinstance(verdict, Authenticated):
            self._answer(arrival.transaction, verdict)
            return
        directory = self._exchange.directory
        if (found := directory.account(verdict.account)) is not None:
            self._dial(arrival, *found)
        elif (trunk := directory.trunk_of(verdict.account)) is not None:
            self._from_trunk(arrival, (trunk,))
        else:
            self._refuse(arrival, cause(CauseKind.REFUSED))

    def _dial(self, arrival: Arrival, snapshot: Snapshot, person: Person) -> None:
        dialled = one_line(arrival.request.uri.user or "", MOST_DIALLED)
        company, world = snapshot.company, self._calls.world
        is_open = partial(world.is_open, company)
        destination = route_outbound(snapshot, person, dialled, is_open=is_open)
        presentation = Presentation(person.name, person.extension)
        record = self._record(Direction.INTERNAL, snapshot, presentation, dialled)
        call = self._call(snapshot, presentation, record, arrival)
        held: list[Reservation | TrunkSlot] = [self._occupy(snapshot, person, call)]
        match destination:
            case ToExtension(extension=extension):
                target = extension_target(self._exchange.registrar, snapshot, extension)
                self._calls.connect(call, Dialled(target, extension), held)
            case ToMailbox(mailbox=mailbox):
                self._calls.leave(call, mailbox, held)
            case ToCode(dialled=code):
                self._calls.serve_code(call, code, person, held)
            case ToNumber(number=number):
                record.number = number.number
                self._calls.walk(call, tree_of(company, number), held, called=number.number)
            case ToOutside():
                self._dial_out(call, destination, person, held)
            case Nowhere(reason=reason, refusal=refusal):
                self._calls.decline(call, cause(REFUSALS[refusal], reason), held)

    def _dial_out(
        self, call: Call, to: ToOutside, person: Person, held: list[Reservation | TrunkSlot]
    ) -> None:
        record, first = call.timeline.record, to.ways[0]
        record.direction = Direction.OUTGOING
        record.number, record.trunk = first.caller_id.number, first.trunk.name
        target = outside_target(self._exchange.trunks, call.snapshot, to, person.extension)
        self._calls.connect(call, Dialled(target), held)

    def _occupy(self, snapshot: Snapshot, person: Person, call: Call) -> Reservation:
        account = call.account = snapshot.company.account(person.extension)
        return self._exchange.occupancy.occupy(account, call.id)

    # -- both

    def _record(
        self, direction: Direction, snapshot: Snapshot, caller: Presentation, dialled: str
    ) -> CallRecord:
        return CallRecord(
            id=new_call_id(),
            company=snapshot.code,
            direction=direction,
            caller=caller.number,
            caller_name=caller.display,
            called=dialled,
            revision=snapshot.revision,
            started=utc_now(),
        )

    def _call(
        self, snapshot: Snapshot, caller: Presentation, record: CallRecord, arrival: Arrival
    ) -> Call:
        left = arrival.request.max_forwards
        presentation = replace(caller, hops_left=None if left is None else max(0, left - 1))
        timeline = Timeline(record, self._exchange.clock)
        call = Call(self._exchange, snapshot, presentation, timeline)
        call.take(arrival.transaction, arrival.request, arrival.source)
        return call

    def _refuse(self, arrival: Arrival, why: Cause) -> None:
        self._exchange.endpoint.reject(arrival.transaction, arrival.request, why.status)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An INVITE that has just come in."""

    transaction: ServerTransaction
    request: Request
    source: Hop


def rounds_of(request: Request) -> int:
    """How often a call has passed through us before, as far as it tells."""
    said = request.get(ROUNDS_HEADER) or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0


def caller_of(request: Request, region: str) -> Presentation:
    """Who a carrier says is calling: number and name, "" for what it does not tell.

    P-Asserted-Identity is the carrier's own word and goes before From [RFC 3325 §9.1], unless
    the caller asked for privacy: then the carrier tells us, and we tell nobody [§9.3]. National
    numbers are those of `region`.
    """
    try:
        shown = request.from_
        number = shown.uri.user or ""
    except (BadHeader, BadUri):
        return Presentation("", "")
    if _wants_privacy(request):
        return Presentation("", "")
    number = one_line(asserted_caller(request) or number)
    if number.lower() in ("anonymous", "unknown", "restricted"):
        number = ""
    return Presentation(one_line(shown.display), read(number, region))


def redirecting_number(request: Request, region: str) -> str | None:
    """The number that passed the call on to ours, if the carrier tells."""
    number = redirected_by(request)
    return one_line(read(number, region)) if number else None


def _wants_privacy(request: Request) -> bool:
    wishes = (request.get("Privacy") or "").lower().replace(",", ";").split(";")
    return any(wish.strip() in ("id", "user", "header") for wish in wishes)


#: Characters kept of what was dialled: more than any number or name has.
MOST_DIALLED = 64


def one_line(text: str, most: int = 80) -> str:
    """A display name fit for a header, a log and a page: printable, on one line, bounded."""
    return "".join(char for char in text if char.isprintable())[:most]
