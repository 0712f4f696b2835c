"""The life of one INVITE session, both roles, as one table [RFC 3261 §9, §13, §15].

Everything that moves a session is here. Each race of signalling is a row: a 200 that crosses our
CANCEL, a BYE that crosses ours, a CANCEL that comes after the 200.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    INVITED = "invited"
    """The peer called; we have not answered yet."""
    ANSWERED = "answered"
    """Our 2xx is out and repeated until its ACK comes."""
    CLOSING = "closing"
    """As ANSWERED, but we want out: a callee may not send BYE before the ACK (§15)."""
    CALLING = "calling"
    """Our INVITE is out and nothing has been heard."""
    PROCEEDING = "proceeding"
    """The peer has sent a provisional response."""
    CANCEL_HELD = "cancel held"
    """We want out, but a CANCEL may not be sent before the first provisional (§9.1)."""
    CANCELLING = "cancelling"
    """CANCEL is out; the INVITE's final response is awaited."""
    TALKING = "talking"
    ENDING = "ending"
    """Our BYE is out."""
    LEFT = "left"
    """The peer's BYE is here; its 200 is held until the listener has put everything on record."""
    ENDED = "ended"


class Input(StrEnum):
    # the listener's wishes
    RING = "ring"
    ACCEPT = "accept"
    REJECT = "reject"
    CANCEL = "cancel"
    BYE = "bye"
    CONFIRM_BYE = "confirm bye"
    # from the network
    RECV_CANCEL = "CANCEL received"
    RECV_ACK = "ACK received"
    RECV_BYE = "BYE received"
    RECV_1XX = "1xx received"
    RECV_2XX = "2xx received"
    RECV_CHALLENGE = "challenge received"
    RECV_REDIRECT = "3xx to be followed received"
    RECV_FAILURE = "3xx-6xx received"
    HOP_LOST = "the hop does not serve"
    BYE_DONE = "BYE answered or given up"
    DIALOG_LOST = "peer has lost the dialog"
    TIMEOUT = "INVITE timed out"
    TRANSPORT_ERROR = "transport error"
    # timers
    TIMER_PROGRESS = "a minute since the last 1xx"
    TIMER_RELIABLE = "reliable 1xx due again"
    TIMER_PRACK = "no PRACK for 64*T1"
    TIMER_SILENT = "no response from this hop"
    TIMER_2XX = "2xx due again"
    TIMER_ACK = "no ACK for 64*T1"
    TIMER_RING = "ring limit"
    TIMER_CANCEL = "no final response 64*T1 after CANCEL"
    TIMER_HOLD = "BYE held long enough"


class Action(StrEnum):
    SEND_1XX = "send 1xx"
    RESEND_1XX = "resend 1xx"
    RESEND_RELIABLE = "resend reliable 1xx"
    SEND_504 = "send 504"
    SEND_2XX = "send 2xx"
    RESEND_2XX = "resend 2xx"
    SEND_REFUSAL = "send refusal"
    SEND_487 = "send 487"
    RETRY = "send the INVITE once more"
    NEXT_HOP = "try the next hop"
    ACKNOWLEDGE = "acknowledge"
    SEND_CANCEL = "send CANCEL"
    ABANDON = "abandon the INVITE"
    SEND_BYE = "send BYE"
    HOLD_BYE = "hold the BYE"
    ANSWER_BYE = "answer the BYE"
    TELL_PROVISIONAL = "tell provisional"
    TELL_ACCEPTED = "tell accepted"
    TELL_REJECTED = "tell rejected"
    TELL_CANCELLED = "tell cancelled"
    TELL_CONFIRMED = "tell confirmed"
    TELL_BYE = "tell bye"
    END = "end"


_S, _I, _A = State, Input, Action

