"""What can go wrong in the queue engine.

    LocalError                 our own code asked for what cannot be
    ├── UnknownQueue           no queue of that key is configured
    ├── UnknownStrategy        no file of `ringtree.queues.strategies` has that name
    ├── DuplicateQueue         two queues with one key in one configuration
    ├── DuplicateStrategy      two files claim one strategy name
    ├── DuplicateEntry         that caller waits already
    ├── WrongOutcome           a caller cannot leave by himself with that outcome
    └── IllegalTransition      a machine was given an input its table does not list

What arrives late or twice from the network is never an error: it is a row of a table.
"""

from __future__ import annotations

from enum import StrEnum


class LocalError(Exception):
    """The program itself, not a caller or a phone, did something wrong."""


class UnknownQueue(LocalError):
    """No queue of that key is configured."""

    def __init__(self, key: str) -> None:
        super().__init__(f"there is no queue {key!r}")
        self.key = key


class UnknownStrategy(LocalError):
    """No strategy has that name; there is no silent fall-back."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there is no strategy {name!r}; known: {', '.join(known)}")
        self.name = name
        self.known = known


class DuplicateQueue(LocalError):
    """Two queues of one configuration have one key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the queue {key!r} is configured twice")
        self.key = key


class DuplicateStrategy(LocalError):
    """Two functions are registered under one strategy name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the strategy {name!r} is registered twice")
        self.name = name


class DuplicateEntry(LocalError):
    """The caller waits already, in this queue or another."""

    def __init__(self, entry_id: str) -> None:
        super().__init__(f"the entry {entry_id!r} waits already")
        self.entry_id = entry_id


class WrongOutcome(LocalError):
    """The outcome is the engine's to give, not the caller's to choose."""

    def __init__(self, outcome: StrEnum) -> None:
        super().__init__(f"a caller does not leave by himself with {outcome.value!r}")
        self.outcome = outcome


class IllegalTransition(LocalError):
    """A machine was given an input that its table does not list; its state is unchanged."""

    def __init__(self, machine: str, state: StrEnum, got: StrEnum) -> None:
        super().__init__(f"the {machine} cannot take {got.value!r} while {state.value!r}")
        self.machine = machine
        self.state = state
        self.got = got
