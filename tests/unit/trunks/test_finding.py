"""Where a trunk's servers are, and where its calls come from."""

from __future__ import annotations

from random import Random

from ringtree.sip.hop import Hop
from ringtree.trunks.finding import look_up, numeric, sources
from tests.unit.trunks.lines import line
from tests.unit.trunks.test_service import Names


async def found(**trunk: object) -> tuple[list[Hop], frozenset[str]]:
    names = Names()

    async def ask(kind: str, name: str) -> object:
        from ringtree.trunks.locating import Records

        return Records(names.zone.get((kind, name), ()), 60)

    hops, learned, ttl = await look_up(line(**trunk), ask, Random(1))  # type: ignore[arg-type]
    assert ttl == 60
    return list(hops), learned


async def test_a_server_s_hops_are_where_its_calls_come_from() -> None:
    hops, learned = await found(server="carrier.example", addresses=[])
    assert hops == [Hop("udp", "192.0.2.1", 5060), Hop("udp", "192.0.2.2", 5060)]
    assert learned == {"192.0.2.1:5060", "192.0.2.2:5060"}


async def test_names_among_the_addresses_call_from_any_port() -> None:
    _, learned = await found(server="carrier.example", addresses=["calls.example"])
    assert "192.0.2.77" in learned


def test_numeric_servers_need_no_name_server() -> None:
    assert numeric(line(addresses=["192.0.2.1", "[2001:db8::1]:5070"])) == (
        Hop("udp", "192.0.2.1", 5060),
        Hop("udp", "2001:db8::1", 5070),
    )
    (hop,) = numeric(line(addresses=["192.0.2.1"], transport="tls", verify=False))
    assert (hop.transport, hop.port) == ("tls", 5061)


def test_over_a_connection_calls_come_from_any_port() -> None:
    hops = (Hop("udp", "2001:db8::1", 5070), Hop("tcp", "192.0.2.1", 5060))
    assert sources(hops) == {"[2001:db8::1]:5070", "192.0.2.1"}
