"""What every call over a trunk needs before its INVITE: somebody's leave, counted at once.

The first INVITE to a trunk goes out only with a `Permit` in hand, whoever asks for the call, and
taking one is a single step in which nothing else runs: limits can't be raced past.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.trunk_load import TrunkLoad, TrunkSlot
from ringtree.company.model import Trunk
from ringtree.routing.directory import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkCall:
    """One call that wants to go out: whose it is, over which trunk, and whom it calls.

    `extension` is the person's who calls or forwards, None for a tree's own calls.
    """

    snapshot: Snapshot
    trunk: Trunk
    number: str
    extension: str | None
    is_emergency: bool = False


class Permit(Protocol):
    """A call that is counted, from before its INVITE until it is released."""

    @property
    def longest(self) -> float | None:
        """Seconds after which the conversation is cut; None: as the server has it."""

    def answered(self) -> None:
        """The call is being charged from now on."""

    def cut_by(self, hang_up: Callable[[Cause], None]) -> None:
        """How to end the call when a hard limit is reached."""

    def release(self) -> None:
        """The call is over. A second time does nothing."""


class Guard(Protocol):
    """Lets calls out, or says why not."""

    def admit(self, call: TrunkCall) -> Permit | Cause:
        """Count a call and let it out, in one step; or the cause to refuse it for."""


class SlotPermit:
    """A permit that is a place on the trunk and nothing more."""

    __slots__ = ("_slot",)

    def __init__(self, slot: TrunkSlot) -> None:
        self._slot = slot

    @property
    def longest(self) -> float | None:
        """As the server has it."""
        return None

    def answered(self) -> None:
        """Nothing is charged."""

    def cut_by(self, hang_up: Callable[[Cause], None]) -> None:
        """Nothing cuts it."""

    def release(self) -> None:
        """Give the place back."""
        self._slot.release()


class TrunkGuard:
    """Lets out as many calls as the trunks carry."""

    __slots__ = ("_load",)

    def __init__(self, load: TrunkLoad) -> None:
        self._load = load

    def admit(self, call: TrunkCall) -> Permit | Cause:
        """A place on the trunk, which emergency calls need not wait for."""
        slot = self._load.enter(call.snapshot.code, call.trunk, is_emergency=call.is_emergency)
        return SlotPermit(slot) if slot else trunk_full(call.trunk)


def trunk_full(trunk: Trunk) -> Cause:
    """Why a call does not go out over a trunk that has all the calls it may have."""
    return cause(CauseKind.OVERLOADED, f"the trunk {trunk.name} has all the calls it may have")
