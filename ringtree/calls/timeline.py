"""A call's record while the call lasts: when it was answered, waited, rang and talked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ringtree.calls.attempt import Attempt
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.leg import Leg
from ringtree.records.outcome import Outcome, Result, Termination
from ringtree.records.record import CallRecord, Direction, LegRecord

#: A ring-all queue over ten minutes tries hundreds of times; the trace keeps each offer's reasons,
#: the record's list of legs keeps the latest.
MOST_LEGS = 60


class Stopwatch:
    """Adds up spans of time; starting it twice starts it once."""

    __slots__ = ("_clock", "_since", "total")

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: float | None = None
        self.total = 0.0

    @property
    def runs(self) -> bool:
        """Whether a span has begun and not ended."""
        return self._since is not None

    def start(self) -> None:
        """Begin a span, unless one runs."""
        if self._since is None:
            self._since = self._clock()

    def stop(self) -> None:
        """End the span that runs, if any."""
        if self._since is not None:
            self.total += self._clock() - self._since
            self._since = None


def utc_now() -> datetime:
    """The instant, for records only: machines use the monotonic clock."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Timeline:
    """Fills a call's record. `clock` is monotonic seconds."""

    record: CallRecord
    clock: Callable[[], float]
    began: float = field(init=False)
    ringing: Stopwatch = field(init=False)
    waiting: Stopwatch = field(init=False)
    recording: str | None = field(init=False, default=None)
    """The message the caller left last: its path below the data directory."""
    redirected_by: str | None = field(init=False, default=None)
    """The number outside that passed the caller on to us."""
    talks_with: str | None = field(init=False, default=None)
    """Whom the caller talked with last, be it after a transfer."""
    _former: LegRecord | None = field(init=False, default=None)
    """The caller's own leg, if the caller has handed the callee on and left."""
    _talk: Stopwatch = field(init=False)
    _legs: dict[Leg, LegRecord] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.began = self.clock()
        self.ringing = Stopwatch(self.clock)
        self.waiting = Stopwatch(self.clock)
        self._talk = Stopwatch(self.clock)

    @property
    def id(self) -> str:
        """The call's id."""
        return self.record.id

    @property
    def is_waiting(self) -> bool:
        """Whether the caller waits in a queue now."""
        return self.waiting.runs

    @property
    def is_talking(self) -> bool:
        """Whether the caller talks with somebody now."""
        return self._talk.runs

    @property
    def elapsed(self) -> float:
        """Seconds since the call came in."""
        return self.clock() - self.began

    def answered(self) -> None:
        """The caller was answered, by us or by a person."""
        if self.record.answered is None:
            self.record.answered = utc_now()

    def joined(self, queue: str) -> None:
        """The caller began to wait in a queue."""
        self.record.queue = queue
        self.waiting.start()

    def tried(self, attempt: Attempt, why: Cause) -> None:
        """An attempt to reach somebody failed."""
        self._over_trunk(attempt)
        leg = self._leg(attempt.legs[0] if attempt.legs else None, attempt.target.label)
        leg.ended = utc_now()
        leg.termination = termination(why)

    def talking(self, attempt: Attempt, *, after_transfer: bool = False) -> None:
        """The caller talks with whoever the attempt reached. Whoever a call was handed on to has
        not answered it: the record's `answered_by` stays with the one who did."""
        self.ringing.stop()
        self.waiting.stop()
        self._talk.start()
        self.talks_with = attempt.target.label
        if not after_transfer:
            self.record.answered_by = attempt.target.label
            self._over_trunk(attempt)
        assert attempt.leg is not None
        leg = self._leg(attempt.leg, attempt.target.label)
        leg.answered = utc_now()

    def _over_trunk(self, attempt: Attempt) -> None:
        """The trunk that an outgoing call took in the end is the call's."""
        if self.record.direction is Direction.OUTGOING and attempt.trunk is not None:
            self.record.trunk = attempt.trunk

    def parted(self, attempt: Attempt, why: Cause) -> None:
        """The conversation is over."""
        self._talk.stop()
        if attempt.leg is not None and (leg := self._legs.get(attempt.leg)) is not None:
            leg.ended = utc_now()
            leg.termination = termination(why)

    def departed(self, caller: Leg) -> None:
        """The caller has left the call to the callee, who goes on in it."""
        if (leg := self._legs.get(caller)) is None:
            leg = self._leg(caller, self.record.caller, started=self.record.started)
            leg.answered = self.record.answered
        if self._former is None:
            self._former = leg
        leg.ended, leg.termination = utc_now(), termination(cause(CauseKind.TRANSFERRED))

    def finish(self, caller: Leg | None, outcome: Outcome, why: Termination) -> CallRecord:
        """Close the record."""
        record = self.record
        for watch in (self.ringing, self.waiting, self._talk):
            watch.stop()
        record.ended = utc_now()
        record.ringing = self.ringing.total
        record.waiting = self.waiting.total
        record.talking = self._talk.total
        record.outcome = outcome
        record.termination = why
        if (leg := self._former) is None:
            leg = self._leg(caller, record.caller, started=record.started)
            leg.answered, leg.ended, leg.termination = record.answered, record.ended, why
        elif caller is not None and (last := self._legs.get(caller)) is not None:
            last.ended, last.termination = record.ended, why
        leg.recording = self.recording
        leg.redirected_by = self.redirected_by
        record.legs = [leg, *(one for one in record.legs if one is not leg)]
        return record

    def _leg(self, leg: Leg | None, party: str, started: datetime | None = None) -> LegRecord:
        record = LegRecord(id=leg.id if leg else "", party=party, started=started or utc_now())
        if leg is not None:
            record.call_id = leg.session.call_id
            record.remote = "{}:{}:{}".format(*leg.source)
            record.codec = leg.agreed.codec if leg.agreed else None
            self._legs[leg] = record
        if len(self.record.legs) >= MOST_LEGS:
            del self.record.legs[0]
        self.record.legs.append(record)
        return record


def termination(why: Cause) -> Termination:
    """A leg's cause as the record keeps it."""
    return Termination(_RESULTS.get(why.kind, Result.OK), why.text, why.q850)


_RESULTS = {
    CauseKind.UNREACHABLE: Result.UPSTREAM_ERROR,
    CauseKind.UNKNOWN_NUMBER: Result.CLIENT_ERROR,
    CauseKind.NO_CODEC: Result.CLIENT_ERROR,
    CauseKind.SILENT: Result.UPSTREAM_ERROR,
    CauseKind.MEDIA_LOST: Result.SERVER_ERROR,
    CauseKind.OVERLOADED: Result.CLIENT_ERROR,
    CauseKind.NOT_PERMITTED: Result.CLIENT_ERROR,
    CauseKind.LIMIT_REACHED: Result.CLIENT_ERROR,
    CauseKind.CIRCLE: Result.CLIENT_ERROR,
    CauseKind.SHUTDOWN: Result.SERVER_ERROR,
    CauseKind.ERROR: Result.SERVER_ERROR,
}
