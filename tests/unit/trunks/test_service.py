"""Trunks looked up, registered and probed, on a virtual clock and a wire of our own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ringtree.company.model import Company
from ringtree.routing.directory import Directory, Snapshot
from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.trunks.line import Line
from ringtree.trunks.locating import LookupFailed, Records, Srv
from ringtree.trunks.service import TICK, TrunkService
from ringtree.trunks.status import TrunkState
from tests.unit.calls.house import company as acme

pytestmark = pytest.mark.looptime

OnResponse = Callable[[Response | None], None]
#: Seconds between two looks where days go by; each look costs the tests real time.
SELDOM = 20.0
NAMED: dict[str, Any] = {"server": "carrier.example", "username": "acct", "registers": True}
FIRST, SECOND = Hop("udp", "192.0.2.1", 5060), Hop("udp", "192.0.2.2", 5060)


class Wire:
    """A carrier: answers by method and host, or not at all."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Hop]] = []
        self.requests: list[Request] = []
        self.credentials: list[Credentials | None] = []
        self.dead: set[str] = set()
        self.answers: dict[str, int] = {}
        self.headers: dict[str, str] = {}

    def local_host(self, remote: Hop) -> str:
        return "198.51.100.1"

    def local_address(self, remote: Hop) -> str:
        return "198.51.100.1:5060"

    def failure(self, hop: Hop) -> str | None:
        return None

    def request(
        self,
        request: Request,
        hop: Hop,
        on_response: OnResponse,
        credentials: Credentials | None = None,
    ) -> None:
        self.sent.append((request.method, hop))
        self.requests.append(request)
        self.credentials.append(credentials)
        loop = asyncio.get_running_loop()
        if hop.host in self.dead:
            loop.call_later(32, on_response, None)
            return
        response = Response(self.answers.get(request.method, 200))
        for name, value in self.headers.items():
            response.set(name, value)
        loop.call_later(0.01, on_response, response)

    def last(self, method: str) -> Hop | None:
        return next((hop for name, hop in reversed(self.sent) if name == method), None)

    def count(self, method: str) -> int:
        return sum(name == method for name, _ in self.sent)


class Names:
    """A name server."""

    def __init__(self) -> None:
        self.silent = False
        self.zone: dict[tuple[str, str], list[Any]] = {
            ("SRV", "_sip._udp.carrier.example"): [
                Srv(10, 0, 5060, "a.example"),
                Srv(20, 0, 5060, "b.example"),
            ],
            ("A", "a.example"): ["192.0.2.1"],
            ("A", "b.example"): ["192.0.2.2"],
            ("A", "calls.example"): ["192.0.2.77"],
        }

    async def ask(self, kind: str, name: str) -> Records:
        await asyncio.sleep(0.1)
        if self.silent:
            raise LookupFailed(name, "no name server answered")
        return Records(self.zone.get((kind, name), ()), 60)


class Load:
    def counts(self, company: str, trunk: str) -> tuple[int, int, int, int, int]:
        return 1, 2, 3, 4, 5


class Carrier:
    """A service with one trunk, and everything around it."""

    def __init__(self, tick: float = TICK) -> None:
        self.wire = Wire()
        self.names = Names()
        self.directory = Directory()
        self.passwords = {("acme", "carrier"): "secret"}
        self.service = TrunkService(
            self.wire,
            self.directory,
            Load(),
            ask=self.names.ask,
            load_passwords=self.load_passwords,
            clock=asyncio.get_running_loop().time,
            random=Random(3),
            tick=tick,
        )

    async def load_passwords(self, company: str | None) -> dict[tuple[str, str], str]:
        return dict(self.passwords)

    def publish(self, **trunk: Any) -> Company:
        company = acme(trunks={"carrier": trunk}) if trunk else acme(trunks={}, numbers=[])
        self.directory.publish(Snapshot(company, 1))
        self.service.configure(company)
        return company

    @property
    def line(self) -> Line:
        return self.service._lines["acme", "carrier"]

    @property
    def state(self) -> TrunkState:
        (status,) = self.service.statuses("acme")
        return status.state


@asynccontextmanager
async def carrier(tick: float = TICK, **trunk: Any) -> AsyncIterator[Carrier]:
    made = Carrier(tick)
    await made.service.load(None)
    if trunk:
        made.publish(**trunk)
    made.service.start()
    try:
        yield made
    finally:
        await made.service.stop()


async def test_a_trunk_is_found_registered_and_asked() -> None:
    async with carrier(**NAMED) as made:
        await asyncio.sleep(3)
        assert made.state is TrunkState.READY
        assert made.wire.last("REGISTER") == made.wire.last("OPTIONS") == FIRST
        assert made.wire.credentials[0] == Credentials("acct", "secret")
        assert made.service.is_reachable("acme", "carrier")
        (status,) = made.service.statuses()
        assert (status.calls_in, status.calls_out, status.total_in) == (1, 2, 3)


