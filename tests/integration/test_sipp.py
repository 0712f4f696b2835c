"""The sipp scenarios themselves, each against its other side, with no server between."""

from __future__ import annotations

import pytest

from tests.integration.phones import ServerAddress
from tests.integration.sipp import SCENARIOS, SippError, SippRun, answering, sipp

PAIRS = {
    "uac_basic": "uas_answer",
    "uac_invite_cancel": "uas_no_answer",
    "uac_cancel_crossed": "uas_answer_race",
}
PEERS = SCENARIOS / "peers"


async def play(caller: str, callee: str) -> None:
    waiting = SippRun(scenario=callee, limit=10, talk=0.1, patience=5)
    async with answering(waiting) as peer:
        users = [("romashka-101", "secret")] if "register" in caller or "auth" in caller else []
        run = SippRun(
            scenario=caller,
            to=ServerAddress(*peer.address),
            users=users,
            keys={"expires": "60"},
            limit=10,
            patience=5,
        )
        (await sipp(run)).check(1)
        (await peer.wait()).check(1)


@pytest.mark.parametrize(("caller", "callee"), PAIRS.items(), ids=PAIRS)
async def test_callers_fit_those_who_answer(caller: str, callee: str) -> None:
    await play(caller, callee)


@pytest.mark.parametrize("peer", sorted(PEERS.glob("uas_*.xml")), ids=lambda path: path.stem)
async def test_callers_fit_their_peers(peer) -> None:
    await play(peer.stem.replace("uas_for_", "uac_"), str(peer))


@pytest.mark.parametrize("peer", sorted(PEERS.glob("uac_*.xml")), ids=lambda path: path.stem)
async def test_answerers_fit_their_peers(peer) -> None:
    await play(str(peer), peer.stem.replace("uac_for_", "uas_"))


async def test_a_refusal_nobody_expected_is_reported_with_the_messages() -> None:
    async with answering(SippRun(scenario="uas_busy", limit=5)) as peer:
        result = await sipp(SippRun(scenario="uac_basic", to=peer.address, limit=5))
        with pytest.raises(SippError, match="486 Busy Here"):
            result.check(1)
