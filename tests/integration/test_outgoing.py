"""Calls to the outside as a carrier sees them: numbers presented, fail-over, limits, circles."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from ringtree.forwarding.rules import NO_WISHES, Rule, When
from tests.integration.phones import free_port
from tests.integration.raw_phone import Packet, RawCall, RawPhone
from tests.integration.server import Server, running, until

MOBILE = "+79161234567"
OFFICE, ANNAS, SALES = "+74950000001", "+74950000002", "+74950000003"
COMPANY = """
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  first: {addresses: ["{trunk}"], original_caller: true}
  second: {addresses: ["127.0.0.1:{second}"]}
numbers:
  - {number: "+74950000001", trunk: first, tree: main}
  - {number: "+74950000002", trunk: second, tree: main}
  - {number: "+74950000003", trunk: first, tree: main}
people:
  - {extension: 201, name: Anna Smith, number: "+74950000002"}
  - {extension: 202, name: Boris Cook}
  - {extension: 203, name: Vera Priest}
groups:
  sales: {extensions: [202], number: "+74950000003"}
calling:
  caller_ids: {"*68": "+74950000001", "*67": anonymous}
  routes:
    - {trunks: [first, second]}
  limits:
    company: {simultaneous: 10}
    person: {}
  locations:
    hall: {number: "+74950000003", people: [203]}
trees:
  main:
    start: anna
    nodes:
      anna:
        type: dial
        targets: "201"
        forwarding: follow
        exits: {busy: "no", no_answer: "no", unreachable: "no"}
      "no": {type: hang_up, cause: unreachable}
"""


class Carrier(RawPhone):
    """The far end of a trunk: keeps every INVITE, and answers as it is told."""

    def __init__(self, server: Server, port: int) -> None:
        super().__init__(server.address, "carrier", port=port)
        self.invites: list[Packet] = []
        self.status = 486
        self.held: list[RawCall] = []
        self.on_invite = self._invited

    def _invited(self, call: RawCall) -> None:
        assert call.request is not None
        self.invites.append(call.request)
        self.decide(call)

    def decide(self, call: RawCall) -> None:
        """What is said to an INVITE: 180 and nothing more, or the status."""
        if self.status == 180:
            self.held.append(call)
            call.ring()
        else:
            call.reject(self.status, "No")


@asynccontextmanager
async def setting(folder: Path) -> AsyncIterator[tuple[Server, Carrier, Carrier]]:
    second = free_port()
    async with running(folder, COMPANY.replace("{second}", str(second))) as server:
        async with Carrier(server, server.trunk_port) as one, Carrier(server, second) as two:
            yield server, one, two


async def dial(server: Server, extension: str, number: str) -> int:
    """The final status somebody's phone is told."""
    account = f"daisy-{extension}"
    async with RawPhone(server.address, account, server.passwords[account]) as phone:
        return (await phone.dial(number.replace("#", "%23")).final(limit=20)).status


async def test_numbers_presented_on_the_wire_by_every_rule(tmp_path: Path) -> None:
    async with setting(tmp_path) as (server, carrier, _):
        shown = []
        for extension, number in (
            ("201", MOBILE),
            ("202", "89161234567"),
            ("203", "79161234567"),
            ("201", "*6889161234567"),
            ("201", "*6789161234567"),
            ("203", "112"),
        ):
            assert await dial(server, extension, number) == 486
            invite = carrier.invites[-1]
            shown.append((invite.start.split(" ")[1].partition("@")[0], user(invite)))
        hidden = carrier.invites[4]
    assert shown == [
        (f"sip:{MOBILE}", ANNAS),
        (f"sip:{MOBILE}", SALES),
        (f"sip:{MOBILE}", OFFICE),
        (f"sip:{MOBILE}", OFFICE),
        (f"sip:{MOBILE}", "anonymous"),
        ("sip:112", SALES),
    ]
    assert "id" in hidden.get("Privacy") and ANNAS in hidden.get("P-Asserted-Identity")
    assert ANNAS not in hidden.get("From") + hidden.get("Contact")


