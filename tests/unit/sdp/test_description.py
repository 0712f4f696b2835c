"""Descriptions as real phones write them, and as nobody should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.sdp.description import Description, Direction, MediaSection, SdpError

BARESIP = b"""v=0\r
o=- 3906 1 IN IP4 127.0.0.1\r
s=-\r
c=IN IP4 127.0.0.1\r
t=0 0\r
a=tool:baresip 1.0.0\r
m=audio 10240 RTP/AVP 0 8 101\r
b=AS:125\r
a=rtpmap:0 PCMU/8000\r
a=rtpmap:8 PCMA/8000\r
a=rtpmap:101 telephone-event/8000\r
a=fmtp:101 0-15\r
a=rtcp:10241\r
a=sendrecv\r
a=label:1\r
a=ssrc:1 cname:sip:a@b\r
a=ptime:20\r
"""


def test_a_baresip_offer_is_read() -> None:
    description = Description.parse(BARESIP)
    (audio,) = description.media
    assert (audio.kind, audio.port, audio.formats) == ("audio", 10240, ("0", "8", "101"))
    assert description.host_of(audio) == "127.0.0.1"
    assert audio.encoding("101") == "TELEPHONE-EVENT/8000"
    assert audio.ptime == 20
    assert description.direction_of(audio) is Direction.SENDRECV


def test_bare_line_feeds_missing_rtpmap_and_media_level_address_are_understood() -> None:
    description = Description.parse(
        b"\nv=0\no=x 1 1 IN IP4 10.0.0.1\ns= \nt=0 0\n"
        b"m=AUDIO 4000/2 RTP/AVP 8\nc=IN IP4 10.0.0.7/127\n"
    )
    (audio,) = description.media
    assert audio.encoding("8") == "PCMA/8000"
    assert (audio.kind, audio.port, description.host_of(audio)) == ("audio", 4000, "10.0.0.7")


def test_without_a_connection_line_the_origin_is_taken() -> None:
    description = Description.parse(b"v=0\no=- 1 1 IN IP6 ::1\nm=audio 4000 RTP/AVP 8\n")
    assert description.host_of(description.media[0]) == "::1"


def test_a_session_direction_holds_unless_the_stream_has_its_own() -> None:
    description = Description.parse(
        b"v=0\na=sendonly\nm=audio 4 RTP/AVP 0\nm=audio 6 RTP/AVP 0\na=inactive\n"
    )
    first, second = description.media
    assert description.direction_of(first) is Direction.SENDONLY
    assert description.direction_of(second) is Direction.INACTIVE


def test_the_old_hold_by_address_means_not_receiving() -> None:
    description = Description.parse(b"v=0\nc=IN IP4 0.0.0.0\nm=audio 4000 RTP/AVP 0\n")
    assert description.direction_of(description.media[0]) is Direction.SENDONLY


def test_fractional_and_absurd_packet_times_do_no_harm() -> None:
    text = b"v=0\nm=audio 4 RTP/AVP 0\na=ptime:%s\n"
    assert Description.parse(text % b"20.0").media[0].ptime == 20
    assert Description.parse(text % b"-5").media[0].ptime is None
    assert Description.parse(text % b"99999999999999999").media[0].ptime is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff\xfe",
        b"m=audio 4 RTP/AVP 0\n",
        b"v=0\nm=audio\n",
        b"v=0\nm=audio x RTP/AVP 0\n",
        b"v=0\nm=audio 70000 RTP/AVP 0\n",
        b"v=0\nm=audio -1 RTP/AVP 0\n",
        b"v=0\nc=IN\n",
        b"v=0\no=x\n",
        b"v=0\n" + b"m=audio 4 RTP/AVP 0\n" * 40,
        b"v=0\n" + b"a=x\n" * 3000,
        b"v=0\n" + b"a" * 70_000,
    ],
)
def test_what_is_not_a_description_is_refused(body: bytes) -> None:
    with pytest.raises(SdpError):
        Description.parse(body)


@given(st.binary(max_size=300))
def test_arbitrary_bytes_raise_nothing_but_sdp_error(body: bytes) -> None:
    for data in (body, b"v=0\r\n" + body, BARESIP[: len(body)] + body):
        try:
            Description.parse(data)
        except SdpError as error:
            assert error.why


WORDS = st.text("abcXYZ019-.", min_size=1, max_size=8)
SECTIONS = st.builds(
    MediaSection,
    kind=st.sampled_from(["audio", "video", "application"]),
    port=st.integers(0, 65535),
    proto=st.sampled_from(["RTP/AVP", "RTP/SAVP"]),
    formats=st.lists(st.integers(0, 127).map(str), min_size=1, max_size=4).map(tuple),
    connection=st.none() | st.sampled_from(["192.168.1.4", "2001:db8::5"]),
    direction=st.none() | st.sampled_from(list(Direction)),
    ptime=st.none() | st.integers(0, 1000),
    rtpmap=st.dictionaries(st.integers(0, 127).map(str), WORDS, max_size=3),
    fmtp=st.dictionaries(st.integers(0, 127).map(str), WORDS, max_size=3),
    attributes=st.lists(WORDS.map(lambda word: f"x-{word}"), max_size=3),
)
DESCRIPTIONS = st.builds(
    Description,
    session_id=st.integers(0, 2**64).map(str),
    version=st.integers(0, 2**64).map(str),
    host=st.sampled_from(["10.1.2.3", "::1"]),
    connection=st.none() | st.just("10.1.2.4"),
    direction=st.none() | st.sampled_from(list(Direction)),
    attributes=st.lists(WORDS.map(lambda word: f"x-{word}"), max_size=3),
    media=st.lists(SECTIONS, max_size=4),
)


@given(DESCRIPTIONS)
def test_what_is_written_is_read_back(description: Description) -> None:
    assert Description.parse(description.to_bytes()) == description


def test_directions_mirror_and_limit() -> None:
    assert Direction.SENDONLY.reversed is Direction.RECVONLY
    assert Direction.SENDRECV.reversed is Direction.SENDRECV
    assert Direction.SENDRECV.limited_to(Direction.RECVONLY) is Direction.RECVONLY
    assert Direction.SENDONLY.limited_to(Direction.RECVONLY) is Direction.INACTIVE
