"""Says in Russian or English why each agent was or was not chosen.

101: ждёт звонка дольше всех (8:41 без звонков)
102: разговаривает 3:12
103: пост-обработка до 14:05:10
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

from ringtree.queues.candidate import CandidateNote, Reason
from ringtree.queues.strategies import STRATEGIES

Language = Literal["ru", "en"]


def explain(note: CandidateNote, language: Language, *, at: datetime | None = None) -> str:
    """One sentence about one agent.

    With `at`, the company's local time of the offer, deadlines are told as times of day, otherwise
    as what is left of them.
    """
    return f"{note.extension}: {_WORDS[language].reason(note, at)}"


def explain_all(
    why: Iterable[CandidateNote], language: Language, *, at: datetime | None = None
) -> str:
    """One line about all agents, those chosen first."""
    ordered = sorted(why, key=lambda note: not note.chosen)
    return "; ".join(explain(note, language, at=at) for note in ordered)


@dataclass(frozen=True, slots=True)
class _Words:
    """The texts of one language. `{time}` has elapsed, `{left}` is still to go."""

    language: Language
    seconds: Callable[[int], str]
    calls: Callable[[int], str]
    texts: dict[Reason, str]
    until: str
    still: str
    idle: str
    never_used: str
    not_ready: str
    chosen: str

    def reason(self, note: CandidateNote, at: datetime | None) -> str:
        """What keeps the agent from ringing, or why it rings."""
        if note.reason is Reason.CHOSEN:
            return self._choice(note)
        text = self.texts[note.reason]
        if note.reason is Reason.NOT_READY and note.detail:
            text = self.not_ready
        time = "" if note.seconds is None else self.duration(note.seconds)
        left, idle = self._left(note, at), self._idle(note)
        value = "" if note.value is None else f"{note.value:g}"
        return text.format(time=time, left=left, idle=idle, detail=note.detail, value=value)

    def duration(self, seconds: float) -> str:
        """Below a minute in words, above as a clock: 48 seconds, 3:12, 1:02:03."""
        whole = int(seconds)
        if whole < 60:
            return self.seconds(whole)
        minutes, rest = divmod(whole, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

    def _choice(self, note: CandidateNote) -> str:
        strategy = STRATEGIES.get(note.detail or "")
        text = self.chosen if strategy is None else strategy.chosen[self.language]
        value = note.value or 0.0
        return text.format(
            idle=self._idle(note),
            calls=self.calls(int(value)),
            time=self.duration(value),
            value=f"{value:g}",
        )

    def _idle(self, note: CandidateNote) -> str:
        if note.seconds is None:
            return self.never_used
        return self.idle.format(time=self.duration(note.seconds))

    def _left(self, note: CandidateNote, at: datetime | None) -> str:
        seconds = note.seconds or 0.0
        if at is None:
            return self.still.format(time=self.duration(ceil(seconds)))
        return self.until.format(time=f"{at + timedelta(seconds=seconds):%H:%M:%S}")


def _form(count: int, one: str, few: str, many: str) -> str:
    """The form of a Russian noun that goes with a number: 1 секунду, 2 секунды, 5 секунд."""
    if count % 10 == 1 and count % 100 != 11:
        return one
    return few if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else many


def russian_seconds(count: int) -> str:
    """A number of seconds in the accusative: 1 секунду, 2 секунды, 5 секунд."""
    return f"{count} {_form(count, 'секунду', 'секунды', 'секунд')}"


def russian_calls(count: int) -> str:
    """A number of calls: 1 звонок, 2 звонка, 5 звонков."""
    return f"{count} {_form(count, 'звонок', 'звонка', 'звонков')}"


def english_seconds(count: int) -> str:
    """A number of seconds: 1 second, 2 seconds."""
    return f"{count} second" if count == 1 else f"{count} seconds"


def english_calls(count: int) -> str:
    """A number of calls: 1 call, 2 calls."""
    return f"{count} call" if count == 1 else f"{count} calls"


_RUSSIAN = _Words(
    language="ru",
    seconds=russian_seconds,
    calls=russian_calls,
    texts={
        Reason.LATER: "может ответить, но очередь не дошла ({idle})",
        Reason.RINGING_HERE: "телефон уже звонит {time}",
        Reason.RINGING: "уже вызывается для другого звонящего {time}",
        Reason.TALKING: "разговаривает {time}",
        Reason.WRAP_UP: "пост-обработка {left}",
        Reason.OTHER_CALL: "линия занята другим звонком {time}",
        Reason.LOGGED_OUT: "вне смены",
        Reason.NOT_READY: "не принимает звонки {time}",
        Reason.UNREACHABLE: "телефон не в сети",
        Reason.REFUSED: "отказ от этого звонка, пауза {left}",
        Reason.NO_ANSWER: "прошлый звонок без ответа, пауза {left}",
        Reason.PAUSED: "прошлый вызов не удался, пауза {left}",
        Reason.TIER: "подключается позже: уровень {detail}, ждёт {left}",
        Reason.SKILL: "не хватает навыка «{detail}» (нужен уровень {value})",
        Reason.KEPT: "звонок ждёт знакомого сотрудника {detail}, {left}",
    },
    until="до {time}",
    still="ещё {time}",
    idle="{time} без звонков",
    never_used="звонков ещё не было",
    not_ready="не принимает звонки {time}: {detail}",
    chosen="выбор стратегии ({idle})",
)

_ENGLISH = _Words(
    language="en",
    seconds=english_seconds,
    calls=english_calls,
    texts={
        Reason.LATER: "available, but not yet in turn ({idle})",
        Reason.RINGING_HERE: "ringing already for {time}",
        Reason.RINGING: "ringing for another caller for {time}",
        Reason.TALKING: "talking for {time}",
        Reason.WRAP_UP: "wrap-up {left}",
        Reason.OTHER_CALL: "taken by another call for {time}",
        Reason.LOGGED_OUT: "logged out",
        Reason.NOT_READY: "not ready for {time}",
        Reason.UNREACHABLE: "no phone registered",
        Reason.REFUSED: "refused this caller, paused {left}",
        Reason.NO_ANSWER: "did not answer the last ring, paused {left}",
        Reason.PAUSED: "the last ring failed, paused {left}",
        Reason.TIER: "helps later: tier {detail}, waits {left}",
        Reason.SKILL: "lacks the skill {detail} (level {value} needed)",
        Reason.KEPT: "the caller is kept for {detail}, {left}",
    },
    until="until {time}",
    still="for another {time}",
    idle="{time} without a call",
    never_used="no call yet",
    not_ready="not ready for {time}: {detail}",
    chosen="chosen by the strategy ({idle})",
)

_WORDS: dict[Language, _Words] = {"ru": _RUSSIAN, "en": _ENGLISH}