TRANSITIONS: Mapping[tuple[State, Input], tuple[State, tuple[Action, ...]]] = {
    # Invited: the caller waits.
    (_S.INVITED, _I.RING): (_S.INVITED, (_A.SEND_1XX,)),
    (_S.INVITED, _I.TIMER_PROGRESS): (_S.INVITED, (_A.RESEND_1XX,)),
    (_S.INVITED, _I.TIMER_RELIABLE): (_S.INVITED, (_A.RESEND_RELIABLE,)),
    (_S.INVITED, _I.TIMER_PRACK): (_S.ENDED, (_A.SEND_504, _A.END)),
    (_S.INVITED, _I.ACCEPT): (_S.ANSWERED, (_A.SEND_2XX,)),
    (_S.INVITED, _I.REJECT): (_S.ENDED, (_A.SEND_REFUSAL, _A.END)),
    (_S.INVITED, _I.RECV_CANCEL): (_S.ENDED, (_A.SEND_487, _A.TELL_CANCELLED, _A.END)),
    (_S.INVITED, _I.RECV_BYE): (
        _S.ENDED,
        (_A.HOLD_BYE, _A.ANSWER_BYE, _A.SEND_487, _A.TELL_CANCELLED, _A.END),
    ),
    (_S.INVITED, _I.TRANSPORT_ERROR): (_S.INVITED, ()),
    # Answered: the 2xx is ours to repeat.
    (_S.ANSWERED, _I.RECV_ACK): (_S.TALKING, (_A.TELL_CONFIRMED,)),
    (_S.ANSWERED, _I.TIMER_2XX): (_S.ANSWERED, (_A.RESEND_2XX,)),
    (_S.ANSWERED, _I.TIMER_ACK): (_S.ENDING, (_A.SEND_BYE,)),
    (_S.ANSWERED, _I.BYE): (_S.CLOSING, ()),
    (_S.ANSWERED, _I.RECV_BYE): (_S.LEFT, (_A.HOLD_BYE, _A.TELL_BYE)),
    (_S.ANSWERED, _I.RECV_CANCEL): (_S.ANSWERED, ()),
    (_S.ANSWERED, _I.TRANSPORT_ERROR): (_S.ANSWERED, ()),
    (_S.CLOSING, _I.RECV_ACK): (_S.ENDING, (_A.SEND_BYE,)),
    (_S.CLOSING, _I.TIMER_2XX): (_S.CLOSING, (_A.RESEND_2XX,)),
    (_S.CLOSING, _I.TIMER_ACK): (_S.ENDING, (_A.SEND_BYE,)),
    (_S.CLOSING, _I.BYE): (_S.CLOSING, ()),
    (_S.CLOSING, _I.RECV_BYE): (_S.ENDED, (_A.HOLD_BYE, _A.ANSWER_BYE, _A.END)),
    (_S.CLOSING, _I.RECV_CANCEL): (_S.CLOSING, ()),
    (_S.CLOSING, _I.TRANSPORT_ERROR): (_S.CLOSING, ()),
    # Calling: nothing heard yet.
    (_S.CALLING, _I.RECV_1XX): (_S.PROCEEDING, (_A.TELL_PROVISIONAL,)),
    (_S.CALLING, _I.RECV_2XX): (_S.TALKING, (_A.ACKNOWLEDGE, _A.TELL_ACCEPTED)),
    (_S.CALLING, _I.RECV_CHALLENGE): (_S.CALLING, (_A.RETRY,)),
    (_S.CALLING, _I.RECV_REDIRECT): (_S.CALLING, (_A.RETRY,)),
    (_S.CALLING, _I.RECV_FAILURE): (_S.ENDED, (_A.TELL_REJECTED, _A.END)),
    (_S.CALLING, _I.HOP_LOST): (_S.CALLING, (_A.NEXT_HOP,)),
    (_S.CALLING, _I.CANCEL): (_S.CANCEL_HELD, ()),
    (_S.CALLING, _I.TIMER_RING): (_S.CANCEL_HELD, ()),
    (_S.CALLING, _I.TIMER_SILENT): (_S.CALLING, (_A.NEXT_HOP,)),
    (_S.CALLING, _I.TIMEOUT): (_S.ENDED, (_A.END,)),
    (_S.CALLING, _I.TRANSPORT_ERROR): (_S.ENDED, (_A.END,)),
    # Proceeding: only our own limit ends the ringing, never Timer B.
    (_S.PROCEEDING, _I.RECV_1XX): (_S.PROCEEDING, (_A.TELL_PROVISIONAL,)),
    (_S.PROCEEDING, _I.RECV_2XX): (_S.TALKING, (_A.ACKNOWLEDGE, _A.TELL_ACCEPTED)),
    (_S.PROCEEDING, _I.RECV_CHALLENGE): (_S.CALLING, (_A.RETRY,)),
    (_S.PROCEEDING, _I.RECV_REDIRECT): (_S.CALLING, (_A.RETRY,)),
    (_S.PROCEEDING, _I.RECV_FAILURE): (_S.ENDED, (_A.TELL_REJECTED, _A.END)),
    (_S.PROCEEDING, _I.HOP_LOST): (_S.CALLING, (_A.NEXT_HOP,)),
    (_S.PROCEEDING, _I.CANCEL): (_S.CANCELLING, (_A.SEND_CANCEL,)),
    (_S.PROCEEDING, _I.TIMER_RING): (_S.CANCELLING, (_A.SEND_CANCEL,)),
    # A callee may not send BYE before its 2xx (§15); its INVITE response will still come.
    (_S.PROCEEDING, _I.RECV_BYE): (_S.PROCEEDING, (_A.HOLD_BYE, _A.ANSWER_BYE)),
    (_S.PROCEEDING, _I.TRANSPORT_ERROR): (_S.ENDED, (_A.END,)),
    (_S.CANCEL_HELD, _I.RECV_1XX): (_S.CANCELLING, (_A.SEND_CANCEL,)),
    (_S.CANCEL_HELD, _I.RECV_2XX): (_S.ENDING, (_A.ACKNOWLEDGE, _A.SEND_BYE)),
    (_S.CANCEL_HELD, _I.RECV_CHALLENGE): (_S.ENDED, (_A.END,)),
    (_S.CANCEL_HELD, _I.RECV_FAILURE): (_S.ENDED, (_A.END,)),
    (_S.CANCEL_HELD, _I.CANCEL): (_S.CANCEL_HELD, ()),
    (_S.CANCEL_HELD, _I.TIMEOUT): (_S.ENDED, (_A.END,)),
    (_S.CANCEL_HELD, _I.TRANSPORT_ERROR): (_S.ENDED, (_A.END,)),
    # Cancelling: the 200 that crossed our CANCEL is acknowledged and hung up.
    (_S.CANCELLING, _I.RECV_1XX): (_S.CANCELLING, ()),
    (_S.CANCELLING, _I.RECV_2XX): (_S.ENDING, (_A.ACKNOWLEDGE, _A.SEND_BYE)),
    (_S.CANCELLING, _I.RECV_CHALLENGE): (_S.ENDED, (_A.END,)),
    (_S.CANCELLING, _I.RECV_FAILURE): (_S.ENDED, (_A.END,)),
    (_S.CANCELLING, _I.CANCEL): (_S.CANCELLING, ()),
    (_S.CANCELLING, _I.RECV_BYE): (_S.CANCELLING, (_A.HOLD_BYE, _A.ANSWER_BYE)),
    (_S.CANCELLING, _I.TIMER_CANCEL): (_S.ENDED, (_A.ABANDON, _A.END)),
    (_S.CANCELLING, _I.TRANSPORT_ERROR): (_S.ENDED, (_A.END,)),
    (_S.TALKING, _I.BYE): (_S.ENDING, (_A.SEND_BYE,)),
    # The listener gave up while the 200 was on its way to it.
    (_S.TALKING, _I.CANCEL): (_S.ENDING, (_A.SEND_BYE,)),
    (_S.TALKING, _I.DIALOG_LOST): (_S.ENDING, (_A.SEND_BYE,)),
    (_S.TALKING, _I.RECV_BYE): (_S.LEFT, (_A.HOLD_BYE, _A.TELL_BYE)),
    (_S.TALKING, _I.RECV_ACK): (_S.TALKING, ()),
    (_S.TALKING, _I.RECV_CANCEL): (_S.TALKING, ()),
    (_S.TALKING, _I.TRANSPORT_ERROR): (_S.TALKING, ()),
    # Ending: a BYE that crosses ours is answered at once.
    (_S.ENDING, _I.RECV_BYE): (_S.ENDING, (_A.HOLD_BYE, _A.ANSWER_BYE)),
    (_S.ENDING, _I.BYE_DONE): (_S.ENDED, (_A.END,)),
    (_S.ENDING, _I.DIALOG_LOST): (_S.ENDING, ()),
    (_S.ENDING, _I.RECV_ACK): (_S.ENDING, ()),
    (_S.ENDING, _I.RECV_CANCEL): (_S.ENDING, ()),
    (_S.ENDING, _I.TRANSPORT_ERROR): (_S.ENDING, ()),
    (_S.ENDING, _I.CANCEL): (_S.ENDING, ()),
    (_S.ENDING, _I.BYE): (_S.ENDING, ()),
    (_S.LEFT, _I.CONFIRM_BYE): (_S.ENDED, (_A.ANSWER_BYE, _A.END)),
    (_S.LEFT, _I.TIMER_HOLD): (_S.ENDED, (_A.ANSWER_BYE, _A.END)),
    # Left: the record is being written; wishes come too late, confirm_bye is still due.
    (_S.LEFT, _I.BYE): (_S.LEFT, ()),
    (_S.LEFT, _I.CANCEL): (_S.LEFT, ()),
    (_S.LEFT, _I.RECV_BYE): (_S.LEFT, (_A.HOLD_BYE,)),
    (_S.LEFT, _I.RECV_ACK): (_S.LEFT, ()),
    (_S.LEFT, _I.RECV_CANCEL): (_S.LEFT, ()),
    (_S.LEFT, _I.DIALOG_LOST): (_S.LEFT, ()),
    (_S.LEFT, _I.TRANSPORT_ERROR): (_S.LEFT, ()),
    # Ended: a wish may cross the news of the end; nothing is left to be done.
    (_S.ENDED, _I.RING): (_S.ENDED, ()),
    (_S.ENDED, _I.ACCEPT): (_S.ENDED, ()),
    (_S.ENDED, _I.REJECT): (_S.ENDED, ()),
    (_S.ENDED, _I.CANCEL): (_S.ENDED, ()),
    (_S.ENDED, _I.BYE): (_S.ENDED, ()),
    (_S.ENDED, _I.CONFIRM_BYE): (_S.ENDED, ()),
    (_S.ENDED, _I.RECV_CANCEL): (_S.ENDED, ()),
    (_S.ENDED, _I.BYE_DONE): (_S.ENDED, ()),
    (_S.ENDED, _I.DIALOG_LOST): (_S.ENDED, ()),
    (_S.ENDED, _I.TRANSPORT_ERROR): (_S.ENDED, ()),
}
