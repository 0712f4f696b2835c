"""What dnspython's answers become; a real name server is asked in the integration tests."""

from __future__ import annotations

from typing import Any

import dns.exception
import dns.message
import dns.name
import dns.resolver
import pytest

from ringtree.trunks.locating import LookupFailed, Naptr, Records, Srv
from ringtree.trunks.resolver import DnsResolver


class Answers:
    """dnspython's resolver, with answers of our own."""

    def __init__(self, answer: str | Exception) -> None:
        self.answer = answer

    async def resolve(self, name: str, kind: str, **_: Any) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        query = dns.message.make_query(name, kind)
        text = (
            f"id {query.id}\nopcode QUERY\nflags QR RD RA\n;QUESTION\n{name}. IN {kind}\n"
            f";ANSWER\n{self.answer}"
        )
        response = dns.message.from_text(text)
        qname = dns.name.from_text(name)
        return dns.resolver.Answer(qname, query.question[0].rdtype, 1, response)  # type: ignore[arg-type]


def resolver(answer: str | Exception) -> DnsResolver:
    made = DnsResolver(("192.0.2.53:5353", "2001:db8::53"))
    made._resolver = Answers(answer)  # type: ignore[assignment]
    return made


async def ask(answer: str | Exception, kind: str = "A") -> Records:
    return await resolver(answer).ask(kind, "example")


async def test_records_are_read() -> None:
    assert await ask("example. 60 IN A 192.0.2.1") == Records(("192.0.2.1",), 60)
    assert await ask("example. 30 IN AAAA 2001:db8::1", "AAAA") == Records(("2001:db8::1",), 30)
    assert await ask("example. 60 IN SRV 10 20 5060 A.Example.", "SRV") == Records(
        (Srv(10, 20, 5060, "a.example"),), 60
    )
    assert await ask("example. 60 IN SRV 0 0 0 .", "SRV") == Records((Srv(0, 0, 0, ""),), 60)
    text = 'example. 60 IN NAPTR 1 2 "s" "SIP+D2U" "" _sip._udp.example.'
    assert await ask(text, "NAPTR") == Records(
        (Naptr(1, 2, "s", "SIP+D2U", "_sip._udp.example"),), 60
    )


@pytest.mark.parametrize("nothing", [dns.resolver.NXDOMAIN(), dns.resolver.NoAnswer])
async def test_no_such_name_is_an_empty_answer(nothing: Any) -> None:
    error = nothing if isinstance(nothing, Exception) else nothing.__new__(nothing)
    assert await ask(error) == Records()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (dns.resolver.LifetimeTimeout(timeout=5, errors=[]), "no name server answered within"),
        (dns.resolver.NoNameservers(), "can't answer for it"),
        (dns.resolver.NoResolverConfiguration(), "knows no name server"),
        (dns.name.LabelTooLong(), "label"),
        (OSError("network is unreachable"), "network is unreachable"),
    ],
)
async def test_no_answer_says_why(error: Exception, words: str) -> None:
    with pytest.raises(LookupFailed, match=words):
        await ask(error)


def test_name_servers_may_have_ports_of_their_own() -> None:
    made = DnsResolver(("192.0.2.53:5353", "2001:db8::53"))._open()
    assert made.nameservers == ["192.0.2.53", "2001:db8::53"]
    assert made.nameserver_ports == {"192.0.2.53": 5353, "2001:db8::53": 53}
