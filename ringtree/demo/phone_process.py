"""One foreign telephone (baresip) in a process of its own, spoken to in JSON lines.

Theory of operation: baresip keeps its state per process, so every telephone with an address of its
own is a process of its own. Each line on standard input is a command `{"id", "do", …}`; each gets
one reply `{"id", …}` or `{"id", "error", "status"}` on standard output. Between replies come
events `{"event", "call", "at", …}` and what the calls hear, `{"heard", "at", "pcm"}`: 16-bit
8 kHz PCM in base64. `at` is `time.monotonic()`, which all processes of one machine share.
The end of standard input ends the process: a telephone never outlives its owner.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import logging
import os
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any, Literal

from baresip import (
    Account,
    AudioNotActive,
    BaresipError,
    Call,
    CallState,
    Config,
    Event,
    RegistrationError,
    Runtime,
    StackEvent,
    StaleHandleError,
    TransferFailed,
    UserAgent,
)

from ringtree.demo.phone_line import TICK, Line, Voice

LINE_LIMIT = 16 * 1024 * 1024  # a minute of PCM in base64 fits

EVENT_NAMES = {  # an incoming call is told with its number as soon as it has one
    Event.CALL_RINGING: "ringing",
    Event.CALL_PROGRESS: "progress",
    Event.CALL_ESTABLISHED: "established",
    Event.CALL_HOLD: "held",
    Event.CALL_RESUME: "resumed",
    Event.CALL_CLOSED: "closed",
    Event.CALL_RTPESTAB: "first_packet",
}
CLOSE_REASONS = {  # baresip's words for an ordinary end, put in the owner's
    "Connection reset by peer [104]": "the other side hung up",
    "Rejected by user": "hung up here",
    "Connection timed out [110]": "no answer from the server",
}
Reply = dict[str, Any]


class Telephone:
    """The commands of one telephone; every public method is a command of the protocol."""

    def __init__(self, runtime: Runtime, write: Callable[[dict[str, Any]], None]) -> None:
        self._runtime = runtime
        self._write = write
        self._agents: dict[str, UserAgent] = {}
        self._lines: dict[int, Line] = {}
        self._numbers: dict[int, int] = {}
        self._last_number = 0
        self._early: dict[int, list[StackEvent]] = {}  # told before `dial` knew its call
        runtime.subscribe(self._on_event)

    # -- accounts ----------------------------------------------------------

    async def account(
        self,
        *,
        user: str,
        domain: str,
        password: str,
        expires: int,
        transport: Literal["udp", "tcp"],
    ) -> Reply:
        """Create the identity `user`; `expires` 0 makes it one that never registers."""
        agent = await UserAgent.create(
            self._runtime,
            Account(
                user=user,
                domain=domain,
                password=password,
                reg_interval=expires,
                transport=transport,
                audio_codecs=("pcma", "pcmu"),
            ),
        )
        agent.on_incoming(lambda call: self._add_line(call, user))
        self._agents[user] = agent
        return {}

    async def register(self, *, user: str, limit: float) -> Reply:
        """Register and wait for the registrar's answer."""
        await self._agents[user].register(timeout=limit)
        return {}

    async def unregister(self, *, user: str, limit: float) -> Reply:
        """Remove the registration and wait for the registrar's answer."""
        await self._agents[user].unregister(timeout=limit)
        return {}

    # -- calls -------------------------------------------------------------

    async def dial(self, *, user: str, uri: str, headers: dict[str, str]) -> Reply:
        """Send an INVITE; the reply names the call."""
        call = await self._agents[user].dial(uri, headers)
        return {"call": self._add_line(call).number, "peer": uri}

    async def answer(self, *, call: int) -> Reply:
        """Answer with 200."""
        await self._lines[call].call.answer()
        return {}

    async def reject(self, *, call: int) -> Reply:
        """Refuse with 486 Busy Here, the only refusal this telephone knows."""
        await self._lines[call].call.reject()
        return {}

    async def hang_up(self, *, call: int) -> Reply:
        """BYE, or CANCEL while the call is not answered yet."""
        line = self._lines.get(call)
        if line is not None and line.call.state is not CallState.CLOSED:
            with contextlib.suppress(StaleHandleError):  # the other side was quicker
                await line.call.hangup()
        return {}

    async def press(self, *, call: int, digits: str, gap: float) -> Reply:
        """Press keys, RFC 4733; `gap` seconds between them."""
        await self._lines[call].call.send_dtmf(digits, interdigit_ms=round(gap * 1000))
        return {}

    async def hold(self, *, call: int) -> Reply:
        """Re-INVITE with the direction sendonly."""
        await _when_idle(self._lines[call].call.hold)
        return {}

    async def resume(self, *, call: int) -> Reply:
        """Re-INVITE with the direction sendrecv."""
        await _when_idle(self._lines[call].call.resume)
        return {}

    async def transfer(self, *, call: int, uri: str, limit: float) -> Reply:
        """REFER without having asked; the reply comes with what became of it."""
        await self._lines[call].call.transfer(uri, timeout=limit)
        return {}

    async def transfer_to(self, *, call: int, other: int, limit: float) -> Reply:
        """REFER to whoever this phone talks with in its other call; both are put on hold before."""
        consulted = self._lines[other].call
        await self._lines[call].call.attended_transfer(consulted, timeout=limit)
        return {}

    async def speak(self, *, call: int, pcm: str, loop: bool) -> Reply:
        """Say this PCM from now on, in place of what was said."""
        line = self._lines[call]
        if line.voice is not None:  # otherwise the last words, queued still, are let out
            line.be_silent()
        line.voice = Voice(base64.b64decode(pcm), loop=loop)
        return {}

    async def be_silent(self, *, call: int) -> Reply:
        """Stop speaking; silence is still sent."""
        self._lines[call].be_silent()
        return {}

    async def statistics(self, *, call: int) -> Reply:
        """Counters of this call's audio; empty without media."""
        try:
            stats = self._lines[call].call.audio.stats()
        except AudioNotActive:
            return {"statistics": {}}
        return {"statistics": {name: getattr(stats, name) for name in stats.__dataclass_fields__}}

    # -- inside ------------------------------------------------------------

    def _add_line(self, call: Call, user: str = "") -> Line:
        self._last_number += 1
        line = Line(self._last_number, call)
        self._lines[line.number] = line
        self._numbers[call.handle] = line.number
        call.on_dtmf(
            lambda digit: self._tell("digit", line.number, text=digit.digit, ms=digit.duration_ms)
        )
        if call.state is CallState.INCOMING:
            self._tell("incoming", line.number, user=user, peer=call.peer, call_id=call.call_id)
        if call.handle in self._early:  # after the reply that gives the owner the call's number
            asyncio.get_running_loop().call_soon(self._tell_early, call.handle)
        return line

    def _on_event(self, event: StackEvent) -> None:
        if event.event not in EVENT_NAMES:
            return
        if event.call not in self._numbers or event.call in self._early:
            self._early.setdefault(event.call, []).append(event)
        else:
            self._tell_event(event)

    def _tell_early(self, handle: int) -> None:
        for event in self._early.pop(handle):
            self._tell_event(event)

    def _tell_event(self, event: StackEvent) -> None:
        number = self._numbers[event.call]
        if event.event is Event.CALL_CLOSED:
            self._forward_heard(self._lines.pop(number))
            del self._numbers[event.call]
        text = CLOSE_REASONS.get(event.text or "", event.text)
        details = {"stats": event.stats} if event.stats else {}
        self._tell(EVENT_NAMES[event.event], number, text=text, call_id=event.call_id, **details)

    def _tell(self, event: str, call: int | None, **details: Any) -> None:
        self._write({"event": event, "call": call, "at": time.monotonic(), **details})

    def _forward_heard(self, line: Line) -> None:
        pcm = line.hear()
        if pcm:
            text = base64.b64encode(pcm).decode("ascii")
            self._write({"heard": line.number, "at": time.monotonic(), "pcm": text})

    async def move_audio(self) -> None:
        """Carry sound between the calls and the owner until cancelled."""
        while True:
            for line in tuple(self._lines.values()):
                self._forward_heard(line)
                if line.say():
                    self._tell("spoken", line.number)
            await asyncio.sleep(TICK)


