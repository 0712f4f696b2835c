"""One call of a foreign telephone, as its owner sees it: told by events, driven by commands."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from ringtree.demo.heard import Heard
from ringtree.demo.listening import Samples, tone

#: Seconds for what should happen at once: a machine with far too much to do gets there as well, and
#: only what will never happen takes so long. Everything that waits for a telephone begins with it.
PATIENCE = 60.0


class PhoneError(Exception):
    """A telephone could not do what it was told; `status` is the SIP status, where there is one."""

    def __init__(self, why: str, status: int | None = None) -> None:
        super().__init__(why)
        self.status = status


class PhoneTimeout(PhoneError):
    """What was waited for did not happen within the limit."""


class Telephone(Protocol):
    """What a call needs of the telephone it belongs to."""

    name: str

    async def command(self, name: str, **arguments: Any) -> dict[str, Any]:
        """Have the telephone's process do something."""

    async def wait(self, is_true: Callable[[], bool], what: str, limit: float) -> None:
        """Wait at most `limit` seconds; `PhoneTimeout` says `what`."""


class CallState(StrEnum):
    """How far a call of a telephone has got."""

    DIALLING = "dialling"
    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PhoneEvent:
    """Something the telephone noticed; `at` is `time.monotonic()` in the telephone's process."""

    at: float
    name: str  # incoming ringing progress established first_packet digit held resumed spoken closed
    call: int | None
    text: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


