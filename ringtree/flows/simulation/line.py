"""The line of an imagined caller: time that passes by arithmetic, what is heard and pressed."""

from __future__ import annotations

from ringtree.company.prompt import Language
from ringtree.flows.carried import Carried
from ringtree.flows.control import CallerLeft, HangUpCause, Spoken
from ringtree.flows.simulation.durations import Durations
from ringtree.flows.simulation.script import LONGEST, TALKING, Keys, Story
from ringtree.flows.trace import FlowTrace


class SimulatedLine:
    """What passes between an imagined caller and whoever speaks.

    `talked_with` is who answered last; `silence` how many seconds the caller waited for something
    without having heard a word since entering the node; `gave_up` whether the script knew no end
    and the caller left after `LONGEST` seconds.
    """

    def __init__(self, story: Story, carried: Carried, durations: Durations) -> None:
        self.carried = carried
        self.now = 0.0
        self.trace = FlowTrace(self.clock)
        self.hung_up: HangUpCause | None = None
        self.answered_at: float | None = None
        self.talked_with: str | None = None
        self.rang = self.waited = self.talked = self.silence = 0.0
        self._story = story
        self._durations = durations
        self._keys = Keys(story.press)
        self._plays = 0
        self._heard_in: int | None = None
        self._leaves_at = LONGEST if story.hang_up_after is None else story.hang_up_after

    def clock(self) -> float:
        """Seconds since the call came in."""
        return self.now

    @property
    def gave_up(self) -> bool:
        """Whether nothing else would ever have ended the call."""
        return self._story.hang_up_after is None and self.now >= LONGEST

    @property
    def language(self) -> Language:
        """What the caller is spoken to in."""
        return self.carried.language

    def pass_time(self, seconds: float) -> None:
        """Let time pass.

        Raises:
            CallerLeft: the caller hangs up within it.
        """
        if self.hung_up is not None:
            raise CallerLeft
        end = self.now + seconds
        if self._leaves_at <= end:
            self.now = max(self.now, self._leaves_at)
            raise CallerLeft
        self.now = end

    async def play(
        self, *prompts: Spoken, interruptible: bool = False, early: bool = False
    ) -> bool:
        """Hear everything to its end: a scripted caller presses keys when it was asked."""
        if not early:
            self.answer()
        self._plays += 1
        for prompt in prompts:
            self._heard_in = len(self.trace.entries)
            self.pass_time(self._durations(prompt, self.language))
        return True

    async def read_digits(
        self,
        *,
        count: int,
        patience: float,
        terminator: str | None = None,
        secret: bool = False,
    ) -> str:
        """Press what the script says for this question."""
        self.answer()
        keys = ""
        while len(keys) < count:
            key, seconds = self._keys.next((len(self.trace.entries), self._plays), patience)
            if self._heard_in != len(self.trace.entries):
                self.silence = max(self.silence, seconds)
            self.pass_time(seconds)
            if not key or key == terminator:
                break
            keys += key
        return keys

    def forget_digits(self) -> None:
        """There are none: a scripted caller never presses in advance."""

    def answer(self) -> None:
        """The call is taken, if it was not yet."""
        self.pass_time(0)
        if self.answered_at is None:
            self.answered_at = self.now

    def ring(self, seconds: float) -> None:
        """Somebody's phone rings that long."""
        began = self.now
        try:
            self.pass_time(seconds)
        finally:
            self.rang += self.now - began

    def talk(self, whom: str) -> None:
        """A conversation; that the caller ends it is told by the next operation."""
        self.talked_with, began = whom, self.now
        if self.answered_at is None:
            self.answered_at = self.now
        self.now = min(self.now + TALKING, self._leaves_at)
        self.talked += self.now - began

    async def hang_up(self, cause: HangUpCause = HangUpCause.NORMAL) -> None:
        """The end."""
        if self.hung_up is None:
            self.hung_up = cause
