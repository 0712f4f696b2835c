"""Trunks against a carrier nobody here wrote, and against name servers and carriers that fail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from ringtree.sip.hop import Hop
from ringtree.storage.trunks import TrunkSecrets
from ringtree.storage.vault import Vault
from ringtree.trunks.status import TrunkState, TrunkStatus
from ringtree.wire.endpoint import EndpointSettings, SipEndpoint
from tests.integration.kamailio import ACCOUNT, PASSWORD, REALM, Kamailio
from tests.integration.name_server import NameServer, name_server
from tests.integration.phones import Phone, assert_hear_each_other, free_port, phones
from tests.integration.server import Server, running, until
from tests.integration.test_wire import Answers

DOCUMENT = """
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  carrier: {TRUNK}
numbers:
  - {number: "+74950000001", trunk: carrier, person: "101", name: Main}
  - {number: "+74950000002", trunk: carrier, person: "102", name: Support}
people:
  - {extension: "101", name: Anna}
  - {extension: "102", name: Boris}
"""
NUMBER, MOBILE = "+74950000001", "+79161112233"


def document(trunk: str) -> str:
    return DOCUMENT.replace("{TRUNK}", trunk)


async def know_password(server: Server, data_dir: Path, password: str = PASSWORD) -> None:
    await TrunkSecrets(server.app.database, Vault(data_dir)).set("daisy", "carrier", password)


def status(server: Server) -> TrunkStatus:
    (one,) = server.app.trunks.statuses("daisy")
    return one


# -- Kamailio


@asynccontextmanager
async def at_kamailio(
    folder: Path, kamailio: Kamailio, password: str = PASSWORD
) -> AsyncIterator[Server]:
    trunk = (
        f'{{server: "{kamailio.address}", domain: {REALM}, username: {ACCOUNT}, '
        "registers: true, probe: 5}"
    )
    data_dir = folder / "server"
    data_dir.mkdir()
    async with running(data_dir, document(trunk)) as server:
        await know_password(server, data_dir, password)
        yield server


async def registered(server: Server) -> None:
    await until(lambda: status(server).state is TrunkState.READY, "not registered", limit=15)


async def test_a_registered_trunk_carries_calls_in_both_directions(tmp_path: Path) -> None:
    async with Kamailio(tmp_path / "kamailio") as kamailio, at_kamailio(tmp_path, kamailio) as ours:
        await registered(ours)
        outside = Phone(MOBILE, server=kamailio.address, port=kamailio.subscriber, expires=0)
        anna = ours.phone("daisy-101")
        async with phones(anna, outside):
            call = await outside.dial(NUMBER)
            ringing = await anna.wait_call()
            await ringing.answer()
            await call.wait_answered()
            await assert_hear_each_other(call, ringing)
            await call.hang_up()
            record = await ours.record()
            assert (record.number, record.trunk, record.caller) == (NUMBER, "carrier", MOBILE)

            call = await anna.dial(MOBILE)
            ringing = await outside.wait_call()
            await ringing.answer()
            await call.wait_answered()
            await assert_hear_each_other(call, ringing)
            await call.hang_up()
        found = status(ours)
        assert (found.total_in, found.total_out, found.calls_in, found.calls_out) == (1, 1, 0, 0)


async def test_after_a_restart_of_the_carrier_it_knows_us_again(tmp_path: Path) -> None:
    async with Kamailio(tmp_path / "kamailio") as kamailio, at_kamailio(tmp_path, kamailio) as ours:
        await registered(ours)
        before = ours.app.trunks._lines["daisy", "carrier"].cseq
        await kamailio.stop()
        await until(lambda: status(ours).state is TrunkState.DOWN, "not noticed", limit=30)
        await kamailio.start()
        await registered(ours)
        assert ours.app.trunks._lines["daisy", "carrier"].cseq > before


async def test_a_wrong_password_is_told_in_words_and_the_right_one_used_at_once(
    tmp_path: Path,
) -> None:
    async with (
        Kamailio(tmp_path / "kamailio") as kamailio,
        at_kamailio(tmp_path, kamailio, "wrong") as ours,
    ):
        words = "401 Unauthorized; is the user name or the password wrong?"
        await until(lambda: words in (status(ours).last_error or ""), "not told", limit=10)
        await know_password(ours, tmp_path / "server")
        await registered(ours)


# -- two servers behind one name


class Target:
    """A carrier's server: answers everything, and remembers what it was asked."""

    def __init__(self) -> None:
        self.handler = Answers()
        self.port = free_port()

    async def start(self) -> None:
        bind = (Hop("udp", "127.0.0.1", self.port),)
        self.handler.endpoint = SipEndpoint(
            settings=EndpointSettings(bind=bind), handler=self.handler
        )
        self.handler.on_request = self._on_request  # type: ignore[method-assign]
        await self.handler.endpoint.start()

    async def stop(self) -> None:
        await self.handler.endpoint.stop()

    def _on_request(self, tx, request, source) -> None:  # type: ignore[no-untyped-def]
        if request.method == "REGISTER":
            self.handler.requests.append(request)
            self.handler.endpoint.reject(tx, request, 200)
        elif request.method == "INVITE":
            self.handler.requests.append(request)
            self.handler.endpoint.reject(tx, request, 486)
        else:
            Answers.on_request(self.handler, tx, request, source)

    def asked(self, method: str) -> int:
        return sum(request.method == method for request in self.handler.requests)


@asynccontextmanager
async def two_targets(names: NameServer) -> AsyncIterator[tuple[Target, Target]]:
    first, second = Target(), Target()
    names.set_service("carrier.test", first.port, second.port)
    await first.start()
    await second.start()
    try:
        yield first, second
    finally:
        await first.stop()
        await second.stop()


async def test_registration_probe_and_calls_leave_a_dead_server_together(tmp_path: Path) -> None:
    trunk = "{server: carrier.test, username: acct, registers: true, probe: 5}"
    async with name_server() as names, two_targets(names) as (first, second):
        options = {"dns_servers": (names.address,)}
        async with running(tmp_path, document(trunk), **options) as server:
            await registered(server)
            assert (first.asked("REGISTER"), second.asked("REGISTER")) == (1, 0)
            anna = server.phone("daisy-101")
            async with phones(anna):
                call = await anna.dial(MOBILE)
                await call.wait_ended()
                assert (first.asked("INVITE"), second.asked("INVITE")) == (1, 0)

                await first.stop()
                await until(lambda: second.asked("REGISTER") > 0, "not moved", limit=25)
                await until(lambda: second.asked("OPTIONS") > 0, "probe elsewhere", limit=5)
                call = await anna.dial(MOBILE)
                await call.wait_ended()
                assert second.asked("INVITE") == 1
            assert status(server).state is TrunkState.DEGRADED
            assert status(server).target == f"udp:127.0.0.1:{second.port}"


async def test_a_call_does_not_wait_for_the_probe_to_find_the_dead_server(tmp_path: Path) -> None:
    trunk = "{server: carrier.test, probe: null}"
    async with name_server() as names, two_targets(names) as (first, second):
        options = {"dns_servers": (names.address,)}
        async with running(tmp_path, document(trunk), **options) as server:
            await until(lambda: status(server).target is not None, "not found", limit=10)
            await first.stop()
            anna = server.phone("daisy-101")
            async with phones(anna):
                call = await anna.dial(MOBILE)
                await call.wait_ended(8.0)
                assert second.asked("INVITE") == 1
                # The next one knows.
                call = await anna.dial(MOBILE)
                await call.wait_ended(2.0)
