"""Whatever caller, callee and clock do, and in whatever order: one end, and no exception."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.dialog.events import Ended
from ringtree.sip.transaction.errors import LocalProtocolError
from tests.unit.ladder import after
from tests.unit.sip.dialog.call_ladder import (
    ANSWER,
    OTHER,
    CallLadder,
    Rung,
    acks,
    acks_refusal,
    asks,
    called,
    calling,
    cancels,
    peer,
    repeats,
    wire_breaks,
    wish,
)
from tests.unit.sip.dialog.test_outgoing import peer_challenges

WISHES = [
    *(wish(name) for name in ("ring", "cancel", "bye", "confirm_bye", "end")),
    wish("accept", ANSWER),
    wish("reject", 486),
    *(wish("reoffer", sdp) for sdp in (OTHER, None)),
    wish("reoffer", OTHER, "UPDATE"),
    wish("answer_offer", ANSWER),
    wish("refuse_offer", 488),
]
PEER_SAYS = [
    *(peer(status, sdp=ANSWER, tag=tag) for status in (180, 200) for tag in ("peer", "fork")),
    *(peer(status) for status in (100, 408, 481, 486, 487, 491)),
    peer(200, sdp=None),
    *(peer(200, to=method) for method in ("BYE", "CANCEL", "UPDATE")),
    peer(481, to="BYE"),
    *(peer_challenges(407, to=method) for method in ("INVITE", "BYE")),
    *(asks(method) for method in ("BYE", "UPDATE", "INFO", "INVITE")),
    *(asks(method, OTHER) for method in ("INVITE", "UPDATE")),
    acks(),
    acks(ANSWER),
    acks_refusal(),
    cancels(),
    *(repeats(method) for method in ("INVITE", "BYE", "ACK")),
    wire_breaks(),
]
PAUSES = [after(seconds) for seconds in (0.1, 0.6, 2.5, 5.0, 33.0)]
STEPS = st.lists(
    st.one_of(st.sampled_from(WISHES), st.sampled_from(PEER_SAYS), st.sampled_from(PAUSES)),
    max_size=14,
)
STARTS = st.sampled_from(
    [
        lambda: called(),
        lambda: called(offer=None),
        lambda: calling(),
        lambda: calling(offer=None),
        lambda: calling(credentials=Credentials("us", "secret")),
        lambda: called(transport="tcp"),
        lambda: calling(transport="tcp"),
    ]
)


def step(ladder: CallLadder, rung: Rung) -> None:
    """One rung; what the peer cannot say yet and what we may not wish for are passed over."""
    ladder.sent.clear()
    ladder.heard.clear()
    try:
        _ = ladder >> rung
    except KeyError as error:
        assert error.args[0] in ("INVITE", "BYE", "ACK", "CANCEL", "UPDATE")
    except AttributeError as error:
        assert "Session' object has no attribute" in str(error)
    except LocalProtocolError as error:
        ladder.settle()
        assert error.given.name in WISHED
    finally:
        ladder.settle()


WISHED = {
    "RING", "ACCEPT", "REJECT", "CANCEL", "BYE", "CONFIRM_BYE", "REOFFER", "ANSWER", "REFUSE"
}  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(STARTS, STEPS)
def test_every_session_ends_exactly_once(start: object, steps: list[Rung]) -> None:
    ladder = start()  # type: ignore[operator]
    for rung in steps:
        step(ladder, rung)
    for rung in (wish("end"), after(40.0), wish("confirm_bye"), after(400.0)):
        step(ladder, rung)
    ended = [event for event in ladder.history if isinstance(event, Ended)]
    assert len(ended) == 1
    assert ladder.history[-1] is ended[0]
    assert len(ladder.agent) == 0
    assert len(ladder.layer) == 0
    assert ladder.layer.next_timer() is None