async def test_it_stays_registered_for_days() -> None:
    async with carrier(SELDOM, **NAMED, probe=None) as made:
        for _ in range(48):
            await asyncio.sleep(1800)
            assert made.line.registration.is_registered(made.service._clock())
        assert made.wire.count("REGISTER") > 48 * 3


async def test_a_dead_address_is_left_by_registration_probe_and_calls_together() -> None:
    async with carrier(**NAMED) as made:
        await asyncio.sleep(3)
        made.wire.dead.add("192.0.2.1")
        await asyncio.sleep(45)  # the probe's pause, and its patience
        assert made.line.targets.current == SECOND
        assert made.wire.last("REGISTER") == made.wire.last("OPTIONS") == SECOND
        assert made.line.ways() == (SECOND, FIRST)
        assert made.line.registration.is_registered(made.service._clock())
        assert made.state is TrunkState.DEGRADED
        assert "no answer to OPTIONS" in (made.line.error.words or "")


async def test_the_preferred_address_is_used_again_once_it_answers() -> None:
    async with carrier(**NAMED) as made:
        await asyncio.sleep(3)
        made.wire.dead.add("192.0.2.1")
        await asyncio.sleep(45)
        made.wire.dead.clear()
        await asyncio.sleep(150)
        assert made.line.targets.current == FIRST
        assert made.wire.last("REGISTER") == FIRST
        assert made.state is TrunkState.READY


async def test_without_probes_the_registration_finds_the_dead_address() -> None:
    async with carrier(**NAMED, probe=None) as made:
        made.wire.dead.add("192.0.2.1")
        await asyncio.sleep(50)
        assert made.wire.last("REGISTER") == SECOND
        assert made.line.registration.is_registered(made.service._clock())


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_a_wrong_password_is_told_and_not_insisted_on(status: int) -> None:
    async with carrier(**NAMED) as made:
        made.wire.answers["REGISTER"] = status
        await asyncio.sleep(120)
        assert made.state is TrunkState.DOWN
        assert made.wire.count("REGISTER") <= 4
        assert f"{status}" in (made.line.error.words or "")
        assert "password" in (made.line.error.words or "")


async def test_another_password_is_tried_at_once() -> None:
    async with carrier(**NAMED) as made:
        made.wire.answers["REGISTER"] = 403
        await asyncio.sleep(5)
        tries = made.wire.count("REGISTER")
        made.wire.answers.clear()
        made.passwords["acme", "carrier"] = "right"
        await made.service.load("acme")
        await asyncio.sleep(2)
        assert made.wire.count("REGISTER") == tries + 1
        assert made.line.registration.is_registered(made.service._clock())
        del made.passwords["acme", "carrier"]
        await made.service.load("acme")
        assert made.line.credentials is None


async def test_a_carrier_in_trouble_is_asked_again_for_ever() -> None:
    async with carrier(SELDOM, **NAMED, probe=None) as made:
        made.wire.answers["REGISTER"] = 503
        await asyncio.sleep(86400)
        assert made.wire.count("REGISTER") > 86400 / (300 + SELDOM)
        made.wire.answers.clear()
        await asyncio.sleep(301 + SELDOM)
        assert made.line.registration.is_registered(made.service._clock())


async def test_a_carrier_may_ask_for_a_longer_time() -> None:
    async with carrier(**NAMED) as made:
        made.wire.answers["REGISTER"] = 423
        made.wire.headers["Min-Expires"] = "3600"
        await asyncio.sleep(1.5)
        made.wire.answers.clear()
        await asyncio.sleep(2)
        registers = [one for one in made.wire.requests if one.method == "REGISTER"]
        assert registers[-1].get("Expires") == "3600"


async def test_a_silent_name_server_leaves_the_trunk_as_it_is() -> None:
    async with carrier(**NAMED) as made:
        await asyncio.sleep(3)
        made.names.silent = True
        await asyncio.sleep(600)
        assert made.line.targets.current == FIRST
        assert made.state is TrunkState.READY
        made.names.silent = False
        made.names.zone["A", "a.example"] = ["192.0.2.9"]
        await asyncio.sleep(400)
        assert made.line.targets.hops[0].host == "192.0.2.9"


async def test_a_name_that_moves_is_followed() -> None:
    async with carrier(**NAMED) as made:
        await asyncio.sleep(3)
        made.names.zone["A", "a.example"] = ["192.0.2.9"]
        made.names.zone["A", "b.example"] = ["192.0.2.9"]
        await asyncio.sleep(70)
        assert made.wire.last("REGISTER") == Hop("udp", "192.0.2.9", 5060)


