"""The demonstration off hours: a caller hears when we open, and leaves a message."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from ringtree.demo.listener import SURE, Listener, NotHeard
from ringtree.demo.listening import RATE, find_in_parts
from ringtree.demo.phone_call import PhoneCall
from ringtree.demo.scene import PROMPT_LIMIT, Scene
from ringtree.demo.words import Expectation, Line, not_heard
from ringtree.media.g711 import decode_a
from ringtree.prompts.tones import tone_file

MESSAGE_SECONDS = 2.0
#: Seconds in which the server has taken the message, said goodbye and hung up.
PARTING_LIMIT = 20.0
#: How much shorter or longer than what was said a message may be: the beep's end and the key.
TOLERANCE = 1.0


class OffHours(Scene):
    """One call while nobody works."""

    async def run(self) -> None:
        """From the announcement to the record of the message."""
        known = {record["id"] for record in await self._records()}
        if self._script.moment:
            self._stage.tell(Line.MOMENT, moment=self._script.moment)
        caller = await self._dial()
        await self._walk_tree(caller)
        seconds = await self._leave_message(caller)
        await self._part(caller)
        await self._read_record(known, seconds)

    async def _leave_message(self, caller: PhoneCall) -> float:
        """Seconds the caller spoke."""
        listener = Listener(caller)
        listener.mark()
        assert self._script.invitation is not None
        await self._hear(listener, self._script.invitation, Line.GREETING)
        await self._hear_beep(listener)
        began = time.monotonic()
        await caller.say_tone(440)
        await caller.wait_heard(caller.heard.seconds + MESSAGE_SECONDS)
        await caller.be_silent()
        seconds = time.monotonic() - began
        await caller.press("#")
        self._stage.tell(Line.SPOKEN, seconds=seconds)
        return seconds

    async def _hear_beep(self, listener: Listener) -> None:
        beep = np.array(decode_a(tone_file("beep").read_bytes()), dtype=np.int16)
        try:
            heard = await listener.prompt(beep, limit=PROMPT_LIMIT)
        except NotHeard as failure:
            self._stage.check(False, not_heard(failure, self._script.language), Expectation.BEEP)
            return
        self._stage.check(True, "", Expectation.BEEP)
        self._stage.tell(Line.BEEP, correlation=heard.correlation)

    async def _part(self, caller: PhoneCall) -> None:
        """The server says goodbye and hangs up at once: what was said is looked for afterwards."""
        spoken, before = self._script.thanks, caller.heard.seconds
        assert spoken is not None
        self._stage.expect(Expectation.ENDED)
        await caller.wait_ended(PARTING_LIMIT)
        heard = caller.heard.samples(before)
        match = find_in_parts(spoken.pcm[: len(heard)], heard)
        is_met = match.correlation >= SURE
        if self._stage.check(is_met, match.correlation, Expectation.PROMPT, text=spoken.text):
            seconds = len(spoken.pcm) / RATE
            self._stage.tell(
                Line.GREETING, text=spoken.text, correlation=match.correlation, seconds=seconds
            )
        self._stage.tell(Line.ENDED)

    async def _read_record(self, known: set[str], spoken: float) -> None:
        record = await self._find_record(known)
        self._stage.result.record = record
        if not self._stage.check(record is not None, "—", Expectation.RECORD_EXISTS):
            return
        assert record is not None
        self._check_field(record, "outcome", "message")
        seconds = length_of(record)
        is_met = seconds is not None and abs(seconds - spoken) < TOLERANCE
        told = f"{spoken:.1f} ± {TOLERANCE:g}"
        self._stage.check(is_met, seconds, Expectation.MESSAGE_LENGTH, value=told)
        self._stage.tell(Line.MESSAGE_RECORD, outcome=record["outcome"], seconds=seconds or 0.0)
        self._tell_way(record)


def length_of(record: dict[str, Any]) -> float | None:
    """Seconds of the message that a recorded call left, as its trace says; None for no message."""
    found = (entry["facts"].get("seconds") for entry in record["trace"])
    return next((float(one) for one in found if one is not None), None)
