"""The raw sender itself, against sipp."""

from __future__ import annotations

from tests.integration.sipp import SCENARIOS, SippRun, answering
from tests.integration.torture import send_raw, status_of, via_port

OPTIONS = (
    b"OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.7:45060;branch=z9hG4bK1\r\n"
    b"From: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: raw-1\r\nCSeq: 1 OPTIONS\r\n"
    b"Content-Length: 0\r\n\r\n"
)


async def test_an_answer_to_raw_bytes_is_reported_with_its_status() -> None:
    scenario = SCENARIOS / "peers" / "uas_for_options.xml"
    async with answering(SippRun(scenario=scenario, limit=5)) as peer:
        answers = await send_raw(OPTIONS, peer.address, patience=2, first_only=True)
    assert [answer.status for answer in answers] == [200]


def test_the_answer_is_awaited_where_the_topmost_via_says() -> None:
    assert via_port(OPTIONS) == 45060
    assert via_port(b"OPTIONS sip:x SIP/2.0\r\nv: SIP/2.0/UDP host ;branch=1\r\n\r\n") == 5060
    assert via_port(b"v:  SIP  / 2.0  / UDP\r\n   192.0.2.2:5070;branch=1\r\n\r\n") == 5060
    assert via_port(b"\xff\xfe") == 5060


def test_only_a_response_has_a_status() -> None:
    assert status_of(b"SIP/2.0 400 Bad Request\r\n\r\n") == 400
    assert status_of(OPTIONS) is None
    assert status_of(b"") is None
