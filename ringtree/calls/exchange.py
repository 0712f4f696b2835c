"""The parts a call is made with, put together once by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ringtree.calls.circles import Circles
from ringtree.calls.occupancy import Occupancy
from ringtree.calls.permit import Guard, TrunkGuard
from ringtree.calls.trunk_load import TrunkLoad
from ringtree.events import EventBus
from ringtree.media.plane import MediaPlane
from ringtree.prompts.library import PromptLibrary
from ringtree.records.writer import RecordWriter
from ringtree.registrar.service import RegistrarService
from ringtree.routing.directory import Directory
from ringtree.tasks import TaskOwner
from ringtree.trunks.service import TrunkService
from ringtree.wire.endpoint import SipEndpoint

if TYPE_CHECKING:
    from ringtree.calls.call import Call


@dataclass(slots=True, kw_only=True)
class Exchange:
    """Signalling, media and knowledge shared by all calls of this server.

    `longest_call` is in seconds; `clock` is monotonic seconds, the clock of every machine.
    Messages of callers are kept below `data_dir`.
    """

    endpoint: SipEndpoint
    media: MediaPlane
    registrar: RegistrarService
    occupancy: Occupancy
    directory: Directory
    prompts: PromptLibrary
    records: RecordWriter
    tasks: TaskOwner
    clock: Callable[[], float]
    longest_call: float = 4 * 3600.0
    data_dir: Path = Path("data")
    trunk_load: TrunkLoad = field(default_factory=TrunkLoad)
    events: EventBus = field(default_factory=EventBus)
    trunks: TrunkService = field(init=False)
    guard: Guard = field(init=False)
    circles: Circles = field(default_factory=Circles)
    calls: dict[str, Call] = field(default_factory=dict)
    """Those that are going on and have a caller, by id."""

    def __post_init__(self) -> None:
        """Until somebody knows names and passwords, trunks are numeric; until somebody limits
        more, calls to the outside are limited by the trunks alone."""
        self.trunks = TrunkService(self.endpoint, self.directory, self.trunk_load, clock=self.clock)
        self.guard = TrunkGuard(self.trunk_load)
