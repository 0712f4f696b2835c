"""What every play is made of: a caller who dials, listens, presses a key, and a record."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from ringtree.demo.listener import SURE, Listener, NotHeard
from ringtree.demo.phone_call import PhoneCall
from ringtree.demo.script import Spoken
from ringtree.demo.stage import Stage
from ringtree.demo.words import Expectation, Line, not_heard

Records = Callable[[], Awaitable[list[dict[str, Any]]]]

ANSWER_LIMIT = 10.0
PROMPT_LIMIT = 30.0
RECORD_LIMIT = 5.0


class Scene:
    """One call on a stage. Subclasses `run` it."""

    def __init__(self, stage: Stage, records: Records) -> None:
        self._stage = stage
        self._script = stage.script
        self._records = records

    async def run(self) -> None:
        """Play it.

        Raises:
            PhoneError: a step did not come; the stage knows which was expected.
        """
        raise NotImplementedError

    async def _dial(self) -> PhoneCall:
        script = self._script
        self._stage.expect(Expectation.NUMBER_ANSWERS, number=script.number)
        started = time.monotonic()
        call = await self._stage.carrier.dial(script.number, caller=script.caller)
        await call.wait_answered(ANSWER_LIMIT)
        self._stage.tell(
            Line.DIALLED,
            caller=script.caller,
            number=script.number,
            company=script.company,
            seconds=time.monotonic() - started,
        )
        return call

    async def _walk_tree(self, caller: PhoneCall) -> None:
        listener = Listener(caller)
        self._stage.expect(Expectation.CALL_STAYS)
        for prompt in self._script.prompts:
            await self._hear(listener, prompt, Line.GREETING)
        await caller.press(self._script.key)
        self._stage.tell(Line.PRESSED, key=self._script.key)

    async def _hear(self, listener: Listener, spoken: Spoken, name: Line) -> None:
        try:
            heard = await listener.prompt(spoken.pcm, limit=PROMPT_LIMIT)
        except NotHeard as failure:
            actual = not_heard(failure, self._script.language)
            self._stage.check(False, actual, Expectation.PROMPT, text=spoken.text)
            return
        self._stage.check(heard.correlation >= SURE, "", Expectation.PROMPT, text=spoken.text)
        seconds = heard.end - heard.start
        self._stage.tell(name, text=spoken.text, correlation=heard.correlation, seconds=seconds)

    async def _find_record(self, known: set[str]) -> dict[str, Any] | None:
        deadline = time.monotonic() + RECORD_LIMIT
        digits = self._script.caller.lstrip("+")
        while time.monotonic() < deadline:
            for record in await self._records():
                is_ours = str(record["caller"]).lstrip("+") == digits
                if is_ours and record["id"] not in known and record["ended"]:
                    return record
            await asyncio.sleep(0.1)
        return None

    def _check_field(self, record: dict[str, Any], name: str, value: str) -> None:
        is_met = record.get(name) == value
        self._stage.check(
            is_met, record.get(name), Expectation.RECORD_FIELD, field=name, value=value
        )

    def _tell_way(self, record: dict[str, Any]) -> None:
        if record.get("trace"):
            self._stage.tell(Line.WAY, way=way_of(record["trace"]))


def way_of(trace: list[dict[str, Any]]) -> str:
    """The nodes a record's trace names, each with the exit it was left by."""
    steps = [
        f"{entry['node']}({entry['exit']})" if entry["exit"] else str(entry["node"])
        for entry in trace
    ]
    return " → ".join(steps)