#: Seconds an offer waits for the answer to the one before, and between two looks.
OFFER_LIMIT = 5.0
OFFER_PAUSE = 0.02


async def _when_idle(change: Callable[[], Awaitable[None]]) -> None:
    """Change a call's direction once no other offer of this phone waits for its answer.

    Raises:
        BaresipError: it can't be changed, or not within `OFFER_LIMIT`.
    """
    end = time.monotonic() + OFFER_LIMIT
    while True:
        try:
            return await change()
        except BaresipError as error:
            if "already in flight" not in str(error) or time.monotonic() > end:
                raise
        await asyncio.sleep(OFFER_PAUSE)


MEDIA_CONFIG = """\
# Below the kernel's ephemeral ports; baresip picks at random and tries again where one is taken.
rtp_ports 22000-31999
# What is recorded is then what arrived, packet by packet, and nothing is thrown away as late.
audio_jitter_buffer_type off
"""
COMMANDS = frozenset(
    "account register unregister dial answer reject hang_up press hold resume speak be_silent "
    "transfer transfer_to statistics".split()
)


async def obey(telephone: Telephone, command: dict[str, Any]) -> Reply:
    """Carry out one command; failures become a reply with `error` and, from SIP, `status`."""
    name = command.pop("do")
    if name not in COMMANDS:
        return {"error": f"unknown command {name!r}"}
    perform: Callable[..., Awaitable[Reply]] = getattr(telephone, name)
    try:
        return await perform(**command)
    except (RegistrationError, TransferFailed) as error:
        return {"error": str(error), "status": error.status}
    except KeyError as error:
        return {"error": f"no such call or account: {error}"}
    except (BaresipError, ValueError, TypeError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


async def serve(port: int, address: str) -> None:
    """Be a telephone at `address:port` until standard input ends."""
    reader, write = await _open_control()
    runtime = Runtime()
    await runtime.start(_config(port, address))
    telephone = Telephone(runtime, write)
    write({"event": "started", "call": None, "at": time.monotonic()})
    try:
        async with asyncio.TaskGroup() as tasks:
            audio = tasks.create_task(telephone.move_audio())
            while line := await reader.readline():
                tasks.create_task(_reply(telephone, json.loads(line), write))
            audio.cancel()
    finally:
        await runtime.close()


async def _reply(
    telephone: Telephone, command: dict[str, Any], write: Callable[[dict[str, Any]], None]
) -> None:
    number = command.pop("id")
    write({"id": number, **await obey(telephone, command)})


def _config(port: int, address: str) -> Config:
    listen = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    return Config(
        net_interface=address,
        max_concurrent_calls=None,
        native_log_level="info",
        sip_trace=True,
        extra_config_text=f"sip_listen {listen}\n{MEDIA_CONFIG}",
    )


async def _open_control() -> tuple[asyncio.StreamReader, Callable[[dict[str, Any]], None]]:
    """Standard input as a stream, and a writer of lines to what was standard output.

    Standard output itself is pointed at standard error: nothing printed inside the telephone's
    libraries may break into the protocol.
    """
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=LINE_LIMIT)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    control = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    transport, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, control)

    def write(line: dict[str, Any]) -> None:
        transport.write(json.dumps(line).encode() + b"\n")

    return reader, write


def main() -> None:
    """Entry point: `python -m ringtree.demo.phone_process PORT [ADDRESS]`."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.DEBUG, format="%(asctime)s %(name)s %(message)s"
    )
    logging.getLogger("asyncio").setLevel(logging.WARNING)
    address = sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1"
    asyncio.run(serve(int(sys.argv[1]), address))


if __name__ == "__main__":
    main()
