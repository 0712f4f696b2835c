"""One leg in the worker: what its phone says, and the parts that do the rest.

The path of a relayed packet is `on_packet` → `_take` → the other leg's `Sender.forward`. It runs
a hundred times a second for each call, so it works in one shared buffer, converts and re-stamps
in place, and allocates next to nothing.
"""

from __future__ import annotations

import socket

from ringtree.media import protocol
from ringtree.media.worker.digits import DigitDetector, Press
from ringtree.media.worker.host import Host
from ringtree.media.worker.learning import Verdict
from ringtree.media.worker.receiver import ReceiveStatistics
from ringtree.media.worker.recorder import Recorder
from ringtree.media.worker.remote import RemoteEnd
from ringtree.media.worker.reports import ControlReports
from ringtree.media.worker.rtp import HEADER, HEADER_SIZE, MARKER, PLAIN, payload_bounds
from ringtree.media.worker.sender import Sender

#: Datagrams read at once when a leg is locked, to be rid of strangers' packets in the queue.
_DRAIN = 64
#: Our own number for events [ringtree.sdp.negotiation]; a phone may use it though its answer
#: named another, for either side chooses what it receives [RFC 3264 §5.1].
_OUR_EVENT_TYPE = 101
_COMFORT_NOISE = 13  # sent instead of audio by phones that suppress silence [RFC 3389]

_unpack_from = HEADER.unpack_from


