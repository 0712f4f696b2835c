"""Offer and answer for telephone audio [RFC 3264]: G.711 with RFC 4733 events, nothing else.

Every refusal is the standard's: a stream that is not taken is answered with port 0 [§6], the
number and order of media lines never change [§8], and an offer with nothing in common raises
`NoCommonCodec`, which signalling answers with 488.
"""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.sdp.description import (
    Description,
    Direction,
    MediaSection,
    SdpError,
    connection_line,
    number,
    origin_line,
)

#: The payload type we offer for telephone-event; anything in 96..127 would do [RFC 3551 §3].
EVENT_PAYLOAD_TYPE = 101
EVENT_ENCODING = "TELEPHONE-EVENT/8000"
PTIME = 20  # milliseconds per packet [RFC 3551 §4.2]
CODECS = {"PCMU": 0, "PCMA": 8}
#: Profiles we can take; AVPF is AVP with a more talkative RTCP [RFC 4585].
PROFILES = ("RTP/AVP", "RTP/AVPF")


class NoCommonCodec(SdpError):
    """No audio stream both sides can do; answered with 488 [RFC 3261 §21.4.26]."""


@dataclass(frozen=True, slots=True)
class LocalMedia:
    """Our side of one audio stream. `version` grows by one with each changed description."""

    host: str
    port: int
    session_id: int
    version: int = 1
    direction: Direction = Direction.SENDRECV
    codecs: tuple[str, ...] = ("PCMA", "PCMU")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both sides settled on. `direction` is ours: `sends` means we may send to them."""

    remote_host: str
    remote_port: int
    codec: str
    payload_type: int
    event_payload_type: int | None = None
    direction: Direction = Direction.SENDRECV
    ptime: int = PTIME


def offer(local: LocalMedia, *, after: Description | None = None) -> bytes:
    """Write our offer; also the answer-to-be of a late offer [RFC 3261 §13.2.1].

    A later offer inside a session passes the description last received as `after`: streams that
    were refused before keep their line, with port 0 [RFC 3264 §8].
    """
    payload_types = [CODECS[codec] for codec in local.codecs]
    lines = _session_lines(local)
    if after is None or not any(s.kind == "audio" for s in after.media):
        lines += _audio_lines(local, "RTP/AVP", payload_types, EVENT_PAYLOAD_TYPE, local.direction)
        return _join(lines)
    chosen = _live_audio(after)
    for section in after.media:
        if section is chosen:
            lines += _audio_lines(
                local, section.proto, payload_types, EVENT_PAYLOAD_TYPE, local.direction
            )
        else:
            lines.append(_refusal(section))
    return _join(lines)


def answer(offered: Description, local: LocalMedia) -> tuple[bytes, Agreed]:
    """Answer an offer with one codec of the first audio stream we can take.

    The offerer's order of preference is followed [RFC 3264 §6.1]. Raises NoCommonCodec.
    """
    for section in offered.media:
        agreed = _agree(offered, section, local)
        if agreed is not None:
            return _write_answer(offered, section, local, agreed), agreed
    raise NoCommonCodec("no audio stream with G.711 in the offer")


def accept_answer(local: LocalMedia, answered: Description) -> Agreed:
    """Settle on what the other side answered to `offer(local)`. Raises NoCommonCodec."""
    for section in answered.media:
        agreed = _agree(answered, section, local)
        if agreed is not None:
            return agreed
    raise NoCommonCodec("the answer takes no audio stream we offered")


def _agree(description: Description, section: MediaSection, local: LocalMedia) -> Agreed | None:
    if section.kind != "audio" or section.port == 0 or section.proto.upper() not in PROFILES:
        return None
    codec = _first_codec(section, local.codecs)
    if codec is None:
        return None
    name, payload_type = codec
    theirs = description.direction_of(section)
    return Agreed(
        remote_host=description.host_of(section),
        remote_port=section.port,
        codec=name,
        payload_type=payload_type,
        event_payload_type=_event_payload_type(section),
        direction=theirs.reversed.limited_to(local.direction),
        ptime=section.ptime or PTIME,
    )


def _first_codec(section: MediaSection, known: tuple[str, ...]) -> tuple[str, int] | None:
    for text in section.formats:
        payload_type = number(text, limit=127)
        name, _, rate = (section.encoding(text) or "").partition("/")
        if payload_type is not None and rate == "8000" and name in known:
            return name, payload_type
    return None


def _event_payload_type(section: MediaSection) -> int | None:
    # Phones offer events at 48000 and 16000 as well; only the clock of G.711 is of use to us.
    for text in section.formats:
        if section.encoding(text) == EVENT_ENCODING:
            return number(text, limit=127)
    return None


def _live_audio(description: Description) -> MediaSection:
    audio = [section for section in description.media if section.kind == "audio"]
    return next((section for section in audio if section.port), audio[0])


def _write_answer(
    offered: Description, taken: MediaSection, local: LocalMedia, agreed: Agreed
) -> bytes:
    lines = _session_lines(local)
    for section in offered.media:
        if section is taken:
            lines += _audio_lines(
                local,
                section.proto,
                [agreed.payload_type],
                agreed.event_payload_type,
                agreed.direction,
                names={agreed.payload_type: agreed.codec},
            )
        else:
            lines.append(_refusal(section))
    return _join(lines)


_NAMES = {payload_type: codec for codec, payload_type in CODECS.items()}


def _session_lines(local: LocalMedia) -> list[str]:
    return [
        "v=0",
        origin_line("-", str(local.session_id), str(local.version), local.host),
        "s=-",
        connection_line(local.host),
        "t=0 0",
    ]


def _audio_lines(
    local: LocalMedia,
    proto: str,
    payload_types: list[int],
    event: int | None,
    direction: Direction,
    names: dict[int, str] = _NAMES,
) -> list[str]:
    formats = payload_types if event is None else [*payload_types, event]
    lines = [f"m=audio {local.port} {proto} {' '.join(map(str, formats))}"]
    lines += [f"a=rtpmap:{kind} {names[kind]}/8000" for kind in payload_types]
    if event is not None:
        lines += [f"a=rtpmap:{event} telephone-event/8000", f"a=fmtp:{event} 0-16"]
    return [*lines, f"a=ptime:{PTIME}", f"a={direction}"]


def _refusal(section: MediaSection) -> str:
    return f"m={section.kind} 0 {section.proto} {' '.join(section.formats) or '0'}"


def _join(lines: list[str]) -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode()
