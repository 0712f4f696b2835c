"""Ringing people and numbers for a live call, and what the caller hears meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ringtree.calls.acceptance import AcceptanceCheck
from ringtree.calls.call import Call
from ringtree.calls.hunt import Hunt, Plan
from ringtree.calls.ringing import RingResult
from ringtree.calls.targets import outside_target
from ringtree.flows.carried import Carried
from ringtree.flows.control import DialRequest
from ringtree.flows.requests import (
    Acceptance,
    Clip,
    OutsideRequest,
    Sound,
    SoundKind,
    Spoken,
)
from ringtree.flows.trace import FlowTrace
from ringtree.prompts.library import PromptUnavailable
from ringtree.routing.outbound import ToOutside

#: Seconds of silence between two rounds of what is said to somebody who waits.
PAUSE = 2


class Reach:
    """Reaches others for one call. What is done here is cancelled when the caller leaves."""

    __slots__ = ("_call", "_called", "_carried", "_name", "_trace")

    def __init__(self, call: Call, carried: Carried, trace: FlowTrace, called: str) -> None:
        self._call = call
        self._carried = carried
        self._trace = trace
        self._called = called
        self._name = call.presentation.display

    # -- what is heard

    async def prepare(self, prompt: Spoken) -> Path:
        """A prompt's file, in the call's language.

        Raises:
            PromptUnavailable: it can't be spoken, or was never uploaded.
        """
        if isinstance(prompt, Clip):
            return prompt.path
        prompts, code = self._call.exchange.prompts, self._call.snapshot.code
        return await prompts.prepare(prompt, self._carried.language, company=code)

    async def hear(self, sound: Sound) -> None:
        """Let the caller hear something, over and over, until something else is played."""
        is_ringing = sound.kind is SoundKind.RINGING
        await self._call.hear(None if is_ringing else await self.files(sound))

    async def files(self, sound: Sound) -> tuple[Path, ...]:
        """What to play over and over; music where words can't be spoken."""
        library = self._call.exchange.prompts
        if sound.kind is SoundKind.PROMPT:
            try:
                spoken = [await self.prepare(prompt) for prompt in sound.prompts]
                return (*spoken, *[library.tone("silence")] * PAUSE)
            except PromptUnavailable as error:
                self._trace.note(unspoken=str(error))
        return library.music(sound.music, company=self._call.snapshot.code)

    # -- who is rung

    def present(self) -> None:
        """Show the caller as the tree wants it, to whoever is rung from now on."""
        usual = self._call.presentation
        shown = self._carried.shown_name(self._with_number_called())
        self._call.presentation = replace(usual, display=shown)

    def _with_number_called(self) -> str:
        """The caller's name, and by which of the company's numbers the call came.

        A company with one number has nothing to tell apart.
        """
        company = self._call.snapshot.company
        number = company.number(self._call.presentation.called)
        if number is None or len(company.numbers) == 1:
            return self._name
        called = number.name or number.number
        return f"{called}: {self._name}" if self._name else called

    def extensions(self, request: DialRequest) -> list[list[str]]:
        """The people named, groups opened up, each person once and where first named."""
        company = self._call.snapshot.company
        seen: set[str] = set()
        waves = []
        for name in request.targets:
            group = company.groups.get(name)
            fresh = [one for one in (group.extensions if group else (name,)) if one not in seen]
            seen.update(fresh)
            if fresh:
                waves.append(fresh)
        return waves

    async def outside(self, to: ToOutside, request: OutsideRequest) -> RingResult:
        """Ring a number of the public network, presenting what each trunk allows."""
        target = outside_target(self._call.exchange.trunks, self._call.snapshot, to, None)
        # Whoever has to accept first talks to us, and the caller hears what the tree chose.
        early = request.acceptance is None and request.sound.kind is SoundKind.RINGING
        plan = Plan(waves=[[target]], ring_time=request.ring_time, early=early)
        return await self.ring(plan, request.acceptance)

    async def ring(self, plan: Plan, acceptance: Acceptance | None = None) -> RingResult:
        """Ring by the plan; whoever answers has to accept, if that is asked for."""
        call, hunt = self._call, Hunt(self._call, plan)
        call.keys.clear()
        call.timeline.ringing.start()
        winner = None
        try:
            result = await hunt.run()
            if acceptance is not None:
                await self._ask(result, acceptance)
            winner = result.winner
        finally:
            call.timeline.ringing.stop()
            if winner is None:
                call.stop_overhearing()
                call.player.stop()
            self._trace.note(rung=hunt.fates)
        for attempt, why in result.failures:
            call.timeline.tried(attempt, why)
        self._note_trunks(result)
        return result

    def _note_trunks(self, result: RingResult) -> None:
        """Which trunks did not take the call, and which one did."""
        attempts = [attempt for attempt, _ in result.failures]
        if result.winner is not None and result.winner not in attempts:
            attempts.append(result.winner)
        declined = {trunk: why for one in attempts for trunk, why in one.tried.items()}
        if declined:
            self._trace.note(declined=declined)
        if result.winner is not None and (trunk := result.winner.trunk) is not None:
            self._trace.note(trunk=trunk)

    async def _ask(self, result: RingResult, acceptance: Acceptance) -> None:
        """Have whoever answered accept, or make a failure of the result."""
        if (asked := result.winner) is None:
            return
        files = await self.files(Sound(SoundKind.PROMPT, prompts=acceptance.prompts))
        why = await AcceptanceCheck(asked).ask(files, acceptance.limit)
        self._trace.note(accepted=why is None)
        if why is not None:
            result.winner, result.cause = None, why
            result.fates[asked.target.label] = why.kind
            result.failures.append((asked, why))
