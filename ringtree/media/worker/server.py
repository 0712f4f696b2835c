"""The media worker's loop: one epoll, a clock of 2.5 ms slots, no thread, no asyncio.

A leg that plays, records or presses keys is served every eighth slot, that is every 20 ms; legs
are spread over the eight phases, so that two hundred listeners do not all become due at once.
With many legs the worker sleeps from slot to slot and reads what has arrived meanwhile in one
go: a packet waits at most 2.5 ms, and the system call and the wake-up are shared by all that came.
With few legs each packet is passed on at once.
"""

from __future__ import annotations

import select
import socket
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from ringtree.media import protocol
from ringtree.media.worker.host import Pressing, Ticking
from ringtree.media.worker.leg import Leg
from ringtree.media.worker.ports import open_pair
from ringtree.media.worker.rtp import BUFFER_SIZE
from ringtree.media.worker.silence import SilenceWatch
from ringtree.media.worker.sounds import SoundCache

SLOT = 0.0025  # seconds
PHASES = 8
#: Housekeeping of every leg once a second, spread over this many rounds of the phases.
_ROUNDS = 50
#: From so many legs on, arrivals are gathered for a slot.
_MANY = 12
#: Commands taken in one go, in datagrams; audio is due again before a flood of them is through.
_MOST_DATAGRAMS = 64
#: A stall longer than this is not made up for: listeners have concealed it already.
_STALL = 0.2  # seconds
_MAX_TROUBLES = 100


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """`silence_limit` in seconds, 0 for none; hosts are what legs bind to."""

    host_ipv4: str = "0.0.0.0"
    host_ipv6: str = "::"
    silence_limit: float = 60.0


class ControlLost(Exception):
    """The control process closed the channel, or died: the worker ends."""


