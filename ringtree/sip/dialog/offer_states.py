"""Offer and answer within one dialog, as one table [RFC 3264, RFC 3261 §14, RFC 3311].

Everything that moves the exchange after the first INVITE is here; whoever offers while another
offer is on its way meets a row that refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    INITIAL = "initial"
    """The first INVITE's own offer and answer are still being exchanged."""
    STABLE = "stable"
    OFFERING = "offering"
    """Our re-INVITE or UPDATE is out."""
    ANSWERING = "answering"
    """The 2xx to our re-INVITE brought the offer; our ACK will carry the answer."""
    GLARE = "glare"
    """Both sides offered at once; we try again after a random wait (§14.1)."""
    REINVITED = "re-invited"
    """The peer's re-INVITE waits for our answer."""
    UPDATED = "updated"
    """The peer's UPDATE waits for our answer."""
    ANSWERED = "answered"
    """Our 2xx to the peer's re-INVITE is repeated until its ACK comes."""


class Input(StrEnum):
    COMPLETE = "first exchange complete"
    REOFFER = "reoffer"
    ANSWER = "answer"
    REFUSE = "refuse"
    RECV_REINVITE = "re-INVITE received"
    RECV_UPDATE = "UPDATE with an offer received"
    RECV_CANCEL = "CANCEL of the re-INVITE received"
    RECV_ACK = "ACK received"
    RECV_ANSWER = "2xx received"
    RECV_OFFER = "2xx with an offer received"
    RECV_491 = "491 received"
    RECV_FAILURE = "other failure received"
    TIMER_GLARE = "time to try again"
    TIMER_OFFER = "no final response to our re-INVITE"
    TIMER_2XX = "2xx to the re-INVITE due again"
    TIMER_ACK = "no ACK of the re-INVITE for 64*T1"


class Action(StrEnum):
    KEEP = "keep the offer for later"
    NEXT = "send a kept offer"
    SEND_OFFER = "send the offer"
    ABANDON = "stop waiting for the response"
    SEND_ACK = "acknowledge"
    SEND_ANSWER = "send 2xx"
    RESEND_ANSWER = "resend 2xx"
    SEND_REFUSAL = "refuse"
    SEND_487 = "send 487"
    SEND_491 = "send 491"
    SEND_500 = "send 500 with Retry-After"
    AWAIT_TURN = "wait at random"
    TELL_OFFERED = "tell offered"
    TELL_ANSWERED = "tell answered"
    TELL_ACK = "tell the answer in the ACK"
    TELL_REFUSED = "tell refused"
    HANG_UP = "hang up"


_S, _I, _A = State, Input, Action

