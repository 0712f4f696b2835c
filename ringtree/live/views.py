"""What goes on now as plain values, computed when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ringtree.calls.call import Call
from ringtree.calls.occupancy import Occupancy
from ringtree.calls.trunk_load import TrunkLoad
from ringtree.company.model import Company, Person
from ringtree.flows.service import CallService
from ringtree.flows.told import place, started
from ringtree.presence.said import reason_title
from ringtree.presence.service import PresenceService
from ringtree.queues.agent import Activity, Agent
from ringtree.queues.floor import Floor
from ringtree.queues.queue import Queue
from ringtree.queues.service import QueueService
from ringtree.records.record import stamp
from ringtree.registrar.service import RegistrarService
from ringtree.routing.directory import Directory

View = dict[str, Any]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class LiveViews:
    """Looks at the parts of a running server; changes nothing.

    `clock` is the monotonic clock of the queues' machines, `now` the wall's.
    """

    directory: Directory
    calls: CallService
    queues: QueueService
    presence: PresenceService
    registrar: RegistrarService
    occupancy: Occupancy
    trunk_load: TrunkLoad
    clock: Callable[[], float]
    now: Callable[[], datetime] = _utc_now
    _epoch: float = field(init=False, default=0.0)

    def company(self, code: str) -> View:
        """Everything of a company; nothing, while nothing of it is published."""
        return {
            "calls": self.all_calls(code),
            "queues": list(self.all_queues(code).values()),
            "people": list(self.all_people(code).values()),
            "trunks": self.trunks(code),
        }

    # -- calls

    def all_calls(self, code: str) -> list[View]:
        """Every call of the company, the oldest first."""
        return [self._call(one) for one in self.calls.calls.values() if one.snapshot.code == code]

    def _call(self, call: Call) -> View:
        record, trace = call.timeline.record, self.calls.traces.get(call.id)
        entry = trace.open if trace is not None else None
        where = (
            place(call, entry) if entry else dict.fromkeys(("tree", "node", "node_type", "since"))
        )
        talks = call.timeline.is_talking
        return {
            **started(call),
            **where,
            "queue": record.queue if call.timeline.is_waiting else None,
            "answered": stamp(record.answered),
            "talks_with": call.timeline.talks_with if talks else None,
        }

    # -- queues

    def all_queues(self, code: str) -> dict[str, View]:
        """Every queue with who waits in it, by name."""
        company, floor = self._company(code), self.queues.floor(code)
        if company is None or floor is None:
            return {}
        return {name: self._queue(company, name, queue) for name, queue in floor.queues.items()}

    def _queue(self, company: Company, name: str, queue: Queue) -> View:
        published = company.queues.get(name)
        agents = [*queue.agents]
        return {
            "name": name,
            "title": published.title if published else name,
            "agents": agents,
            "available": len(queue.available),
            "target": published.target.model_dump(exclude={"short"}) if published else None,
            "waiting": list(self._waiting(queue)),
        }

    def _waiting(self, queue: Queue) -> Iterator[View]:
        for index, entry in enumerate(queue.line):
            call = self.calls.calls.get(entry.entry_id)
            offer = entry.offer
            yield {
                "call": entry.entry_id,
                "caller": call.timeline.record.caller if call else "",
                "caller_name": call.timeline.record.caller_name if call else "",
                "place": index + 1,
                "since": self._instant(entry.joined),
                "priority": entry.needs.priority,
                "rings": sorted(offer.ringing) if offer is not None else [],
            }

    # -- people

    def all_people(self, code: str) -> dict[str, View]:
        """Everybody of a company, by internal number."""
        company = self._company(code)
        if company is None:
            return {}
        floor, serves = self.queues.floor(code), _queues_of(company)
        return {
            one.extension: self._person(company, one, floor, serves.get(one.extension, []))
            for one in company.people
        }

    def _person(
        self, company: Company, person: Person, floor: Floor | None, serves: list[str]
    ) -> View:
        account = company.account(person.extension)
        said = self.presence.heeded(company.code, person.extension)
        agent = floor.agents.get(person.extension) if floor is not None else None
        return {
            "extension": person.extension,
            "name": person.name,
            "queues": serves,
            "registered": self.registrar.is_reachable(account),
            "presence": said.presence.value,
            "reason": said.reason,
            "reason_title": reason_title(company, said.reason, company.language),
            "presence_since": stamp(said.at) if said.by else None,
            "presence_by": said.by or None,
            **self._activity(account, agent),
        }

    def _activity(self, account: str, agent: Agent | None) -> View:
        """What somebody does: as the queues see it, or else whether the phone is taken at all."""
        calls = list(self.occupancy.holders(account))
        since: float | None
        if agent is not None and agent.activity is not Activity.IDLE:
            activity, since = agent.activity.value, agent.activity_since
        elif calls:
            activity, since = "busy", agent.line_since if agent else None
        else:
            activity, since = Activity.IDLE.value, agent.idle_since if agent else None
        return {
            "activity": activity,
            "activity_since": self._instant(since),
            "calls": calls,
        }

    # -- trunks

    def trunks(self, code: str) -> list[View]:
        """Every trunk with the calls it carries."""
        company = self._company(code)
        trunks: Mapping[str, Any] = company.trunks if company is not None else {}
        return [
            {
                "name": name,
                "calls": self.trunk_load.calls(code, name),
                "max_calls": trunk.max_calls,
                "refused": self.trunk_load.refused[code, name],
            }
            for name, trunk in trunks.items()
        ]

    def _company(self, code: str) -> Company | None:
        live = self.directory.company(code)
        return live.company if live is not None else None

    def _instant(self, at: float | None) -> str | None:
        """The wall's time of a machine's: the same each time it is asked for.

        The two clocks drift apart; the difference is taken anew when it is a second.
        """
        if not at:
            return None
        epoch = self.now().timestamp() - self.clock()
        if abs(epoch - self._epoch) >= 1.0:
            self._epoch = epoch
        return stamp(datetime.fromtimestamp(self._epoch + at, UTC))


def _queues_of(company: Company) -> dict[str, list[str]]:
    serves: dict[str, list[str]] = {}
    for name, queue in company.queues.items():
        for extension in queue.agents:
            serves.setdefault(extension, []).append(name)
    return serves
