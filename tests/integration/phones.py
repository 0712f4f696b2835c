"""Foreign phones and ears for the integration tests: one import for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from ringtree.demo.heard import Heard
from ringtree.demo.listening import Match, Samples, Tone, find, find_tone, is_silent, tone
from ringtree.demo.phone_call import CallState, PhoneCall, PhoneError, PhoneEvent, PhoneTimeout
from ringtree.demo.phones import Phone, ServerAddress
from ringtree.demo.ports import free_port, free_ports

__all__ = [
    "CallState",
    "Heard",
    "Match",
    "Phone",
    "PhoneCall",
    "PhoneError",
    "PhoneEvent",
    "PhoneTimeout",
    "Samples",
    "ServerAddress",
    "Tone",
    "assert_hear_each_other",
    "carrier",
    "find",
    "find_tone",
    "free_port",
    "free_ports",
    "is_silent",
    "phones",
    "tone",
]


@asynccontextmanager
async def phones(*wanted: Phone, register: bool = True) -> AsyncIterator[tuple[Phone, ...]]:
    """Start these phones (registering those with an expiry), and stop them at the end.

    A failing test prints what each phone sent and received.
    """
    async with AsyncExitStack() as stack:
        for phone in wanted:
            await stack.enter_async_context(phone)
            if register and phone.expires:
                await phone.register()
        try:
            yield wanted
        except BaseException:
            for phone in wanted:
                print(f"===== {phone.name} =====\n{phone.sip_trace()}")
            raise


def carrier(server: ServerAddress, *, port: int | None = None, name: str = "carrier") -> Phone:
    """A trunk's far end: never registers, dials as the `caller` given to each `dial`."""
    return Phone(name, server=server, port=port, expires=0)


async def assert_hear_each_other(one: PhoneCall, other: PhoneCall, *, seconds: float = 1.0) -> None:
    """Send 440 Hz and 1000 Hz against each other and find each in what the other side heard."""
    await one.say_tone(440)
    await other.say_tone(1000)
    # What was under way before the tones, jitter buffers included, must have passed.
    await one.wait_heard(one.heard.seconds + 0.6 + seconds)
    await other.wait_heard(other.heard.seconds + 0.6 + seconds)
    heard_by_one = find_tone(one.heard.samples(-seconds))
    heard_by_other = find_tone(other.heard.samples(-seconds))
    assert heard_by_one.is_about(1000), f"{one!r} heard {heard_by_one}"
    assert heard_by_other.is_about(440), f"{other!r} heard {heard_by_other}"
