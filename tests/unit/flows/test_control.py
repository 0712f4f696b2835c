"""The words between nodes and calls."""

from __future__ import annotations

import pytest

from ringtree.calls.cause import CauseKind, cause
from ringtree.flows.control import CallControl, CallLost, CallOver, DialOutcome, HangUpCause
from tests.unit.flows.fake_call import FakeCall


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (CauseKind.BUSY, DialOutcome.BUSY),
        (CauseKind.REFUSED, DialOutcome.BUSY),
        (CauseKind.NO_ANSWER, DialOutcome.NO_ANSWER),
        (CauseKind.UNREACHABLE, DialOutcome.UNREACHABLE),
        (CauseKind.UNKNOWN_NUMBER, DialOutcome.UNREACHABLE),
        (CauseKind.MEDIA_LOST, DialOutcome.UNREACHABLE),
    ],
)
def test_every_cause_is_an_exit_of_dial(kind: CauseKind, outcome: DialOutcome) -> None:
    assert DialOutcome.of(kind) is outcome


@pytest.mark.parametrize("why", HangUpCause)
def test_every_cause_a_document_may_name_is_one_of_the_call_layer(why: HangUpCause) -> None:
    assert cause(why.kind).kind == why.value


def test_a_call_that_is_over_is_no_ordinary_exception() -> None:
    assert not issubclass(CallOver, Exception)
    lost = CallLost(cause(CauseKind.MEDIA_LOST))
    assert str(lost) == "the media worker was lost"


def test_the_fake_call_is_a_call() -> None:
    call: CallControl = FakeCall()
    assert call.language == "en"