TRANSITIONS: Mapping[tuple[State, StrEnum], tuple[State, tuple[Action, ...]]] = {
    (_S.INITIAL, _I.COMPLETE): (_S.STABLE, (_A.NEXT,)),
    (_S.INITIAL, _I.REOFFER): (_S.INITIAL, (_A.KEEP,)),
    # The first exchange must be over before the next begins (§14.2, RFC 3311 §5.2).
    (_S.INITIAL, _I.RECV_REINVITE): (_S.INITIAL, (_A.SEND_500,)),
    (_S.INITIAL, _I.RECV_UPDATE): (_S.INITIAL, (_A.SEND_500,)),
    (_S.STABLE, _I.REOFFER): (_S.OFFERING, (_A.SEND_OFFER,)),
    (_S.STABLE, _I.RECV_REINVITE): (_S.REINVITED, (_A.TELL_OFFERED,)),
    (_S.STABLE, _I.RECV_UPDATE): (_S.UPDATED, (_A.TELL_OFFERED,)),
    (_S.STABLE, _I.COMPLETE): (_S.STABLE, ()),
    # The offer was withdrawn (CANCEL) while the listener thought about its answer.
    (_S.STABLE, _I.ANSWER): (_S.STABLE, ()),
    (_S.STABLE, _I.REFUSE): (_S.STABLE, ()),
    (_S.STABLE, _I.RECV_CANCEL): (_S.STABLE, ()),
    (_S.STABLE, _I.RECV_ACK): (_S.STABLE, ()),
    (_S.OFFERING, _I.REOFFER): (_S.OFFERING, (_A.KEEP,)),
    (_S.OFFERING, _I.RECV_REINVITE): (_S.OFFERING, (_A.SEND_491,)),
    (_S.OFFERING, _I.RECV_UPDATE): (_S.OFFERING, (_A.SEND_491,)),
    (_S.OFFERING, _I.RECV_ANSWER): (_S.STABLE, (_A.SEND_ACK, _A.TELL_ANSWERED, _A.NEXT)),
    (_S.OFFERING, _I.RECV_OFFER): (_S.ANSWERING, (_A.TELL_OFFERED,)),
    (_S.OFFERING, _I.RECV_491): (_S.GLARE, (_A.AWAIT_TURN,)),
    (_S.OFFERING, _I.RECV_FAILURE): (_S.STABLE, (_A.TELL_REFUSED, _A.NEXT)),
    (_S.OFFERING, _I.TIMER_OFFER): (_S.STABLE, (_A.ABANDON, _A.TELL_REFUSED, _A.NEXT)),
    (_S.OFFERING, _I.RECV_ACK): (_S.OFFERING, ()),
    (_S.ANSWERING, _I.ANSWER): (_S.STABLE, (_A.SEND_ACK, _A.NEXT)),
    # A 2xx must be acknowledged even if its offer is not wanted; then there is no call left.
    (_S.ANSWERING, _I.REFUSE): (_S.STABLE, (_A.SEND_ACK, _A.HANG_UP)),
    (_S.ANSWERING, _I.REOFFER): (_S.ANSWERING, (_A.KEEP,)),
    (_S.ANSWERING, _I.RECV_REINVITE): (_S.ANSWERING, (_A.SEND_491,)),
    (_S.ANSWERING, _I.RECV_UPDATE): (_S.ANSWERING, (_A.SEND_491,)),
    (_S.GLARE, _I.TIMER_GLARE): (_S.OFFERING, (_A.SEND_OFFER,)),
    (_S.GLARE, _I.REOFFER): (_S.GLARE, (_A.KEEP,)),
    # Glare: the peer came first; ours is sent when its exchange is over.
    (_S.GLARE, _I.RECV_REINVITE): (_S.REINVITED, (_A.TELL_OFFERED,)),
    (_S.GLARE, _I.RECV_UPDATE): (_S.UPDATED, (_A.TELL_OFFERED,)),
    (_S.GLARE, _I.RECV_ACK): (_S.GLARE, ()),
    (_S.REINVITED, _I.ANSWER): (_S.ANSWERED, (_A.SEND_ANSWER,)),
    (_S.REINVITED, _I.REFUSE): (_S.STABLE, (_A.SEND_REFUSAL, _A.NEXT)),
    (_S.REINVITED, _I.RECV_CANCEL): (_S.STABLE, (_A.SEND_487, _A.NEXT)),
    (_S.REINVITED, _I.REOFFER): (_S.REINVITED, (_A.KEEP,)),
    (_S.REINVITED, _I.RECV_REINVITE): (_S.REINVITED, (_A.SEND_500,)),
    (_S.REINVITED, _I.RECV_UPDATE): (_S.REINVITED, (_A.SEND_500,)),
    (_S.REINVITED, _I.RECV_ACK): (_S.REINVITED, ()),
    (_S.UPDATED, _I.ANSWER): (_S.STABLE, (_A.SEND_ANSWER, _A.NEXT)),
    (_S.UPDATED, _I.REFUSE): (_S.STABLE, (_A.SEND_REFUSAL, _A.NEXT)),
    (_S.UPDATED, _I.REOFFER): (_S.UPDATED, (_A.KEEP,)),
    (_S.UPDATED, _I.RECV_REINVITE): (_S.UPDATED, (_A.SEND_500,)),
    (_S.UPDATED, _I.RECV_UPDATE): (_S.UPDATED, (_A.SEND_500,)),
    (_S.UPDATED, _I.RECV_ACK): (_S.UPDATED, ()),
    (_S.ANSWERED, _I.RECV_ACK): (_S.STABLE, (_A.TELL_ACK, _A.NEXT)),
    (_S.ANSWERED, _I.TIMER_2XX): (_S.ANSWERED, (_A.RESEND_ANSWER,)),
    (_S.ANSWERED, _I.TIMER_ACK): (_S.STABLE, (_A.HANG_UP,)),
    (_S.ANSWERED, _I.REOFFER): (_S.ANSWERED, (_A.KEEP,)),
    (_S.ANSWERED, _I.RECV_REINVITE): (_S.ANSWERED, (_A.SEND_491,)),
    (_S.ANSWERED, _I.RECV_UPDATE): (_S.ANSWERED, (_A.SEND_491,)),
    # The CANCEL came after our 2xx: it changes nothing (§9.2).
    (_S.ANSWERED, _I.RECV_CANCEL): (_S.ANSWERED, ()),
}
