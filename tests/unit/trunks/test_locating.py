"""From a server's name to addresses [RFC 3263]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.address import Host
from ringtree.company.trunk import Transport
from ringtree.sip.hop import ANYBODY, Hop
from ringtree.trunks.locating import (
    MOST_HOPS,
    SHORTEST_TTL,
    Located,
    Locator,
    LookupFailed,
    Naptr,
    NoAddress,
    Records,
    Srv,
    in_order,
)

Zone = Mapping[tuple[str, str], Sequence[Naptr | Srv | str]]

ADDRESSES: Zone = {
    ("A", "a.example"): ["192.0.2.1"],
    ("A", "b.example"): ["192.0.2.2"],
    ("AAAA", "b.example"): ["2001:db8::2"],
}


async def locate(
    zone: Zone, server: Host, transport: Transport | None = None, **more: object
) -> Located:
    async def ask(kind: str, name: str) -> Records:
        return Records(zone.get((kind, name), ()), 60)

    return await Locator(ask, Random(1), **more).locate(server, transport)  # type: ignore[arg-type]


async def test_a_numeric_address_is_asked_nobody_for() -> None:
    found = await locate({}, Host("192.0.2.9", None))
    assert found.hops == (Hop("udp", "192.0.2.9", 5060),)
    assert (await locate({}, Host("192.0.2.9", None), Transport.TLS)).hops[0].port == 5061
    assert (await locate({}, Host("2001:db8::9", 5070), Transport.TCP)).hops == (
        Hop("tcp", "2001:db8::9", 5070),
    )


async def test_naptr_decides_the_transport_and_the_order() -> None:
    zone: Zone = {
        **ADDRESSES,
        ("NAPTR", "example"): [
            Naptr(20, 10, "s", "SIP+D2U", "_sip._udp.example"),
            Naptr(10, 20, "S", "sip+d2t", "_sip._tcp.example"),
            Naptr(10, 10, "s", "SIPS+D2T", "_sips._tcp.example"),
            Naptr(5, 10, "u", "E2U+sip", "elsewhere.example"),
        ],
        ("SRV", "_sip._udp.example"): [Srv(10, 0, 5060, "a.example")],
        ("SRV", "_sip._tcp.example"): [Srv(10, 0, 5062, "b.example")],
        ("SRV", "_sips._tcp.example"): [Srv(10, 0, 5061, "a.example")],
    }
    assert (await locate(zone, Host("example", None))).hops == (
        Hop("tls", "192.0.2.1", 5061, "example"),
        Hop("tcp", "192.0.2.2", 5062),
        Hop("tcp", "2001:db8::2", 5062),
        Hop("udp", "192.0.2.1", 5060),
    )


async def test_without_naptr_the_services_are_asked_for() -> None:
    zone: Zone = {**ADDRESSES, ("SRV", "_sip._tcp.example"): [Srv(10, 0, 5064, "a.example")]}
    assert (await locate(zone, Host("example", None))).hops == (Hop("tcp", "192.0.2.1", 5064),)


async def test_a_transport_that_is_given_is_the_only_one_asked_for() -> None:
    zone: Zone = {
        **ADDRESSES,
        ("SRV", "_sip._udp.example"): [Srv(10, 0, 5060, "a.example")],
        ("SRV", "_sips._tcp.example"): [Srv(10, 0, 5071, "b.example")],
    }
    found = await locate(zone, Host("example", None), Transport.TLS)
    assert [hop.port for hop in found.hops] == [5071, 5071]
    assert {hop.name for hop in found.hops} == {"example"}


async def test_without_services_the_name_itself_is_looked_up() -> None:
    assert (await locate(ADDRESSES, Host("a.example", None))).hops == (
        Hop("udp", "192.0.2.1", 5060),
    )


async def test_a_port_says_that_there_are_no_services_to_ask_for() -> None:
    zone: Zone = {**ADDRESSES, ("SRV", "_sip._udp.a.example"): [Srv(1, 1, 9, "b.example")]}
    assert (await locate(zone, Host("a.example", 5080))).hops == (Hop("udp", "192.0.2.1", 5080),)


async def test_whom_certificates_must_name_may_be_anybody() -> None:
    found = await locate(ADDRESSES, Host("a.example", None), Transport.TLS, tls_name=ANYBODY)
    assert found.hops[0].name == ANYBODY


async def test_a_service_that_is_decidedly_not_there_leads_nowhere() -> None:
    zone: Zone = {("SRV", "_sip._udp.example"): [Srv(0, 0, 0, "")]}
    with pytest.raises(NoAddress, match="example has no address"):
        await locate(zone, Host("example", None))


async def test_a_silent_name_server_is_not_no_address() -> None:
    async def ask(kind: str, name: str) -> Records:
        raise LookupFailed(name, "no answer")

    with pytest.raises(LookupFailed, match="no answer"):
        await Locator(ask, Random(1)).locate(Host("example", None), None)


async def test_what_is_known_is_known_for_the_shortest_of_its_times() -> None:
    async def ask(kind: str, name: str) -> Records:
        return Records(["192.0.2.1"], 3) if kind == "A" else Records()

    found = await Locator(ask, Random(1)).locate(Host("a.example", 5060), None)
    assert found.ttl == SHORTEST_TTL


async def test_a_hostile_answer_is_cut() -> None:
    many = [f"192.0.2.{last}" for last in range(200)]
    found = await locate({("A", "a.example"): many}, Host("a.example", 5060))
    assert len(found.hops) == MOST_HOPS


async def test_the_bare_addresses_of_a_name() -> None:
    async def ask(kind: str, name: str) -> Records:
        return Records(ADDRESSES.get((kind, name), ()), 60)

    found = await Locator(ask, Random(1)).addresses("b.example")
    assert [hop.host for hop in found.hops] == ["192.0.2.2", "2001:db8::2"]


SRV = st.builds(Srv, st.integers(0, 3), st.integers(0, 5), st.just(5060), st.sampled_from("abcdef"))


@given(st.lists(SRV, max_size=12), st.integers())
def test_every_server_is_tried_once_and_no_priority_before_its_turn(
    records: list[Srv], seed: int
) -> None:
    ordered = in_order(records, Random(seed))
    assert sorted(ordered) == sorted(records)
    assert [one.priority for one in ordered] == sorted(one.priority for one in records)


def test_weights_share_the_load() -> None:
    records = [Srv(1, 90, 5060, "big"), Srv(1, 10, 5060, "small")]
    random = Random(7)
    first = [in_order(records, random)[0].target for _ in range(2000)]
    assert 0.85 < first.count("big") / 2000 < 0.95
