"""Requests within a dialog that both roles serve alike."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.events import Confirmed, Ended, EndReason, Info
from tests.unit.sip.dialog.call_ladder import ANSWER, CallLadder, acks, asks, called, peer, wish


@pytest.fixture
def talking() -> CallLadder:
    return called() >> wish("accept", ANSWER) << "200" >> acks() << Confirmed


def test_digits_in_an_info_are_told(talking: CallLadder) -> None:
    info = talking.request("INFO", b"Signal=5\r\n")
    info.set("Content-Type", "application/dtmf-relay")
    talking.take(info)
    _ = talking << "200" << Info("application/dtmf-relay", b"Signal=5\r\n")
    (talking >> asks("INFO") << "200" << Info(None, b"")).done()


def test_an_info_of_another_kind_is_refused_with_what_we_take(talking: CallLadder) -> None:
    _ = talking >> asks("INFO", ANSWER) << "415"
    assert "application/dtmf-relay" in talking.last.get("Accept")


def test_options_tell_what_we_can(talking: CallLadder) -> None:
    _ = talking >> asks("OPTIONS") << "200"
    assert "UPDATE" in talking.last.get("Allow")


def test_methods_that_have_no_place_in_a_dialog(talking: CallLadder) -> None:
    (talking >> asks("REGISTER") << "405" >> asks("MESSAGE") << "405").done()


def test_after_the_end_the_dialog_is_unknown(talking: CallLadder) -> None:
    (
        talking
        >> wish("bye") << "BYE"
        >> peer(200, to="BYE") << Ended(EndReason.HUNG_UP)
        >> asks("INFO") << "481"
        >> asks("BYE") << "481"
    ).done()  # fmt: skip


def test_what_is_over_keeps_nothing_big(talking: CallLadder) -> None:
    _ = talking >> wish("bye") << "BYE" >> peer(200, to="BYE") << Ended
    session = talking.session
    assert (session.request, session.remote_sdp, session.listener) == (None, None, None)


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"CSeq": "9 INFO"}, "400"), ({"From": "?"}, "400"), ({"Require": "magic"}, "420")],
)
def test_a_bad_bye_is_refused_and_the_call_goes_on(
    talking: CallLadder, headers: dict[str, str], status: str
) -> None:
    (talking >> asks("BYE", **headers) << status >> wish("bye") << "BYE").done()