async def test_calls_from_wherever_the_names_lead_are_the_trunk_s() -> None:
    async with carrier(server="carrier.example", addresses=["calls.example"]) as made:
        assert made.directory.trunks_at("192.0.2.2", 5060) == ()
        await asyncio.sleep(3)
        for host, port in (("192.0.2.1", 5060), ("192.0.2.2", 5060), ("192.0.2.77", 40000)):
            (source,) = made.directory.trunks_at(host, port)
            assert source.trunk.name == "carrier"
        # Whoever else is at the server's address is not the server.
        assert made.directory.trunks_at("192.0.2.1", 40000) == ()
        assert {hop.host for hop in made.line.targets.hops} == {"192.0.2.1", "192.0.2.2"}


async def test_a_numeric_trunk_is_ready_without_a_name_server() -> None:
    async with carrier(addresses=["192.0.2.5:5070"], transport="tcp") as made:
        assert made.line.ways() == (Hop("tcp", "192.0.2.5", 5070),)
        assert made.line.learned == frozenset()
        await asyncio.sleep(1)
        assert made.state is TrunkState.READY


async def test_a_carrier_that_refuses_options_is_there_all_the_same() -> None:
    async with carrier(addresses=["192.0.2.5"]) as made:
        made.wire.answers["OPTIONS"] = 405
        await asyncio.sleep(1)
        assert made.state is TrunkState.READY
        made.wire.answers["OPTIONS"] = 503
        await asyncio.sleep(40)
        assert made.state is TrunkState.DOWN


async def test_a_trunk_that_did_not_change_goes_on_undisturbed() -> None:
    async with carrier(**NAMED) as made:
        await asyncio.sleep(3)
        line, tries = made.line, made.wire.count("REGISTER")
        made.publish(**NAMED)
        await asyncio.sleep(3)
        assert made.line is line
        assert made.wire.count("REGISTER") == tries


async def test_a_trunk_that_is_gone_is_unregistered_and_forgotten() -> None:
    async with carrier(**NAMED) as made:
        await asyncio.sleep(3)
        token = made.line.token
        assert made.service.by_contact(token) is made.line
        made.publish()
        assert made.wire.requests[-1].get("Expires") == "0"
        assert made.service.by_contact(token) is None
        assert made.service.statuses("acme") == []
        assert not made.service.is_reachable("acme", "carrier")
        assert made.directory.trunks_at("192.0.2.1", 5060) == ()


async def test_another_account_unregisters_the_old_one() -> None:
    async with carrier(**NAMED) as made:
        await asyncio.sleep(3)
        made.publish(**{**NAMED, "username": "other"})
        gone = made.wire.requests[-1]
        assert (gone.get("Expires"), gone.to.uri.user) == ("0", "acct")
        await asyncio.sleep(3)
        assert made.wire.requests[-1].from_.uri.user == "other"


async def test_a_call_of_an_older_revision_uses_what_is_known_of_its_trunk() -> None:
    async with carrier(**NAMED) as made:
        await asyncio.sleep(3)
        old = acme(trunks={"carrier": {**NAMED, "user_phone": True}})
        line = made.service.line(old, old.trunks["carrier"])
        assert line.trunk.user_phone and line.ways()[0] == FIRST
        made.publish()
        numeric = acme(trunks={"carrier": {"addresses": ["192.0.2.5"]}})
        assert made.service.line(numeric, numeric.trunks["carrier"]).ways()


async def test_one_trunk_s_trouble_is_not_another_s() -> None:
    async with carrier() as made:
        company = acme(
            trunks={"carrier": {"addresses": ["192.0.2.1"]}, "other": {"addresses": ["192.0.2.2"]}}
        )
        made.service.configure(company)
        made.line.probe = cast(Any, SimpleNamespace(act=_broken, reachable=None, latency=None))
        await asyncio.sleep(2)
        states = {one.trunk: one.state for one in made.service.statuses()}
        assert states["other"] is TrunkState.READY


def _broken(now: float) -> Any:
    raise RuntimeError("on purpose")


async def test_calls_from_a_numeric_server_are_the_trunk_s() -> None:
    async with carrier(server="192.0.2.5:5070") as made:
        assert len(made.directory.trunks_at("192.0.2.5", 5070)) == 1
        assert made.directory.trunks_at("192.0.2.5", 40000) == ()
    async with carrier(server="[2001:db8::5]:5070") as made:
        assert len(made.directory.trunks_at("2001:db8::5", 5070)) == 1
