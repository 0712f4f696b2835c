"""What a leg is told: a prompt, keys pressed, or else whatever the connected leg says.

One `RtpStream` carries all of it. A playback silences the connected leg for its time; keys pause
a playback. While the phone must not be sent to (it holds us), a playback runs on unheard.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterator

from ringtree.media import protocol
from ringtree.media.g711 import A_TO_U, U_TO_A
from ringtree.media.worker.digits import EventPacket, press_packets
from ringtree.media.worker.host import Host
from ringtree.media.worker.recorder import Recorder
from ringtree.media.worker.remote import RemoteEnd
from ringtree.media.worker.rtp import HEADER_SIZE
from ringtree.media.worker.samples import FRAME
from ringtree.media.worker.sounds import Playback
from ringtree.media.worker.stream import RtpStream


class Sender:
    """The outgoing half of a leg. Times are monotonic seconds."""

    __slots__ = (
        "_event_type",
        "_frame",
        "_host",
        "_is_ulaw",
        "_number",
        "_payload_type",
        "_playback",
        "_presses",
        "_remote",
        "is_allowed",
        "recorder",
        "stream",
    )

    def __init__(self, number: int, remote: RemoteEnd, host: Host) -> None:
        self.stream = RtpStream(secrets.randbits(32), secrets.randbits(15), secrets.randbits(32))
        self.recorder: Recorder | None = None
        self.is_allowed = False
        self._number = number
        self._remote = remote
        self._host = host
        self._is_ulaw = False
        self._payload_type = 8
        self._event_type: int | None = None
        self._playback: Playback | None = None
        self._presses: Iterator[EventPacket | None] | None = None
        self._frame = bytearray(HEADER_SIZE + FRAME)

    @property
    def is_busy(self) -> bool:
        """Whether `tick` has anything to do."""
        return self._playback is not None or self._presses is not None

    def configure(self, command: protocol.Configure) -> None:
        self.is_allowed = command.sends
        self._is_ulaw = command.codec == "PCMU"
        self._payload_type = command.payload_type
        self._event_type = command.event_payload_type

    def forward(
        self,
        begin: int,
        end: int,
        is_ulaw: bool,
        marker: int,
        source: tuple[int, int, int],
        now: float,
    ) -> None:
        """Pass on audio that lies in the shared buffer, unless something else is to be heard."""
        if not self.is_allowed or self._playback is not None or self._presses is not None:
            return
        host = self._host
        buffer = host.buffer
        if is_ulaw != self._is_ulaw:
            buffer[begin:end] = buffer[begin:end].translate(U_TO_A if is_ulaw else A_TO_U)
        if self.recorder is not None:
            self.recorder.heard(source[0], source[2], buffer[begin:end], self._is_ulaw)
        header = begin - HEADER_SIZE
        if self.stream.stamp_relayed(
            buffer, header, self._payload_type | marker, source, end - begin, now
        ):
            self._remote.transmit(host.view[header:end])

    def forward_event(
        self, begin: int, end: int, marker: int, source: tuple[int, int, int], now: float
    ) -> None:
        """Pass on a telephone-event under this phone's number for it, if it has one."""
        if self._event_type is None or not self.is_allowed or self.is_busy:
            return
        header = begin - HEADER_SIZE
        if self.stream.stamp_relayed(
            self._host.buffer, header, self._event_type | marker, source, end - begin, now
        ):
            self._remote.transmit(self._host.view[header:end])

    def play(self, command: protocol.Play) -> None:
        """Play instead of what plays now."""
        self.stop_playing()
        try:
            sounds = [self._host.sounds.get(path) for path in command.files]
        except OSError as error:
            self._host.notify(protocol.Trouble(f"cannot play: {error}"))
            self._host.notify(protocol.Played(self._number, command.playback, 0.0, False))
            return
        self._playback = Playback(command.playback, sounds, loop=command.loop, start=command.start)
        self.stream.interrupt()

    def stop_playing(self) -> None:
        if self._playback is not None:
            self._end_playback(self._playback, complete=False)

    def press(self, digits: str) -> None:
        """Send keys after those still being sent; none if the phone knows no telephone-event."""
        if self._event_type is not None:
            packets = press_packets(digits)
            self._presses = itertools.chain(self._presses or (), packets)

    def tick(self, now: float) -> None:
        """Send 20 ms of ours."""
        if self._presses is not None:
            self._tick_presses(self._presses, now)
        elif self._playback is not None:
            self._tick_playback(self._playback, now)

    def _tick_playback(self, playback: Playback, now: float) -> None:
        frame = playback.frame()
        if frame is None:
            self._end_playback(playback, complete=True)
            return
        if not self.is_allowed:
            return
        buffer = self._frame
        buffer[HEADER_SIZE:] = frame.translate(A_TO_U) if self._is_ulaw else frame
        self.stream.stamp_own(buffer, self._payload_type, now)
        self._remote.transmit(buffer)
        if self.recorder is not None:
            self.recorder.heard(self.stream.ssrc, self.stream.timestamp, frame, False)

    def _tick_presses(self, presses: Iterator[EventPacket | None], now: float) -> None:
        try:
            packet = next(presses)
        except StopIteration:
            self._presses = None
            self.stream.interrupt()
            return
        if packet is not None and self._event_type is not None and self.is_allowed:
            buffer = bytearray(HEADER_SIZE) + packet.payload
            self.stream.stamp_event(buffer, self._event_type, first=packet.first, now=now)
            self._remote.transmit(buffer)

    def _end_playback(self, playback: Playback, *, complete: bool) -> None:
        self._playback = None
        self.stream.interrupt()
        self._host.notify(
            protocol.Played(self._number, playback.id, round(playback.position, 3), complete)
        )
