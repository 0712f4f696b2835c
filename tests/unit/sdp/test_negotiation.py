"""Offer and answer [RFC 3264], one exchange per test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.sdp.description import Description, Direction, SdpError
from ringtree.sdp.negotiation import (
    Agreed,
    LocalMedia,
    NoCommonCodec,
    accept_answer,
    answer,
    offer,
)

LOCAL = LocalMedia("192.0.2.1", 12000, session_id=7)
HEAD = b"v=0\r\no=- 1 1 IN IP4 10.0.0.9\r\ns=-\r\nc=IN IP4 10.0.0.9\r\nt=0 0\r\n"


def agree(media: bytes, local: LocalMedia = LOCAL) -> tuple[list[str], Agreed]:
    body, agreed = answer(Description.parse(HEAD + media), local)
    return body.decode().splitlines(), agreed


def test_the_offerers_first_g711_codec_is_taken() -> None:
    lines, agreed = agree(b"m=audio 4000 RTP/AVP 9 0 8 96\r\na=rtpmap:96 opus/48000/2\r\n")
    assert (agreed.codec, agreed.payload_type) == ("PCMU", 0)
    assert "m=audio 12000 RTP/AVP 0" in lines
    assert "a=rtpmap:0 PCMU/8000" in lines


def test_a_private_address_is_kept_as_it_is() -> None:
    _, agreed = agree(b"m=audio 4000 RTP/AVP 8\r\n")
    assert (agreed.remote_host, agreed.remote_port) == ("10.0.0.9", 4000)


def test_g711_under_a_dynamic_payload_type_keeps_that_type() -> None:
    lines, agreed = agree(b"m=audio 4000 RTP/AVP 97\r\na=rtpmap:97 pcma/8000/1\r\n")
    assert (agreed.codec, agreed.payload_type) == ("PCMA", 97)
    assert "a=rtpmap:97 PCMA/8000" in lines


def test_a_static_type_redefined_as_something_else_is_not_g711() -> None:
    with pytest.raises(NoCommonCodec):
        agree(b"m=audio 4000 RTP/AVP 0\r\na=rtpmap:0 L16/44100\r\n")


def test_events_are_taken_at_8000_only_and_under_any_number() -> None:
    lines, agreed = agree(
        b"m=audio 4000 RTP/AVP 8 96 118\r\n"
        b"a=rtpmap:96 telephone-event/48000\r\na=rtpmap:118 telephone-event/8000\r\n"
    )
    assert agreed.event_payload_type == 118
    assert "m=audio 12000 RTP/AVP 8 118" in lines
    assert "a=fmtp:118 0-16" in lines


def test_without_events_none_are_answered() -> None:
    lines, agreed = agree(b"m=audio 4000 RTP/AVP 8\r\n")
    assert agreed.event_payload_type is None
    assert not any("telephone-event" in line for line in lines)


def test_video_is_refused_and_the_audio_taken() -> None:
    lines, agreed = agree(b"m=video 5000 RTP/AVP 99\r\nm=audio 4000 RTP/AVP 8\r\n")
    assert [line for line in lines if line.startswith("m=")] == [
        "m=video 0 RTP/AVP 99",
        "m=audio 12000 RTP/AVP 8",
    ]
    assert agreed.remote_port == 4000


def test_of_several_audio_lines_the_first_acceptable_one_is_taken() -> None:
    lines, agreed = agree(
        b"m=audio 5000 RTP/SAVP 8\r\nm=audio 5002 RTP/AVP 18\r\n"
        b"m=audio 5004 RTP/AVP 0\r\nm=audio 5006 RTP/AVP 8\r\n"
    )
    assert agreed.remote_port == 5004
    assert [line.split()[1] for line in lines if line.startswith("m=")] == ["0", "0", "12000", "0"]


@pytest.mark.parametrize(
    "media",
    [
        b"",
        b"m=audio 4000 RTP/AVP 18\r\n",
        b"m=audio 0 RTP/AVP 8\r\n",
        b"m=video 4000 RTP/AVP 8\r\n",
        b"m=audio 4000 RTP/SAVP 8\r\n",
        b"m=audio 4000 UDP/TLS/RTP/SAVPF 8\r\n",
        b"m=audio 4000 RTP/AVP\r\n",
        b"m=image 4000 udptl t38\r\n",
    ],
)
def test_nothing_in_common_is_said_so(media: bytes) -> None:
    with pytest.raises(NoCommonCodec):
        agree(media)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (Direction.SENDRECV, Direction.SENDRECV),
        (Direction.SENDONLY, Direction.RECVONLY),
        (Direction.RECVONLY, Direction.SENDONLY),
        (Direction.INACTIVE, Direction.INACTIVE),
    ],
)
def test_hold_is_mirrored(theirs: Direction, ours: Direction) -> None:
    lines, agreed = agree(f"m=audio 4000 RTP/AVP 8\r\na={theirs}\r\n".encode())
    assert agreed.direction is ours
    assert f"a={ours}" in lines


def test_an_ipv6_phone_is_answered_in_ipv6() -> None:
    body = b"v=0\no=- 1 1 IN IP6 ::1\ns=-\nc=IN IP6 2001:db8::9\nt=0 0\nm=audio 4000 RTP/AVP 8\n"
    answered, agreed = answer(Description.parse(body), LocalMedia("2001:db8::1", 12000, 1))
    assert agreed.remote_host == "2001:db8::9"
    assert b"c=IN IP6 2001:db8::1\r\n" in answered


def test_our_offer_and_its_answer_settle_on_the_answerers_choice() -> None:
    answered, theirs = answer(
        Description.parse(offer(LOCAL)), LocalMedia("10.0.0.9", 4000, 3, codecs=("PCMU",))
    )
    ours = accept_answer(LOCAL, Description.parse(answered))
    assert (ours.codec, ours.remote_host, ours.remote_port) == ("PCMU", "10.0.0.9", 4000)
    assert ours.event_payload_type == theirs.event_payload_type == 101


def test_an_answer_that_refuses_the_audio_is_not_accepted() -> None:
    with pytest.raises(NoCommonCodec):
        accept_answer(LOCAL, Description.parse(HEAD + b"m=audio 0 RTP/AVP 8\r\n"))


def test_a_later_offer_keeps_the_lines_of_refused_streams() -> None:
    theirs = Description.parse(HEAD + b"m=video 5000 RTP/AVP 99\r\nm=audio 4000 RTP/AVP 8\r\n")
    lines = offer(LOCAL, after=theirs).decode().splitlines()
    assert [line for line in lines if line.startswith("m=")] == [
        "m=video 0 RTP/AVP 99",
        "m=audio 12000 RTP/AVP 8 0 101",
    ]


def test_our_hold_limits_what_is_agreed() -> None:
    held = LocalMedia("192.0.2.1", 12000, 7, direction=Direction.SENDONLY)
    assert b"a=sendonly" in offer(held)
    _, agreed = agree(b"m=audio 4000 RTP/AVP 8\r\n", held)
    assert agreed.direction is Direction.SENDONLY


@given(
    st.lists(
        st.sampled_from(
            [
                b"m=audio 4000 RTP/AVP 8",
                b"m=audio \xd9\xa1 RTP/AVP 8",
                b"m=video 4 RTP/AVP x",
                b"a=rtpmap:8",
                b"a=rtpmap: /",
                b"c=IN IP6",
                b"a=sendonly",
                b"a=ptime:x",
                b"m=audio 1 rtp/avp 999 \xff 0",
                b"a=rtpmap:0 PCMU/8000",
                b"c=IN IP4 /",
                b"a=fmtp",
                b"=",
                b"a=",
                b"m=",
                b"o=- 1 1 IN IP4 h",
            ]
        )
    )
)
def test_any_mixture_of_lines_is_answered_or_refused(lines: list[bytes]) -> None:
    try:
        body, agreed = answer(Description.parse(b"\n".join([b"v=0", *lines])), LOCAL)
    except SdpError:
        return
    assert accept_answer(LOCAL, Description.parse(body)).codec == agreed.codec
