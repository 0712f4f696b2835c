"""The foreign phones themselves: two of them call each other directly, with no server between.

What the other integration tests conclude from what a phone heard holds only while these hold.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import numpy as np
import pytest

from tests.integration.phones import (
    Phone,
    PhoneCall,
    PhoneError,
    ServerAddress,
    assert_hear_each_other,
    find,
    find_tone,
    free_port,
    phones,
)


@pytest.fixture
async def pair() -> AsyncIterator[tuple[Phone, Phone]]:
    bobs = ServerAddress("127.0.0.1", free_port())
    alice = Phone("alice", server=bobs, expires=0)
    bob = Phone("bob", server=bobs, port=bobs.port, expires=0)
    async with phones(alice, bob):
        yield alice, bob


async def talk(alice: Phone, bob: Phone) -> tuple[PhoneCall, PhoneCall]:
    outgoing = await alice.dial("bob")
    incoming = await bob.wait_call()
    await incoming.answer()
    await outgoing.wait_answered()
    return outgoing, incoming


async def test_both_hear_the_tone_of_the_other(pair: tuple[Phone, Phone]) -> None:
    outgoing, incoming = await talk(*pair)
    await assert_hear_each_other(outgoing, incoming)
    await incoming.hang_up()
    assert await outgoing.wait_ended() == "the other side hung up"


async def test_what_is_said_is_heard_sample_for_sample(pair: tuple[Phone, Phone]) -> None:
    outgoing, incoming = await talk(*pair)
    said = np.random.default_rng(1).normal(0, 3000, 16000).astype(np.int16)
    await outgoing.say(said)
    await outgoing.wait_event("spoken")
    await incoming.wait_heard(incoming.heard.seconds + 0.5)
    assert find(said, incoming.heard.samples()).correlation > 0.999


async def test_silence_is_heard_as_silence(pair: tuple[Phone, Phone]) -> None:
    outgoing, _ = await talk(*pair)
    await outgoing.wait_heard(0.5)
    assert find_tone(outgoing.heard.samples()).purity == 0.0


async def test_pressed_keys_arrive_once_each_and_in_order(pair: tuple[Phone, Phone]) -> None:
    outgoing, incoming = await talk(*pair)
    await outgoing.press("11*#")
    assert await incoming.wait_digits(4) == "11*#"


async def test_a_refusal_carries_its_status(pair: tuple[Phone, Phone]) -> None:
    alice, bob = pair
    outgoing = await alice.dial("bob")
    await (await bob.wait_call()).reject()
    with pytest.raises(PhoneError) as refusal:
        await outgoing.wait_answered()
    assert refusal.value.status == 486


async def test_a_cancelled_call_stops_ringing(pair: tuple[Phone, Phone]) -> None:
    alice, bob = pair
    outgoing = await alice.dial("bob")
    incoming = await bob.wait_call()
    await outgoing.hang_up()
    await incoming.wait_ended()
    assert not bob.is_ringing


async def test_a_carrier_calls_as_many_callers_from_one_address(pair: tuple[Phone, Phone]) -> None:
    alice, bob = pair
    for caller in ("+79210000001", "+79210000002", "+79210000003"):
        await alice.dial("bob", caller=caller)
    last = await bob.wait_call(nth=2)
    assert last.peer.startswith("sip:+79210000003@")
    assert f"127.0.0.1:{alice.port}" in alice.sip_trace()


async def test_hold_is_noticed_and_so_is_its_end(pair: tuple[Phone, Phone]) -> None:
    outgoing, incoming = await talk(*pair)
    await incoming.wait_heard(0.5)
    await incoming.hold()
    await outgoing.wait_event("held")
    await incoming.resume()
    await outgoing.wait_event("resumed")


async def test_a_phone_that_vanishes_leaves_its_call_behind(pair: tuple[Phone, Phone]) -> None:
    alice, bob = pair
    _, incoming = await talk(alice, bob)
    await alice.vanish()
    assert incoming.end_reason is None