class PhoneCall:
    """One call of a telephone; all waits raise `PhoneTimeout` at their limit (seconds)."""

    def __init__(
        self, phone: Telephone, number: int, state: CallState, peer: str, user: str = ""
    ) -> None:
        self._phone = phone
        self.user = user  # the account of the telephone's that was called
        self.number = number
        self.state = state
        self.peer = peer
        self.call_id: str | None = None
        self.heard = Heard()
        self.events: list[PhoneEvent] = []
        self.digits = ""  # pressed by the other side
        self.end_reason: str | None = None
        self.statistics: Mapping[str, Any] = {}  # baresip's figures, once the call has ended

    def __repr__(self) -> str:
        return f"<call {self.number} of {self._phone.name}, {self.state}, with {self.peer}>"

    @property
    def phone_name(self) -> str:
        """The name of the telephone this call is at."""
        return self._phone.name

    @property
    def end_status(self) -> int | None:
        """The SIP status that ended an unanswered call, if one did."""
        word = (self.end_reason or "").partition(" ")[0]
        return int(word) if word.isdigit() else None

    def time_of(self, name: str) -> float | None:
        """When the first event of this name happened (monotonic), or None."""
        events = self._all(name)
        return events[0].at if events else None

    async def wait_ringing(self, limit: float = PATIENCE) -> None:
        """Wait until the other side rings (180); a call already answered counts as well."""
        await self._wait(lambda: self.state is not CallState.DIALLING, "ring", limit)
        self._refuse_ended(CallState.RINGING)

    async def wait_answered(self, limit: float = PATIENCE) -> None:
        """Wait until the call is answered; `PhoneError` with the status if it is refused."""
        await self._wait(
            lambda: self.state in (CallState.TALKING, CallState.ENDED), "answer", limit
        )
        self._refuse_ended(CallState.TALKING)

    async def wait_ended(self, limit: float = PATIENCE) -> str:
        """Wait until the call is over, whoever ended it; the reason in the telephone's words."""
        await self._wait(lambda: self.state is CallState.ENDED, "end", limit)
        return self.end_reason or ""

    async def wait_heard(self, seconds: float, limit: float | None = None) -> None:
        """Wait until `seconds` of audio were heard since the call began."""
        limit = seconds + PATIENCE if limit is None else limit
        await self._wait(lambda: self.heard.seconds >= seconds, f"hear {seconds:g} s", limit)

    async def wait_digits(self, count: int, limit: float = PATIENCE) -> str:
        """Wait until the other side pressed `count` keys."""
        await self._wait(lambda: len(self.digits) >= count, f"get {count} digits", limit)
        return self.digits

    async def wait_event(self, name: str, limit: float = PATIENCE, *, count: int = 1) -> PhoneEvent:
        """Wait for the `count`-th event of this name: held, resumed, progress, spoken, …"""
        await self._wait(lambda: len(self._all(name)) >= count, name, limit)
        return self._all(name)[count - 1]

    async def answer(self, limit: float = PATIENCE) -> None:
        """Answer, and wait until the caller has confirmed."""
        await self._command("answer")
        await self.wait_answered(limit)

    async def reject(self) -> None:
        """Refuse with 486 Busy Here."""
        await self._command("reject")

    async def hang_up(self, limit: float = PATIENCE) -> None:
        """BYE or CANCEL as fits; harmless when the call is over already."""
        if self.state is not CallState.ENDED:
            await self._command("hang_up")
            await self.wait_ended(limit)

    async def press(self, digits: str, *, gap: float = 0.12) -> None:
        """Press keys one after another (RFC 4733, 100 ms each, `gap` seconds between)."""
        await self._command("press", digits=digits, gap=gap)

    async def hold(self) -> None:
        """Put the other side on hold by re-INVITE."""
        await self._command("hold")

    async def resume(self) -> None:
        """Take the other side off hold."""
        await self._command("resume")

    async def transfer(self, target: str, limit: float = PATIENCE) -> None:
        """Hand the other side on to a number, and wait for what becomes of it.

        Raises:
            PhoneError: the other side was not taken there; `status` says why.
        """
        await self._command("transfer", uri=target, limit=limit)

    async def transfer_to(self, other: PhoneCall, limit: float = PATIENCE) -> None:
        """Join the other side with that of this phone's other call, and wait until it is done.

        Raises:
            PhoneError: they were not joined.
        """
        await self._command("transfer_to", other=other.number, limit=limit)

    async def say(self, pcm: Samples, *, loop: bool = False) -> None:
        """Speak 8 kHz PCM from now on; the event `spoken` tells the end of what is said once."""
        text = base64.b64encode(pcm.astype("<i2").tobytes()).decode("ascii")
        await self._command("speak", pcm=text, loop=loop)

    async def say_tone(self, hz: int, *, level: float = -10.0) -> None:
        """Send a steady tone of `level` dB below full scale until told otherwise."""
        await self.say(tone(hz, 1.0, level=level), loop=True)  # whole hertz loop without a click

    async def be_silent(self) -> None:
        """Stop speaking; packets of silence are still sent."""
        await self._command("be_silent")

    def check_talking(self) -> None:
        """Raise `PhoneError` if the call is over."""
        if self.state is CallState.ENDED:
            raise PhoneError(f"{self!r} is over: {self.end_reason}", self.end_status)

    def notice(self, event: PhoneEvent) -> None:
        """Take in what the telephone's process told about this call."""
        self.events.append(event)
        self.call_id = self.call_id or event.details.get("call_id")
        if event.name == "digit":
            self.digits += event.text or ""
        elif event.name == "closed":
            self.state = CallState.ENDED
            self.end_reason = event.text or ""
            self.statistics = event.details.get("stats", {})
        elif event.name == "established":
            self.state = CallState.TALKING
        elif event.name in ("ringing", "progress") and self.state is CallState.DIALLING:
            self.state = CallState.RINGING

    def _all(self, name: str) -> list[PhoneEvent]:
        return [event for event in self.events if event.name == name]

    def _refuse_ended(self, wanted: CallState) -> None:
        if self.state is CallState.ENDED and self.time_of("established") is None:
            why = f"{self._phone.name}: {wanted} expected, ended: {self.end_reason}"
            raise PhoneError(why, self.end_status)

    async def _wait(self, is_true: Callable[[], bool], verb: str, limit: float) -> None:
        await self._phone.wait(is_true, f"{self!r} did not {verb}", limit)

    async def _command(self, name: str, **arguments: Any) -> None:
        await self._phone.command(name, call=self.number, **arguments)