class Leg:
    """See module. Times are monotonic seconds."""

    __slots__ = (
        "_detector",
        "_event_types",
        "_host",
        "_laws",
        "_receives",
        "_recorder",
        "codec",
        "heard_at",
        "ignored",
        "number",
        "peer",
        "receiver",
        "remote",
        "reports",
        "sender",
    )

    def __init__(self, number: int, rtp: socket.socket, rtcp: socket.socket, host: Host) -> None:
        self.number = number
        self.peer: Leg | None = None
        self.codec = "PCMA"
        self.heard_at = 0.0
        self.ignored = 0  # garbage and strangers' packets
        self.remote = RemoteEnd(rtp)
        self.receiver = ReceiveStatistics()
        self.sender = Sender(number, self.remote, host)
        self.reports = ControlReports(self, rtcp)
        self._host = host
        self._receives = False
        self._laws: dict[int, bool] = {}  # incoming payload type → whether it is µ-law
        self._event_types: tuple[int, ...] = ()
        self._detector = DigitDetector()
        self._recorder: Recorder | None = None
        host.watch(rtp.fileno(), self.on_unlocked_packet)
        host.watch(rtcp.fileno(), self.reports.on_packet)

    # --- what signalling says

    def configure(self, command: protocol.Configure, now: float) -> None:
        """Take over an agreement; a changed address, or signalling from elsewhere, unlocks."""
        self.sender.configure(command)
        self._receives = command.receives
        self.codec = command.codec
        self._laws = {0: True, 8: False, command.payload_type: command.codec == "PCMU"}
        self._event_types = ()
        if command.event_payload_type is not None:
            self._event_types = (command.event_payload_type, _OUR_EVENT_TYPE)
        self.heard_at = now
        self.receiver.pause()
        if self.remote.describe(command.host, command.port, command.signalling_host):
            self.reports.forget_address()
            self._host.watch(self.remote.socket.fileno(), self.on_unlocked_packet)

    @property
    def is_two_way(self) -> bool:
        """Whether the phone should be sending: on hold, silence means nothing."""
        return self._receives and self.sender.is_allowed

    def connect(self, other: Leg) -> None:
        """Both hear each other from now on, and nobody else."""
        self.disconnect()
        other.disconnect()
        self.peer, other.peer = other, self

    def disconnect(self) -> None:
        if self.peer is not None:
            for leg in (self.peer, self):
                leg.peer = None
                leg.sender.stream.interrupt()

    def play(self, command: protocol.Play) -> None:
        self.sender.play(command)
        self._host.activate(self)

    def send_digits(self, digits: str) -> None:
        self.sender.press(digits)
        self._host.activate(self)

    def close(self) -> None:
        """Finish everything and free the ports."""
        self.stop_recording()
        self.disconnect()
        self._host.deactivate(self)
        for closing in (self.remote.socket, self.reports.socket):
            self._host.unwatch(closing.fileno())
            closing.close()

    # --- packets in

    def on_unlocked_packet(self, now: float) -> None:
        """A packet from anybody: learning.py says who is heard."""
        rtp = self.remote.socket
        try:
            length, source = rtp.recvfrom_into(self._host.buffer)
        except OSError:
            return
        if not self._is_agreed_rtp(length):
            self.ignored += 1
            return
        _, _, sequence, _, ssrc = _unpack_from(self._host.buffer)
        verdict = self.remote.judge(source, ssrc, sequence, now)
        if verdict is Verdict.IGNORE:
            self.ignored += 1
            return
        self._take(length, now)
        if verdict is Verdict.LOCK:
            self._host.watch(rtp.fileno(), self.on_packet)
            self._drain(source, now)

    def on_packet(self, now: float) -> None:
        """A packet from the locked address, the only one the kernel lets through."""
        try:
            length = self.remote.socket.recv_into(self._host.buffer)
        except OSError:
            return  # an ICMP error of something we sent, or nothing there after all
        self._take(length, now)

    def expire_press(self, now: float) -> bool:
        """End a press whose end was lost; False when none is pending any more."""
        self._report(self._detector.expire(now))
        return self._detector.is_pressed

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
        is_ulaw = self._laws.get(second & 0x7F)
        source = (ssrc, sequence, timestamp)
        if is_ulaw is None:
            self._take_other(second, source, begin, end, now)
            return
        self.heard_at = now
        if not self._receives:
            return
        self.receiver.packet(ssrc, sequence, timestamp, now)
        if self._recorder is not None:
            self._recorder.said(ssrc, timestamp, buffer[begin:end], is_ulaw)
        if self.peer is not None:
            self.peer.sender.forward(begin, end, is_ulaw, second & MARKER, source, now)

    def _take_other(
        self, second: int, source: tuple[int, int, int], begin: int, end: int, now: float
    ) -> None:
        """A telephone-event, comfort noise, or something nobody agreed to."""
        payload_type = second & 0x7F
        is_event = payload_type in self._event_types
        if not is_event and payload_type != _COMFORT_NOISE:
            self.ignored += 1
            return
        self.heard_at = now
        if not self._receives:
            return
        ssrc, sequence, timestamp = source
        self.receiver.event_packet(ssrc, sequence, now)
        if not is_event:
            return
        self._take_event(bytes(self._host.view[begin:end]), timestamp, now)
        if self.peer is not None:
            self.peer.sender.forward_event(begin, end, second & MARKER, source, now)

    def _take_event(self, payload: bytes, timestamp: int, now: float) -> None:
        was_pressed = self._detector.is_pressed
        self._report(self._detector.packet(payload, timestamp, now))
        if self._detector.is_pressed and not was_pressed:
            self._host.await_release(self)

    def _report(self, presses: list[Press]) -> None:
        for press in presses:
            self._host.notify(protocol.Pressed(self.number, press.digit, press.duration_ms))

    def _is_agreed_rtp(self, length: int) -> bool:
        buffer = self._host.buffer
        if payload_bounds(buffer, length) is None:
            return False
        payload_type = buffer[1] & 0x7F
        return payload_type in self._laws or payload_type in self._event_types

    def _drain(self, source: object, now: float) -> None:
        """What was queued before the lock may be anybody's: take only what is `source`'s."""
        for _ in range(_DRAIN):
            try:
                length, sender = self.remote.socket.recvfrom_into(self._host.buffer)
            except OSError:
                return
            if sender == source:
                self._take(length, now)
            else:
                self.ignored += 1

    # --- every 20 ms, while there is something to play, press or record

    def tick(self, now: float) -> None:
        """Send and record 20 ms."""
        self.sender.tick(now)
        if self._recorder is not None:
            self._tick_recorder(self._recorder, now)
        if self._recorder is None and not self.sender.is_busy:
            self._host.deactivate(self)

    def record(self, command: protocol.Record) -> None:
        self.stop_recording()
        try:
            recorder = Recorder(command.path, command.channels, command.limit)
        except OSError as error:
            self._host.notify(protocol.Recorded(self.number, command.path, 0.0, str(error)))
            return
        self._recorder = self.sender.recorder = recorder
        self._host.activate(self)

    def stop_recording(self) -> None:
        if self._recorder is not None:
            self._end_recording(self._recorder)

    def _tick_recorder(self, recorder: Recorder, now: float) -> None:
        try:
            goes_on = recorder.tick(now)
        except OSError as error:
            self._end_recording(recorder, str(error))
            return
        if not goes_on:
            self._end_recording(recorder)

    def _end_recording(self, recorder: Recorder, error: str | None = None) -> None:
        self._recorder = self.sender.recorder = None
        try:
            recorder.finish()
        except OSError as failure:
            error = error or str(failure)
        self._host.notify(
            protocol.Recorded(self.number, recorder.path, round(recorder.seconds, 3), error)
        )
