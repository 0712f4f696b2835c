"""Agreeing on media: our own side of it, and the answer to an offer [RFC 3264]."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from ringtree.media.plane import Family, MediaEvent, MediaLeg, MediaRoom
from ringtree.sdp.description import Description, SdpError
from ringtree.sdp.negotiation import Agreed, LocalMedia, NoCommonCodec, answer


class BadOffer(Exception):
    """The far side's offer can't be answered; `status` is the SIP status that says so."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


async def open_media_leg(
    room: MediaRoom, host: str, listener: Callable[[MediaEvent], None]
) -> MediaLeg:
    """A media leg of the address family that `host` has."""
    return await room.open_leg(listener, family=Family.IPV6 if ":" in host else Family.IPV4)


def local_media(host: str, port: int) -> LocalMedia:
    """Our side of a new offer or answer."""
    return LocalMedia(host=host, port=port, session_id=secrets.randbits(31), version=1)


def agree(sdp: bytes, local: LocalMedia) -> tuple[bytes, Agreed]:
    """The answer to an offer, and what is agreed on by it.

    Raises:
        BadOffer: it is unreadable (400), or has nothing we speak (488).
    """
    try:
        return answer(Description.parse(sdp), local)
    except NoCommonCodec as error:
        raise BadOffer(488, str(error)) from error
    except SdpError as error:
        raise BadOffer(400, str(error)) from error
