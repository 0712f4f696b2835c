"""A test of the queue engine, written as a ladder: what happens, and what must be decided.

    (
        Story(queue("sales", "101", "102"))
        >> joins("anna") << rings("101", caller="anna")
        >> after(20) << stops("101", StopReason.NO_ANSWER) << rings("102", caller="anna")
        >> answers("102") << connects("anna", "102")
    ).done()

The story plays the service as well: it reserves and releases extensions and tells occupancy, so a
test says only what people do. A decision nobody expected fails at the next `>>`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Self

from ringtree.queues.agent import Presence
from ringtree.queues.decisions import (
    Announce,
    CallBack,
    Connect,
    Decision,
    Leave,
    PresenceChanged,
    RefusalCause,
    ReleaseAgent,
    Remind,
    Ring,
    StopReason,
    StopRinging,
    WrapUpBegan,
)
from ringtree.queues.engine import QueueEngine
from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import QueueSettings

Happening = Callable[["Story"], None]
Expectation = Callable[[Decision], bool]


def queue(key: str, *agents: str, **settings: Any) -> QueueSettings:
    """A queue that announces nothing unless told so."""
    settings.setdefault("announce_place", False)
    return QueueSettings(key=key, agents=agents, **settings)


class Story:
    """Feeds an engine what happens; holds what it decided until that is expected."""

    def __init__(self, *queues: QueueSettings, now: float = 0.0, whispers: bool = False) -> None:
        self.whispers = whispers
        """Whether a winner is told something before the two hear each other."""
        self.engine = QueueEngine()
        self.now = now
        self.queues = {settings.key: settings for settings in queues}
        self.pending: list[Decision] = []
        self.rings: dict[str, Ring] = {}
        """The last ring of each extension, to answer it however late."""
        self.held: set[str] = set()
        self.talking: dict[str, str] = {}
        self.engine.configure(queues, now)
        for extension in sorted({agent for q in queues for agent in q.agents}):
            self.engine.agent_reachable(extension, True, now)
        self.carry_out()

    def __rshift__(self, happening: Happening) -> Self:
        self.done()
        happening(self)
        self.carry_out()
        return self

    def __lshift__(self, expected: Expectation) -> Self:
        assert self.pending, f"expected {expected.__name__}, but nothing was decided"
        got = self.pending.pop(0)
        assert expected(got), f"expected {expected.__name__}, got {got}"
        return self

    def done(self) -> Self:
        assert not self.pending, f"nobody expected {self.pending}"
        return self

    def carry_out(self) -> None:
        """Be the service: in order, one after another."""
        while self.engine.decisions:
            decision = self.engine.decisions.popleft()
            if isinstance(decision, WrapUpBegan):
                continue  # told to whoever shows agents, and of no effect
            self.pending.append(decision)
            match decision:
                case Ring(extensions=extensions):
                    for extension in extensions:
                        self.rings[extension] = decision
                        self.take(extension)
                case StopRinging(extension=extension):
                    self.give_back(extension)
                case Connect(entry_id=caller, extension=extension):
                    self.talking[caller] = extension
                    if not self.whispers:
                        self.engine.talking(caller, self.now)
                case Leave(entry_id=caller) if caller in self.talking:
                    self.give_back(self.talking.pop(caller))
                case _:
                    pass

    def take(self, extension: str) -> None:
        self.held.add(extension)
        self.engine.agent_occupied(extension, self.now)

    def give_back(self, extension: str) -> None:
        self.held.discard(extension)
        self.engine.agent_free(extension, self.now)


# ----- what happens ----------------------------------------------------------------------------


def joins(
    caller: str,
    queue: str = "sales",
    *,
    needs: Needs = NO_NEEDS,
    number: str | None = None,
    **more: Any,
) -> Happening:
    return lambda s: s.engine.join(caller, queue, s.now, needs=needs, caller=number, **more)


def hangs_up(caller: str) -> Happening:
    return lambda s: s.engine.leave(caller, s.now)


def leaves_by_key(caller: str) -> Happening:
    return lambda s: s.engine.leave(caller, s.now, QueueOutcome.KEY_EXIT)


def answers(extension: str) -> Happening:
    return lambda s: s.engine.offer_answered(s.rings[extension].offer_id, extension, s.now)


def refuses(extension: str, cause: RefusalCause = RefusalCause.DECLINED) -> Happening:
    def happening(story: Story) -> None:
        story.engine.offer_refused(story.rings[extension].offer_id, extension, cause, story.now)
        story.give_back(extension)

    return happening


def reservation_fails(extension: str) -> Happening:
    """Another call took the extension between the decision and its being carried out."""

    def happening(story: Story) -> None:
        offer_id = story.rings[extension].offer_id
        story.engine.offer_refused(offer_id, extension, RefusalCause.BUSY, story.now)

    return happening


def conversation_ends(caller: str) -> Happening:
    return lambda s: s.engine.conversation_ended(caller, s.now)


def connection_breaks(caller: str) -> Happening:
    def happening(story: Story) -> None:
        extension = story.talking.pop(caller)
        story.engine.connection_lost(caller, story.now)
        story.give_back(extension)

    return happening


def they_talk(caller: str) -> Happening:
    """The two hear each other, once a winner has been told who it is."""
    return lambda s: s.engine.talking(caller, s.now)


def caller_is_back(caller: str) -> Happening:
    return lambda s: s.engine.taken_up(caller, s.now)


def caller_is_not_reached(caller: str, again_in: float | None = None) -> Happening:
    def happening(story: Story) -> None:
        again_at = None if again_in is None else story.now + again_in
        extension = story.talking.pop(caller, None)
        story.engine.unreached(caller, story.now, again_at=again_at)
        if extension is not None:
            story.give_back(extension)

    return happening


def is_in_another_call(extension: str) -> Happening:
    return lambda s: s.take(extension)


def ends_the_other_call(extension: str) -> Happening:
    return lambda s: s.give_back(extension)


def says(extension: str, presence: Presence, reason: str | None = None) -> Happening:
    return lambda s: s.engine.presence(extension, presence, s.now, reason=reason)


def registers(extension: str) -> Happening:
    return lambda s: s.engine.agent_reachable(extension, True, s.now)


def unregisters(extension: str) -> Happening:
    return lambda s: s.engine.agent_reachable(extension, False, s.now)


def is_set(key: str = "sales", **changes: Any) -> Happening:
    """The company publishes a queue with other settings."""

    def happening(story: Story) -> None:
        story.queues[key] = replace(story.queues[key], **changes)
        story.engine.configure(story.queues.values(), story.now)

    return happening


def is_removed(key: str = "sales") -> Happening:
    def happening(story: Story) -> None:
        del story.queues[key]
        story.engine.configure(story.queues.values(), story.now)

    return happening


def after(seconds: float) -> Happening:
    """Time passes; timers speak when they are due."""

    def happening(story: Story) -> None:
        end = story.now + seconds
        while (due := story.engine.next_timer()) is not None and due <= end:
            story.now = max(due, story.now)
            story.engine.handle_timer(story.now)
            story.carry_out()
        story.now = end

    return happening


# ----- what must be decided --------------------------------------------------------------------


def _named(name: str, expectation: Expectation) -> Expectation:
    expectation.__name__ = name
    return expectation


def rings(*extensions: str, caller: str) -> Expectation:
    return _named(
        f"rings {extensions} for {caller}",
        lambda d: isinstance(d, Ring) and (d.extensions, d.entry_id) == (extensions, caller),
    )


def stops(extension: str, reason: StopReason) -> Expectation:
    return _named(
        f"stops {extension}: {reason}",
        lambda d: isinstance(d, StopRinging) and (d.extension, d.reason) == (extension, reason),
    )


def connects(caller: str, extension: str) -> Expectation:
    return _named(
        f"connects {caller} and {extension}",
        lambda d: isinstance(d, Connect) and (d.entry_id, d.extension) == (caller, extension),
    )


def releases(extension: str) -> Expectation:
    return _named(
        f"releases {extension}",
        lambda d: isinstance(d, ReleaseAgent) and d.extension == extension,
    )


def announces(caller: str, place: int | None, **more: Any) -> Expectation:
    told = Announce(caller, place, **more)
    return _named(f"tells {caller} {told}", lambda d: d == told)


def reminds(caller: str, index: int) -> Expectation:
    return _named(f"plays {caller} {index}", lambda d: d == Remind(caller, index))


def calls_back(caller: str) -> Expectation:
    return _named(f"calls {caller} back", lambda d: d == CallBack(caller))


def makes_not_ready(extension: str, reason: str) -> Expectation:
    made = PresenceChanged(extension, Presence.NOT_READY, reason)
    return _named(f"makes {extension} not ready", lambda d: d == made)


def leaves(caller: str, outcome: QueueOutcome) -> Expectation:
    return _named(f"{caller} leaves: {outcome}", lambda d: d == Leave(caller, outcome))
