"""What becomes of what people of the company dial, live and imagined."""

from __future__ import annotations

from collections.abc import Mapping

from ringtree.calls.cause import CauseKind
from ringtree.prompts.phrases import LIMIT_REACHED, NOT_PERMITTED, Phrase
from ringtree.routing.outbound import Refusal

#: Seconds a directly dialled phone rings; carriers give up at about the same time.
RING_TIME = 60.0

#: Why a call that goes nowhere ends.
REFUSALS: Mapping[Refusal, CauseKind] = {
    Refusal.NO_SUCH_NUMBER: CauseKind.UNKNOWN_NUMBER,
    Refusal.NOT_PERMITTED: CauseKind.NOT_PERMITTED,
    Refusal.NOT_PRESENTABLE: CauseKind.NOT_PERMITTED,
    Refusal.NO_TRUNK: CauseKind.UNREACHABLE,
}

#: What is said aloud before a call is refused: who dialled can't know it.
SPOKEN: Mapping[CauseKind, Phrase] = {
    CauseKind.NOT_PERMITTED: NOT_PERMITTED,
    CauseKind.LIMIT_REACHED: LIMIT_REACHED,
}
