"""What a simulated caller meets in a queue, noted as a live call notes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ringtree.company.prompt import Language
from ringtree.company.queue import Queue
from ringtree.flows.trace import FlowTrace
from ringtree.queues.decisions import (
    Announce,
    Connect,
    Decision,
    Leave,
    Remind,
    Ring,
    StopRinging,
)
from ringtree.queues.explain import explain
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.spoken import noted


class Waiting:
    """One wait. `agent` is who answered, `outcome` how it ended if nobody did."""

    __slots__ = ("_language", "_local", "_queue", "_trace", "agent", "outcome")

    def __init__(
        self, trace: FlowTrace, queue: Queue, language: Language, local: Callable[[], datetime]
    ) -> None:
        self._trace = trace
        self._queue = queue
        self._language = language
        self._local = local
        self.agent: str | None = None
        self.outcome: QueueOutcome | None = None

    def told(self, decision: Decision) -> None:
        """Note a decision about this caller."""
        match decision:
            case Ring(extensions=extensions, strategy=strategy, why=notes):
                at = self._local()
                why = [explain(note, self._language, at=at) for note in notes]
                self._trace.step(rung=list(extensions), strategy=strategy, why=why)
            case StopRinging(extension=extension, reason=reason):
                self._trace.step(stopped=extension, reason=reason.value)
            case Announce():
                self._trace.step(**noted(decision, self._language))
            case Remind(index=index):
                prompt = self._queue.periodic[index]
                self._trace.step(played=[prompt.text or prompt.file])
            case Connect(extension=extension):
                self._trace.step(answered=extension)
                self.agent = extension
            case Leave(outcome=outcome):
                self.outcome = outcome
            case _:
                pass
