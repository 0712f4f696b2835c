"""Whose fault it was: ours or theirs."""

from __future__ import annotations

from enum import StrEnum


class LocalProtocolError(Exception):
    """Our own code asked a machine for something its state does not allow: a bug of ours.

    The machine's state is left as it was.
    """

    def __init__(self, machine: str, state: StrEnum, given: StrEnum) -> None:
        super().__init__(f"{machine} can't handle {given.name} in state {state.name}")
        self.state = state
        self.given = given
