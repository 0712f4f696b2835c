"""What a phone of a test heard, held against what the server plays."""

from __future__ import annotations

import asyncio

import numpy as np

from ringtree.company.prompt import Language, Prompt
from ringtree.demo.listening import find_in_parts
from ringtree.media.g711 import decode_a
from ringtree.prompts.phrases import Phrase
from tests.integration.phones import PhoneCall, Samples, find
from tests.integration.server import Server


def are_words(expected: Samples, heard: Samples) -> bool:
    """Whether these are the words that were heard or recorded, whole.

    Other words correlate below 0.3; a packet late on a busy machine spoils half of one second.
    """
    return find_in_parts(expected, heard).correlation > 0.6


def pcm(path: object) -> Samples:
    """An A-law file as samples."""
    with open(str(path), "rb") as file:
        return np.array(decode_a(file.read()), dtype=np.int16)


def hears_music(server: Server, call: PhoneCall, *, seconds: float = 1.0) -> float:
    """How surely the last second heard is a part of the music, 0 to 1."""
    music = pcm(server.app.prompts.music()[0])
    looped = np.concatenate([music, music[:16_000]])
    return find(call.heard.samples(-seconds), looped).correlation


async def when_heard(
    server: Server, call: PhoneCall, spoken: Prompt | Phrase, language: Language
) -> float | None:
    """The second of the recording at which these words were heard, None if they were not."""
    words = pcm(await server.app.prompts.prepare(spoken, language))
    # Who hangs up on the last word records a little less than all of it.
    if len(call.heard) < 0.9 * len(words):
        return None
    match = find_in_parts(words, call.heard.samples())
    return match.offset if match.correlation > 0.8 else None


async def wait_heard(
    server: Server,
    call: PhoneCall,
    spoken: Prompt | Phrase,
    language: Language = "en",
    *,
    limit: float = 15.0,
) -> float:
    """Wait until these words were heard; the second of the recording at which they began."""
    end = asyncio.get_running_loop().time() + limit
    while (at := await when_heard(server, call, spoken, language)) is None:
        assert asyncio.get_running_loop().time() < end, f"{spoken} was not heard in {limit} s"
        await asyncio.sleep(0.2)
    return at


async def wait_music(server: Server, call: PhoneCall, *, limit: float = 15.0) -> None:
    """Wait until the last second heard is music."""
    end = asyncio.get_running_loop().time() + limit
    while call.heard.seconds < 1.0 or hears_music(server, call) < 0.8:
        assert asyncio.get_running_loop().time() < end, f"no music was heard in {limit} s"
        await asyncio.sleep(0.2)
