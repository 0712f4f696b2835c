"""Phones that register: rightly, wrongly, from behind a NAT, and until they die."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from ringtree.registrar.keep_alive import KeepAlive
from ringtree.sip.digest import NonceFactory
from ringtree.sip.transaction.timers import Timings
from ringtree.wire.endpoint import EndpointSettings
from tests.integration.companies import DAISY
from tests.integration.phones import (
    PhoneError,
    ServerAddress,
    assert_hear_each_other,
    free_port,
    phones,
)
from tests.integration.raw_phone import Packet, RawPhone, digest
from tests.integration.server import Server, running, until
from tests.integration.sipp import SippRun, sipp

BOTH = "udp:127.0.0.1:{0}", "tcp:127.0.0.1:{0}", "udp:[::1]:{0}", "tcp:[::1]:{0}"


def raw(server: Server, account: str = "daisy-101", **options: object) -> RawPhone:
    password = server.passwords.get(account, "guessed")
    return RawPhone(server.address, account, password, **options)  # type: ignore[arg-type]


def contacts(answer: Packet) -> list[str]:
    return [value.partition("<")[2].partition(">")[0] for value in answer.all("Contact")]


def expiry(answer: Packet) -> int:
    return int(answer.get("Contact").partition("expires=")[2].partition(";")[0])


async def test_a_phone_with_the_right_password_is_registered_and_with_a_wrong_one_is_not(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        server.passwords["daisy-102"] += "x"
        wrong = server.phone("daisy-102")
        async with phones(anna, boris, wrong, register=False):
            await anna.register()
            assert server.app.registrar.is_reachable("daisy-101")
            with pytest.raises(PhoneError):
                await wrong.register()
            assert not server.app.registrar.is_reachable("daisy-102")
            await boris.register()
            await anna.unregister()
            await until(
                lambda: server.app.registrar.reachable_accounts() == ["daisy-102"],
                "unregistering left a binding behind",
            )


async def test_sipp_registers_with_the_right_password_and_is_refused_with_a_wrong_one(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, DAISY) as server:
        run = {"to": server.address, "keys": {"expires": "600"}, "limit": 10.0}
        right = [("daisy-101", server.passwords["daisy-101"])]
        (await sipp(SippRun(scenario="uac_register", users=right, **run))).check(1)  # type: ignore[arg-type]
        wrong = [("daisy-102", "wrong")]
        (await sipp(SippRun(scenario="uac_register_refused", users=wrong, **run))).check(1)  # type: ignore[arg-type]
        assert server.app.registrar.reachable_accounts() == ["daisy-101"]


async def test_a_refusal_does_not_tell_whether_the_number_exists(tmp_path: Path) -> None:
    """Both challenges and both refusals are the same bytes, nonces, tags and times aside."""
    async with running(tmp_path, DAISY) as server, raw(server) as phone:
        seen = {}
        for account in ("daisy-101", "daisy-199", "nobody-101"):
            answer = await phone.register(account=account, password="wrong")
            assert answer.status == 401
            first = next(p for p in phone.received if p.get("Call-ID") == answer.get("Call-ID"))
            seen[account] = alike(first, account), alike(answer, account)
        call_answers = []
        for account in ("daisy-101", "daisy-199"):
            phone.account, phone.password = account, "wrong"
            call = phone.dial("102")
            answer = await call.final()
            call_answers.append(alike(answer, account))
    assert seen["daisy-101"] == seen["daisy-199"] == seen["nobody-101"]
    assert call_answers[0] == call_answers[1]


def alike(packet: Packet, account: str) -> bytes:
    """The whole message, without what differs between any two."""
    data = packet.data.replace(account.encode(), b"ACCOUNT")
    for name in (rb'nonce="[^"]*"', rb"branch=\w+", rb"tag=\w+", rb"(?m)^Call-ID:.*$"):
        data = re.sub(name, b"", data)
    return re.sub(rb"(?m)^(CSeq:|Contact:).*$", b"", data)


async def test_an_old_nonce_is_renewed_without_asking_the_person(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, raw(server) as phone:
        first = await phone._ask("daisy-101", (), "stale", None)
        uri = f"sip:{server.address}"
        given = digest(first.get("WWW-Authenticate"), "REGISTER", uri, "daisy-101", phone.password)
        assert (await phone.register(authorization=given)).status == 200
        again = await phone.register(authorization=given)
        assert again.status == 401 and "stale=true" in again.get("WWW-Authenticate").lower()
        given = digest(again.get("WWW-Authenticate"), "REGISTER", uri, "daisy-101", phone.password)
        assert (await phone.register(authorization=given)).status == 200


async def test_sipp_takes_the_new_nonce_when_its_old_one_went_stale(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        authenticator = server.app.registrar._authenticator
        authenticator._nonces = NonceFactory(b"a secret of tests", lifetime=1.0)
        users = [("daisy-101", server.passwords["daisy-101"])]
        run = SippRun(
            scenario="uac_stale_nonce_register",
            to=server.address,
            users=users,
            keys={"expires": "600"},
            talk=1.3,
            limit=10,
        )
        (await sipp(run)).check(1)


async def test_a_made_up_nonce_is_challenged_alike_whatever_the_password(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, raw(server) as phone:
        challenge = f'Digest realm="ringtree", nonce="{"ab" * 32}"'
        uri = f"sip:{server.address}"
        given = digest(challenge, "REGISTER", uri, "daisy-101", phone.password)
        answer = await phone.register(authorization=given)
        wrong = await phone.register(
            authorization=digest(challenge, "REGISTER", uri, "daisy-101", "wrong")
        )
        assert answer.status == wrong.status == 401
        asked_anew = ["stale=true" in one.get("WWW-Authenticate") for one in (answer, wrong)]
        assert asked_anew == [True, True]
        assert not server.app.registrar.is_reachable("daisy-101")


async def test_several_contacts_are_kept_listed_and_removed_together(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, raw(server) as phone:
        desk, mobile = "Contact: <sip:desk@127.0.0.1:7001>", "Contact: <sip:m@127.0.0.1:7002>;q=0.5"
        answer = await phone.register(desk, mobile, "Expires: 600", call_id="both")
        assert answer.status == 200
        assert set(contacts(answer)) == {"sip:desk@127.0.0.1:7001", "sip:m@127.0.0.1:7002"}
        nothing = await phone.register("Contact:", call_id="both")
        assert set(contacts(nothing)) in (set(contacts(answer)), set())  # asked, or refused
        gone = await phone.register(f"{desk};expires=0", call_id="both")
        assert contacts(gone) == ["sip:m@127.0.0.1:7002"]
        refused = await phone.register("Contact: *", "Expires: 60", call_id="both")
        assert refused.status == 400
        removed = await phone.register("Contact: *", "Expires: 0", call_id="both")
        assert removed.status == 200 and contacts(removed) == []
        assert not server.app.registrar.is_reachable("daisy-101")


async def test_too_short_is_423_with_the_minimum_and_too_long_is_shortened(tmp_path: Path) -> None:
    async with (
        running(tmp_path, DAISY, min_expires=120, max_expires=900) as server,
        raw(server) as phone,
    ):
        brief = await phone.register("Expires: 30")
        assert brief.status == 423 and brief.get("Min-Expires") == "120"
        assert not server.app.registrar.is_reachable("daisy-101")
        long = await phone.register("Expires: 86400")
        assert long.status == 200 and 890 <= expiry(long) <= 900
        wild = await phone.register("Expires: 99999999999999")
        assert wild.status in (200, 400)
        none = await phone.register()
        assert none.status == 200 and 890 <= expiry(none) <= 900


async def test_a_registration_of_somebody_else_is_refused(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, raw(server) as phone:
        answer = await phone._ask("daisy-102", (), "theft", None)
        given = digest(
            answer.get("WWW-Authenticate"),
            "REGISTER",
            f"sip:{server.address}",
            "daisy-101",
            phone.password,
        )
        stolen = await phone._ask("daisy-102", (), "theft", given)
        assert stolen.status == 403
        assert server.app.registrar.reachable_accounts() == []


@pytest.mark.parametrize("transport", ["tcp", "udp6", "tcp6"])
async def test_a_phone_on_another_transport_registers_calls_and_is_called(
    tmp_path: Path, transport: str
) -> None:
    port = free_port()
    binds = tuple(bind.format(port) for bind in BOTH)
    async with running(tmp_path, DAISY, sip_bind=binds) as server:
        server.address = ServerAddress("127.0.0.1", port)
        boris = server.phone("daisy-102")
        six = transport.endswith("6")
        server.address = ServerAddress("::1" if six else "127.0.0.1", port)
        anna = server.phone(
            "daisy-101",
            transport=transport.removesuffix("6"),
            address="::1" if six else "127.0.0.1",
        )
        async with phones(anna, boris):
            [binding] = server.app.registrar.contacts("daisy-101")
            assert binding.source.transport == transport.removesuffix("6")
            assert (":" in binding.source.host) is six
            call = await anna.dial("102")
            rung = await boris.wait_call()
            await rung.answer()
            await call.wait_answered()
            await assert_hear_each_other(call, rung)
            await rung.hang_up()
            await call.wait_ended()
            back = await boris.dial("101")
            await (await anna.wait_call()).answer()
            await back.wait_answered()
            await back.hang_up()
            await server.released()


async def test_a_phone_behind_nat_is_rung_where_it_registered_from(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        natted = raw(server, "daisy-102", contact="192.168.1.55:5062")
        async with natted, raw(server) as anna:
            answer = await natted.register()
            assert answer.status == 200
            assert f"rport={natted.port}" in answer.get("Via")
            assert "received=127.0.0.1" in answer.get("Via")
            call = anna.dial("102")
            rung = await natted.incoming.get()
            assert rung.request is not None
            assert rung.request.start.startswith("INVITE sip:daisy-102@192.168.1.55:5062")
            rung.answer()
            await call.answered()
            await until(lambda: rung.acked is not None, "the ACK went elsewhere")
            call.bye()
            await until(lambda: rung.over, "the BYE went elsewhere")


async def test_a_phone_behind_nat_that_stops_answering_options_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five seconds are the shortest interval a setting allows: tenths of them here."""
    quick = partial(EndpointSettings, timings=Timings(t1=0.02, t2=0.1))
    monkeypatch.setattr("ringtree.parts.ground.EndpointSettings", quick)
    async with running(tmp_path, DAISY) as server:
        server.app.registrar._keep_alive = KeepAlive(interval=0.5, limit=2, spread=lambda: 0.0)
        natted = raw(server, "daisy-102", contact="192.168.1.55:5062")
        async with natted, raw(server) as near:
            await natted.register()
            await near.register()
            first = await natted.until(lambda packet: packet.method == "OPTIONS")
            assert first.start.startswith("OPTIONS sip:daisy-102@192.168.1.55:5062")
            natted.received.clear()
            await natted.until(lambda packet: packet.method == "OPTIONS")
            assert server.app.registrar.is_reachable("daisy-102"), "it answers and was dropped"
            natted.alive = False
            await until(
                lambda: not server.app.registrar.is_reachable("daisy-102"),
                "a dead phone is still registered",
                limit=10.0,
            )
            assert server.app.registrar.is_reachable("daisy-101")
            assert all(packet.method != "OPTIONS" for packet in near.received)
