"""One leg in the worker: what it hears, what it is told, what it passes on.

The path of a relayed packet is `on_packet` → `_take` → the other leg's `forward`. It runs a
hundred times a second for each call, so it works in one shared buffer, converts and re-stamps in
place, and allocates next to nothing.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Protocol

from ringtree.media import protocol
from ringtree.media.worker.control import ControlReports
from ringtree.media.worker.digits import DigitDetector, EventPacket, Press, press_packets
from ringtree.media.worker.g711 import ALAW_TO_ULAW, FRAME, ULAW_TO_ALAW
from ringtree.media.worker.learning import Address, RemoteLearner, is_sendable
from ringtree.media.worker.ports import release
from ringtree.media.worker.receiver import ReceiveStatistics
from ringtree.media.worker.recorder import Recorder
from ringtree.media.worker.rtp import HEADER, HEADER_SIZE, MARKER, PLAIN, payload_bounds
from ringtree.media.worker.sounds import Playback, SoundCache
from ringtree.media.worker.stream import RtpStream

#: Datagrams read at once when a leg is locked, to be rid of strangers' packets in the queue.
_DRAIN = 64
#: Our own number for events [ringtree.sdp.negotiation]; a phone may use it though its answer
#: named another, for either side chooses what it receives [RFC 3264 §5.1].
_OUR_EVENT_TYPE = 101

_unpack_from = HEADER.unpack_from


class Host(Protocol):
    """What a leg needs of the worker it lives in."""

    buffer: bytearray
    view: memoryview
    sounds: SoundCache

    def notify(self, notice: protocol.Notice) -> None: ...

    def watch(self, descriptor: int, handler: Callable[[float], None]) -> None: ...

    def unwatch(self, descriptor: int) -> None: ...

    def activate(self, leg: Leg) -> None:
        """Call `leg.tick` every 20 ms from now on."""

    def deactivate(self, leg: Leg) -> None: ...

    def await_release(self, leg: Leg) -> None:
        """Call `leg.expire_press` now and then until it returns False."""


class Leg:
    """See module. Times are monotonic seconds."""

    __slots__ = (
        "_detector",
        "_event_payload_type",
        "_event_types",
        "_frame",
        "_host",
        "_is_ulaw",
        "_laws",
        "_learner",
        "_payload_type",
        "_playback",
        "_presses",
        "_receives",
        "_recorder",
        "_rtp",
        "_sends",
        "codec",
        "heard_at",
        "ignored",
        "is_locked",
        "number",
        "peer",
        "receiver",
        "remote",
        "reports",
        "signalled",
        "stream",
    )

    def __init__(self, number: int, rtp: socket.socket, rtcp: socket.socket, host: Host) -> None:
        self.number = number
        self.peer: Leg | None = None
        self.remote: Address | None = None  # where to send; none until configured
        self.is_locked = False
        self.codec = "PCMA"
        self.signalled: tuple[str, int, str | None] | None = None
        self.stream = RtpStream(secrets.randbits(32), secrets.randbits(15), secrets.randbits(32))
        self.receiver = ReceiveStatistics()
        self.heard_at = 0.0
        self.ignored = 0
        self._rtp = rtp
        self._host = host
        self._learner = RemoteLearner()
        self._sends = self._receives = False
        self._is_ulaw = False
        self._payload_type = 8
        self._laws: dict[int, bool] = {}  # incoming payload type → whether it is µ-law
        self._event_payload_type: int | None = None
        self._event_types: tuple[int, ...] = ()
        self._detector = DigitDetector()
        self._playback: Playback | None = None
        self._presses: Iterator[EventPacket | None] | None = None
        self._recorder: Recorder | None = None
        self._frame = bytearray(HEADER_SIZE + FRAME)
        self.reports = ControlReports(self, rtcp)
        host.watch(rtp.fileno(), self.on_unlocked_packet)
        host.watch(rtcp.fileno(), self.reports.on_packet)

    # --- what signalling says

    def configure(self, command: protocol.Configure, now: float) -> None:
        """Take over an agreement; a changed address, or signalling from elsewhere, unlocks."""
        self._sends, self._receives = command.sends, command.receives
        self.codec, self._is_ulaw = command.codec, command.codec == "PCMU"
        self._payload_type = command.payload_type
        self._laws = {0: True, 8: False, command.payload_type: self._is_ulaw}
        self._event_payload_type = command.event_payload_type
        self._event_types = ()
        if command.event_payload_type is not None:
            self._event_types = (command.event_payload_type, _OUR_EVENT_TYPE)
        self.heard_at = now
        self.receiver.pause()
        signalled = (command.host, command.port, command.signalling_host)
        if signalled != self.signalled:
            self.signalled = signalled
            self._unlock(command)

    @property
    def is_two_way(self) -> bool:
        """Whether the phone should be sending: on hold, silence means nothing."""
        return self._sends and self._receives

    def connect(self, other: Leg) -> None:
        """Both hear each other from now on, and nobody else."""
        self.disconnect()
        other.disconnect()
        self.peer, other.peer = other, self

    def disconnect(self) -> None:
        if self.peer is not None:
            for leg in (self.peer, self):
                leg.peer = None
                leg.stream.interrupt()

    def close(self) -> None:
        """Finish everything and free the ports."""
        self.stop_recording()
        self._playback = None
        self.disconnect()
        self._host.deactivate(self)
        self._host.unwatch(self._rtp.fileno())
        self._host.unwatch(self.reports.socket.fileno())
        self._rtp.close()
        self.reports.socket.close()

    # --- packets in

    def on_unlocked_packet(self, now: float) -> None:
        """A packet from anybody: nobody is heard before the address is locked."""
        try:
            length, source = self._rtp.recvfrom_into(self._host.buffer)
        except OSError:
            return
        if not self._is_agreed_rtp(length):
            self.ignored += 1
            return
        _, _, sequence, _, ssrc = _unpack_from(self._host.buffer)
        if not self._learner.packet(source[:2], ssrc, sequence, now):
            self.ignored += 1
            return
        if self._lock(source):
            self._take(length, now)
            self._drain(source, now)

    def on_packet(self, now: float) -> None:
        """A packet from the locked address, the only one the kernel lets through."""
        try:
            length = self._rtp.recv_into(self._host.buffer)
        except OSError:
            return  # an ICMP error of something we sent, or nothing there after all
        self._take(length, now)

    def _take(self, length: int, now: float) -> None:
        buffer = self._host.buffer
        if length < HEADER_SIZE:
            self.ignored += 1
            return
        first, second, sequence, timestamp, ssrc = _unpack_from(buffer)
        begin, end = HEADER_SIZE, length
        if first != PLAIN or length == len(buffer):
            bounds = payload_bounds(buffer, length)
            if bounds is None:
                self.ignored += 1
                return
            begin, end = bounds
        payload_type = second & 0x7F
        is_ulaw = self._laws.get(payload_type)
        source = (ssrc, sequence, timestamp)
        if is_ulaw is None:
            self._take_event(payload_type, source, second & MARKER, begin, end, now)
            return
        self.heard_at = now
        if not self._receives:
            return
        self.receiver.packet(ssrc, sequence, timestamp, now)
        if self._recorder is not None:
            self._recorder.said(ssrc, timestamp, _as_alaw(buffer[begin:end], is_ulaw))
        peer = self.peer
        if peer is not None:
            peer.forward(begin, end, is_ulaw, second & MARKER, source, now)

    def _take_event(
        self,
        payload_type: int,
        source: tuple[int, int, int],
        marker: int,
        begin: int,
        end: int,
        now: float,
    ) -> None:
        if payload_type not in self._event_types:
            self.ignored += 1
            return
        self.heard_at = now
        if not self._receives:
            return
        ssrc, sequence, timestamp = source
        self.receiver.event_packet(ssrc, sequence, now)
        was_pressed = self._detector.is_pressed
        payload = bytes(self._host.view[begin:end])
        self._report(self._detector.packet(payload, timestamp, now))
        if self._detector.is_pressed and not was_pressed:
            self._host.await_release(self)
        if self.peer is not None:
            self.peer.forward_event(begin, end, marker, source, now)

    def expire_press(self, now: float) -> bool:
        """End a press whose end was lost; False when none is pending any more."""
        self._report(self._detector.expire(now))
        return self._detector.is_pressed

    def _report(self, presses: list[Press]) -> None:
        for press in presses:
            self._host.notify(protocol.Pressed(self.number, press.digit, press.duration_ms))

    # --- packets out

    def forward(
        self,
        begin: int,
        end: int,
        is_ulaw: bool,
        marker: int,
        source: tuple[int, int, int],
        now: float,
    ) -> None:
        """Pass on audio that lies in the shared buffer, unless this leg is told something else."""
        if not self._sends or self._playback is not None or self._presses is not None:
            return
        buffer = self._host.buffer
        if is_ulaw != self._is_ulaw:
            buffer[begin:end] = buffer[begin:end].translate(
                ULAW_TO_ALAW if is_ulaw else ALAW_TO_ULAW
            )
        if self._recorder is not None:
            self._recorder.heard(source[0], source[2], _as_alaw(buffer[begin:end], self._is_ulaw))
        begin -= HEADER_SIZE
        if self.stream.stamp_relayed(
            buffer, begin, self._payload_type | marker, source, end - begin - HEADER_SIZE, now
        ):
            self._transmit(self._host.view[begin:end])

    def forward_event(
        self, begin: int, end: int, marker: int, source: tuple[int, int, int], now: float
    ) -> None:
        """Pass on a telephone-event under this leg's number for it, if it has one."""
        event_type = self._event_payload_type
        if event_type is None or not self._sends or self._playback is not None:
            return
        begin -= HEADER_SIZE
        if self.stream.stamp_relayed(
            self._host.buffer, begin, event_type | marker, source, end - begin - HEADER_SIZE, now
        ):
            self._transmit(self._host.view[begin:end])

    def _transmit(self, data: bytearray | memoryview) -> None:
        try:
            if self.is_locked:
                self._rtp.send(data)
            elif self.remote is not None:
                self._rtp.sendto(data, self.remote)
        except OSError:
            pass  # a full buffer or an unreachable phone: to the phone both are loss

    # --- what is played, pressed and recorded, every 20 ms

    def play(self, command: protocol.Play) -> None:
        self.stop_playing()
        try:
            sounds = [self._host.sounds.get(path) for path in command.files]
        except OSError as error:
            self._host.notify(protocol.Trouble(f"cannot play: {error}"))
            self._host.notify(protocol.Played(self.number, command.playback, 0.0, False))
            return
        self._playback = Playback(command.playback, sounds, loop=command.loop, start=command.start)
        self.stream.interrupt()
        self._host.activate(self)

    def stop_playing(self) -> None:
        if self._playback is not None:
            self._end_playback(self._playback, complete=False)

    def send_digits(self, digits: str) -> None:
        if self._event_payload_type is not None:
            before = self._presses
            presses = press_packets(digits)
            self._presses = presses if before is None else _both(before, presses)
            self._host.activate(self)

    def record(self, command: protocol.Record) -> None:
        self.stop_recording()
        try:
            self._recorder = Recorder(command.path, command.channels, command.limit)
        except OSError as error:
            self._host.notify(protocol.Recorded(self.number, command.path, 0.0, str(error)))
            return
        self._host.activate(self)

    def stop_recording(self) -> None:
        if self._recorder is not None:
            self._end_recording(self._recorder)

    def tick(self, now: float) -> None:
        """Send and record 20 ms."""
        if self._presses is not None:
            self._tick_presses(self._presses, now)
        elif self._playback is not None:
            self._tick_playback(self._playback, now)
        if self._recorder is not None:
            self._tick_recorder(self._recorder)
        if self._playback is None and self._presses is None and self._recorder is None:
            self._host.deactivate(self)

    def _tick_playback(self, playback: Playback, now: float) -> None:
        frame = playback.frame()
        if frame is None:
            self._end_playback(playback, complete=True)
            return
        if not self._sends:
            return
        buffer = self._frame
        buffer[HEADER_SIZE:] = frame.translate(ALAW_TO_ULAW) if self._is_ulaw else frame
        self.stream.stamp_own(buffer, self._payload_type, now)
        self._transmit(buffer)
        if self._recorder is not None:
            self._recorder.heard(self.stream.ssrc, self.stream.timestamp, frame)

    def _tick_presses(self, presses: Iterator[EventPacket | None], now: float) -> None:
        try:
            packet = next(presses)
        except StopIteration:
            self._presses = None
            return
        if packet is not None and self._event_payload_type is not None and self._sends:
            buffer = bytearray(HEADER_SIZE) + packet.payload
            self.stream.stamp_event(buffer, self._event_payload_type, first=packet.first, now=now)
            self._transmit(buffer)

    def _tick_recorder(self, recorder: Recorder) -> None:
        try:
            goes_on = recorder.tick()
        except OSError as error:
            self._end_recording(recorder, str(error))
            return
        if not goes_on:
            self._end_recording(recorder)

    def _end_playback(self, playback: Playback, *, complete: bool) -> None:
        self._playback = None
        self.stream.interrupt()
        self._host.notify(protocol.Played(self.number, playback.id, playback.position, complete))

    def _end_recording(self, recorder: Recorder, error: str | None = None) -> None:
        self._recorder = None
        try:
            recorder.finish()
        except OSError as failure:
            error = error or str(failure)
        self._host.notify(protocol.Recorded(self.number, recorder.path, recorder.seconds, error))

    # --- whom to believe

    def _is_agreed_rtp(self, length: int) -> bool:
        buffer = self._host.buffer
        if payload_bounds(buffer, length) is None:
            return False
        payload_type = buffer[1] & 0x7F
        return payload_type in self._laws or payload_type in self._event_types

    def _lock(self, source: tuple[str, int]) -> bool:
        try:
            self._rtp.connect(source)
        except OSError:
            return False
        self.is_locked, self.remote = True, source
        self._host.watch(self._rtp.fileno(), self.on_packet)
        return True

    def _drain(self, source: tuple[str, int], now: float) -> None:
        """What was queued before the lock may be anybody's: take only what is `source`'s."""
        for _ in range(_DRAIN):
            try:
                length, sender = self._rtp.recvfrom_into(self._host.buffer)
            except OSError:
                return
            if sender == source:
                self._take(length, now)
            else:
                self.ignored += 1

    def _unlock(self, command: protocol.Configure) -> None:
        if self.is_locked:
            self.is_locked = False
            with suppress(OSError):
                release(self._rtp)
            self._host.watch(self._rtp.fileno(), self.on_unlocked_packet)
        self._learner = RemoteLearner(command.host, command.signalling_host)
        sendable = is_sendable(command.host, command.port)
        self.remote = (command.host, command.port) if sendable else None


def _as_alaw(payload: bytearray, is_ulaw: bool) -> bytes:
    return bytes(payload.translate(ULAW_TO_ALAW)) if is_ulaw else bytes(payload)


def _both(
    first: Iterator[EventPacket | None], second: Iterator[EventPacket | None]
) -> Iterator[EventPacket | None]:
    yield from first
    yield from second
