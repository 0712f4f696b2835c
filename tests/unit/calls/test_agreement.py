"""Agreeing on media with a telephone that has offered some."""

from __future__ import annotations

import pytest

from ringtree.calls.agreement import BadOffer, agree, local_media
from ringtree.sdp.description import Description
from tests.unit.calls.fakes import ONLY_G729, sdp


def test_an_offer_is_answered_with_our_address() -> None:
    ours, agreed = agree(sdp(), local_media("198.51.100.1", 10_000))
    assert b"198.51.100.1" in ours and b"m=audio 10000 " in ours
    assert Description.parse(ours).media[0].port == 10_000
    assert agreed.direction.sends


@pytest.mark.parametrize(
    ("offer", "status"),
    [(b"nonsense", 400), (ONLY_G729, 488)],
)
def test_what_cannot_be_answered_says_with_which_status(offer: bytes, status: int) -> None:
    with pytest.raises(BadOffer) as refused:
        agree(offer, local_media("198.51.100.1", 10_000))
    assert refused.value.status == status


def test_each_session_of_ours_has_an_id_of_its_own() -> None:
    ids = {local_media("198.51.100.1", 10_000).session_id for _ in range(50)}
    assert len(ids) == 50