class Worker:
    """See module."""

    def __init__(self, control: socket.socket, settings: WorkerSettings) -> None:
        self.buffer = bytearray(BUFFER_SIZE)
        self.view = memoryview(self.buffer)
        self.sounds = SoundCache()
        self._settings = settings
        self._control = control
        self._incoming = memoryview(bytearray(protocol.MAX_DATAGRAM))
        self._notices: list[protocol.Notice] = []
        self._unsent: list[bytes] = []
        self._legs: dict[int, Leg] = {}
        self._silence = SilenceWatch(settings.silence_limit)
        self._phases: list[dict[int, Ticking]] = [{} for _ in range(PHASES)]
        self._phase_of: dict[int, int] = {}
        self._pressing: dict[int, Pressing] = {}
        self._rounds: list[dict[int, Leg]] = [{} for _ in range(_ROUNDS)]
        self._epoll = select.epoll()
        self._handlers: dict[int, Callable[[float], None]] = {}
        self._slot = 0
        self._slot_due = time.monotonic()
        self._troubles = 0
        control.setblocking(False)
        self.watch(control.fileno(), self._on_control)

    # --- the loop

    def run(self) -> None:
        """Serve until the control process goes away."""
        self.notify(protocol.Pong(0))
        try:
            while True:
                self._step()
        except ControlLost:
            pass
        finally:
            self.close()

    def close(self) -> None:
        """End every leg, so that recordings are complete."""
        for leg in tuple(self._legs.values()):
            leg.close()
        self._legs.clear()

    def _step(self) -> None:
        self._flush()
        gathers = len(self._legs) >= _MANY
        if gathers:
            time.sleep(max(0.0, self._slot_due - time.monotonic()))
        events = self._epoll.poll(0 if gathers else self._idle_time())
        now = time.monotonic()
        handlers = self._handlers
        for descriptor, _ in events:
            handler = handlers.get(descriptor)
            if handler is None:
                continue  # closed by a command of this very batch
            try:
                handler(now)
            except ControlLost:
                raise
            except Exception:
                self._report_trouble()
        if now >= self._slot_due:
            self._run_slots(now)

    def _idle_time(self) -> float | None:
        """Seconds until a slot has work; None to wait for a packet or a command."""
        if not self._legs:
            return 1.0 if self._unsent else None
        slots = 0
        while slots < PHASES:
            index = (self._slot + slots) % PHASES
            if index == 0 or self._phases[index]:
                break
            slots += 1
        return max(0.0, self._slot_due + slots * SLOT - time.monotonic())

    def _run_slots(self, now: float) -> None:
        if now - self._slot_due > _STALL:
            self._slot_due = now
        while self._slot_due <= now:
            # Frames are stamped with the time they were due, which keeps their clock even.
            self._run_slot(self._slot_due)
            self._slot += 1
            self._slot_due += SLOT

    def _run_slot(self, due: float) -> None:
        phase = self._slot % PHASES
        if self._phases[phase]:
            for leg in tuple(self._phases[phase].values()):
                try:
                    leg.tick(due)
                except Exception:
                    self.deactivate(leg)
                    self._report_trouble()
        if phase == 0:
            self._keep_house(due)

    def _keep_house(self, now: float) -> None:
        for number, leg in tuple(self._pressing.items()):
            if not leg.expire_press(now):
                self._pressing.pop(number, None)
        for leg in self._rounds[self._slot // PHASES % _ROUNDS].values():
            try:
                leg.reports.send_when_due(now)
                notice = self._silence.check(leg, now)
            except Exception:
                self._report_trouble()
                continue
            if notice is not None:
                self.notify(notice)

    def _report_trouble(self) -> None:
        self._troubles += 1
        if self._troubles <= _MAX_TROUBLES:
            self.notify(protocol.Trouble(traceback.format_exc()))

    # --- what legs ask for

    def notify(self, notice: protocol.Notice) -> None:
        self._notices.append(notice)

    def watch(self, descriptor: int, handler: Callable[[float], None]) -> None:
        if descriptor not in self._handlers:
            self._epoll.register(descriptor, select.EPOLLIN)
        self._handlers[descriptor] = handler

    def unwatch(self, descriptor: int) -> None:
        if self._handlers.pop(descriptor, None) is not None:
            self._epoll.unregister(descriptor)

    def activate(self, leg: Ticking) -> None:
        if leg.number not in self._phase_of:
            phase = min(range(PHASES), key=lambda index: len(self._phases[index]))
            self._phase_of[leg.number] = phase
            self._phases[phase][leg.number] = leg

    def deactivate(self, leg: Ticking) -> None:
        phase = self._phase_of.pop(leg.number, None)
        if phase is not None:
            del self._phases[phase][leg.number]

    def await_release(self, leg: Pressing) -> None:
        self._pressing[leg.number] = leg

    # --- the control channel

    def _flush(self) -> None:
        """Send notices; what the channel does not take now stays for the next step."""
        if self._notices:
            self._unsent += protocol.encode(self._notices)
            self._notices.clear()
        while self._unsent:
            try:
                self._control.send(self._unsent[0])
            except BlockingIOError:
                return
            except OSError as error:
                raise ControlLost from error
            del self._unsent[0]

    def _on_control(self, now: float) -> None:
        """Take what control has sent: all of it, because with many legs we look once a slot."""
        for _ in range(_MOST_DATAGRAMS):
            length = self._receive_control()
            if length is None:
                return
            for command in protocol.decode_commands(self._incoming[:length]):
                try:
                    self._obey(command, now)
                except Exception:
                    self._report_trouble()

    def _receive_control(self) -> int | None:
        try:
            length = self._control.recv_into(self._incoming)
        except BlockingIOError:
            return None
        except OSError as error:
            raise ControlLost from error
        if not length:
            raise ControlLost
        return length

    def _obey(self, command: protocol.Command, now: float) -> None:
        if isinstance(command, protocol.OpenLeg):
            self._open(command)
        elif isinstance(command, protocol.Ping):
            self.notify(protocol.Pong(command.number))
        elif (leg := self._legs.get(command.leg)) is not None:
            self._instruct(leg, command, now)
        elif isinstance(command, protocol.CloseLeg):
            self.notify(protocol.Closed(command.leg, None))

    def _instruct(self, leg: Leg, command: protocol.Command, now: float) -> None:
        match command:
            case protocol.Configure():
                leg.configure(command, now)
            case protocol.Connect():
                leg.connect(self._legs[command.other])
            case protocol.Disconnect():
                leg.disconnect()
            case protocol.Play():
                leg.play(command)
            case protocol.StopPlaying():
                leg.sender.stop_playing()
            case protocol.Record():
                leg.record(command)
            case protocol.StopRecording():
                leg.stop_recording()
            case protocol.SendDigits():
                leg.send_digits(command.digits)
            case protocol.CloseLeg():
                self._close_leg(leg, now)

    def _open(self, command: protocol.OpenLeg) -> None:
        is_ipv6 = command.family == 6
        host = self._settings.host_ipv6 if is_ipv6 else self._settings.host_ipv4
        family = socket.AF_INET6 if is_ipv6 else socket.AF_INET
        try:
            rtp, rtcp = open_pair(command.port, host, family)
        except OSError as error:
            self.notify(protocol.Opened(command.leg, str(error)))
            return
        if not self._legs:
            self._slot_due = time.monotonic()  # the clock stood still while nobody was there
        leg = Leg(command.leg, rtp, rtcp, self)
        self._legs[command.leg] = leg
        self._rounds[command.leg % _ROUNDS][command.leg] = leg
        self.notify(protocol.Opened(command.leg, None))

    def _close_leg(self, leg: Leg, now: float) -> None:
        leg.reports.say_goodbye(now)
        statistics = leg.reports.statistics()
        leg.close()
        del self._legs[leg.number]
        del self._rounds[leg.number % _ROUNDS][leg.number]
        self._pressing.pop(leg.number, None)
        self._silence.forget(leg.number)
        self.notify(protocol.Closed(leg.number, statistics.to_fields()))
