"""The types calls work with."""

from __future__ import annotations

from ringtree.media.plane import MediaError, NoPortLeft, PlaneUnavailable, RemoteMedia, WorkerLost
from ringtree.sdp.description import Direction
from ringtree.sdp.negotiation import Agreed


def test_what_was_agreed_becomes_the_far_end() -> None:
    agreed = Agreed("10.0.0.9", 4000, "PCMU", 0, 96, Direction.SENDONLY)
    assert RemoteMedia.from_agreed(agreed, signalling_host="192.0.2.7") == RemoteMedia(
        "10.0.0.9", 4000, "PCMU", 0, 96, Direction.SENDONLY, "192.0.2.7"
    )


def test_every_refusal_is_a_media_error_in_words() -> None:
    for error in (NoPortLeft("all taken"), PlaneUnavailable("none"), WorkerLost()):
        assert isinstance(error, MediaError) and str(error)