async def test_what_may_not_leave_does_not(tmp_path: Path) -> None:
    async with setting(tmp_path) as (server, carrier, other):
        statuses = [
            await dial(server, "201", number)
            for number in ("105", "204", "*9989161234567", "+442079460000", "88091234567", "*68202")
        ]
        assert carrier.invites == other.invites == []
    assert statuses == [404, 404, 404, 403, 403, 404]


async def test_only_a_carrier_s_own_failure_leads_to_the_next(tmp_path: Path) -> None:
    async with setting(tmp_path) as (server, carrier, other):
        for status, tried in ((486, 0), (603, 0), (404, 0), (503, 1), (403, 1)):
            carrier.status, other.invites = status, []
            await dial(server, "203", MOBILE)
            assert len(other.invites) == tried, status
        carrier.alive = False
        other.invites = []
        assert await dial(server, "203", MOBILE) == 486
        assert len(other.invites) == 1
        record = await server.record()
        assert record.trunk == "second" and "first" in record.trace[0].facts["declined"]


async def test_of_forty_calls_at_once_ten_go_out(tmp_path: Path) -> None:
    async with setting(tmp_path) as (server, carrier, _):
        carrier.status = 180
        account = "daisy-203"
        async with RawPhone(server.address, account, server.passwords[account]) as phone:
            calls = [phone.dial(MOBILE) for _ in range(40)]
            refused = [call for call in calls if await is_refused(call)]
            assert len(carrier.invites) == 10 and len(refused) == 30
            for call in calls:
                if call not in refused:
                    call.cancel()
            await until(lambda: not server.app.calls.calls, "calls go on", limit=10)
        await server.released()
        assert server.app.limits.refused >= 30


async def test_forwarding_in_a_circle_through_the_carrier_ends(tmp_path: Path) -> None:
    """The carrier makes a new call of what is forwarded, and brings it back to our number."""
    async with setting(tmp_path) as (server, carrier, other):
        live = server.app.directory.company("daisy")
        assert live is not None
        away = NO_WISHES.with_rule(Rule(when=When.ALWAYS, target=MOBILE))
        await server.app.forwarding.set(live.company, "201", away, author="test")
        rounds = Circle(carrier)
        carrier.decide = rounds.decide  # type: ignore[method-assign]
        first = carrier.dial(OFFICE, caller="+79990000000")
        answer = await first.final(limit=20)
        await until(lambda: not server.app.calls.calls, "the circle goes on", limit=10)
        assert answer.status >= 400
        assert 1 <= len(carrier.invites) <= 5 and other.invites == []
        assert user(carrier.invites[0]) == "+79990000000"
        assert OFFICE in carrier.invites[0].get("Diversion")
        await server.released()


class Circle:
    """Brings each call back as a new one, with nothing left of the old but who calls."""

    def __init__(self, carrier: Carrier) -> None:
        self.carrier = carrier
        self.tasks: set[asyncio.Future[None]] = set()

    def decide(self, call: RawCall) -> None:
        assert call.request is not None
        again = self.carrier.dial(OFFICE, caller=user(call.request))
        respond = again.on_response

        def pass_on(packet: Packet) -> None:
            respond(packet)
            if packet.method == "INVITE" and packet.status >= 300 and not call.over:
                call.reject(packet.status, "No")

        again.on_response = pass_on  # type: ignore[method-assign]


def user(invite: Packet) -> str:
    """The user part of From."""
    return invite.get("From").partition("sip:")[2].partition("@")[0]


async def is_refused(call: RawCall) -> bool:
    """Whether a call was refused; one that rings was not."""
    await until(
        lambda: any(one.status >= 180 and one.status != 401 for one in call.responses),
        "neither rings nor is refused",
        limit=15,
    )
    statuses = [one.status for one in call.responses]
    if 180 in statuses:
        return False
    return (await call.final(limit=15)).status == 403
