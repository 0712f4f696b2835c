"""A telephone as its owner sees it, without its process."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from ringtree.demo.phone_call import CallState, PhoneCall, PhoneError, PhoneTimeout
from ringtree.demo.phones import Phone, ServerAddress


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> Phone:
    phone = Phone("101", server=ServerAddress("127.0.0.1", 5060), port=40000)
    monkeypatch.setattr(phone._link, "check_alive", lambda: None)
    return phone


def tell(phone: Phone, **line: Any) -> None:
    phone._take_in({"at": 1.0, "call": 1, **line})


async def test_an_incoming_call_is_waited_for(phone: Phone) -> None:
    tell(phone, event="incoming", peer="sip:102@pbx", call_id="x")
    call = await phone.wait_call(0.1)
    assert (call.peer, call.state, call.call_id) == ("sip:102@pbx", CallState.RINGING, "x")
    assert phone.is_ringing
    assert phone.call is call


async def test_a_call_that_is_over_rings_no_more(phone: Phone) -> None:
    tell(phone, event="incoming", peer="sip:102@pbx")
    tell(phone, event="closed", text="the other side hung up")
    assert not phone.is_ringing
    with pytest.raises(PhoneTimeout, match=r"101 was not rung within 0\.01 s"):
        await phone.wait_call(0.01)


async def test_a_later_call_is_waited_for_by_its_place(phone: Phone) -> None:
    for number in (1, 2):
        tell(phone, event="incoming", peer=f"sip:{number}@pbx", call=number)
    assert (await phone.wait_call(0.1, nth=1)).number == 2
    with pytest.raises(PhoneTimeout):
        await phone.wait_call(0.01, nth=2)


async def test_a_call_that_comes_in_while_others_are_ended_goes_on(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []

    async def hang_up(call: PhoneCall, limit: float) -> None:
        ended.append(call.number)
        tell(phone, event="incoming", peer="sip:103@pbx", call=2)

    monkeypatch.setattr(PhoneCall, "hang_up", hang_up)
    tell(phone, event="incoming", peer="sip:102@pbx")
    await phone.hang_up_all()
    assert ended == [1] and phone.is_ringing


def test_a_dialled_call_exists_before_its_first_event(phone: Phone) -> None:
    phone._take_in({"id": 7, "call": 3, "peer": "sip:102@pbx"})
    tell(phone, event="ringing", call=3)
    assert phone.call.state is CallState.RINGING


def test_audio_goes_to_its_call(phone: Phone) -> None:
    tell(phone, event="incoming", peer="sip:102@pbx")
    pcm = base64.b64encode(bytes(320)).decode()
    phone._take_in({"heard": 1, "at": 2.0, "pcm": pcm})
    phone._take_in({"heard": 99, "at": 2.0, "pcm": pcm})  # of a call that is forgotten
    assert phone.call.heard.seconds == pytest.approx(0.02)


def test_a_phone_without_calls_says_so(phone: Phone) -> None:
    with pytest.raises(PhoneError, match="no call yet"):
        _ = phone.call


async def test_a_phone_that_is_not_started_refuses_commands() -> None:
    phone = Phone("101", server=ServerAddress("127.0.0.1", 5060), port=40000)
    with pytest.raises(PhoneError, match="101 is not running"):
        await phone.register()
    await phone.stop()


def test_an_address_is_written_as_sip_wants_it() -> None:
    assert str(ServerAddress("127.0.0.1", 5060)) == "127.0.0.1:5060"
    assert str(ServerAddress("::1", 5060)) == "[::1]:5060"
