"""CPU per event of the queue engine: 1,000 callers waiting, 300 agents, 20 queues.

    python bench/queue_engine.py [--events 20000] [--runs 5]

A busy day in a loop: phones ring, answer, let it ring or refuse; conversations end; who gives up
is replaced by a new caller, so that a thousand always wait. Only the engine is measured, on
process time; the median of the runs is printed as one JSON object on a line of its own.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import statistics
import tracemalloc
from time import process_time_ns

from ringtree.queues.decisions import Connect, Decision, Leave, RefusalCause, Ring, StopRinging
from ringtree.queues.engine import QueueEngine
from ringtree.queues.settings import QueueSettings, Terms
from ringtree.queues.strategies import STRATEGIES

QUEUES, AGENTS, WAITING = 20, 300, 1000
EACH = AGENTS // QUEUES


class Day:
    """Callers and agents; plays the service, and times every call of the engine."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.engine = QueueEngine()
        self.now = 0.0
        self.callers = 0
        self.costs: list[int] = []
        self.offers: list[int] = []
        self.rings: dict[str, str] = {}  # extension -> offer
        self.talks: dict[str, str] = {}  # caller -> extension
        self.keys = [f"queue{number}" for number in range(QUEUES)]

    def open(self) -> None:
        """Everybody is at work, and a thousand callers wait more than can be served."""
        queues = [queue_settings(number, key) for number, key in enumerate(self.keys)]
        self.engine.configure(queues, self.now)
        for number in range(AGENTS):
            self.call(self.engine.agent_reachable, f"{number:03}", True, self.now)
        for _ in range(WAITING + AGENTS):
            self.arrive()
        self.costs.clear()
        self.offers.clear()

    def arrive(self) -> None:
        self.callers += 1
        self.call(self.engine.join, f"c{self.callers}", self.random.choice(self.keys), self.now)

    def call(self, method, *arguments) -> None:
        """Give one input, measured; then carry out what was decided, each fact measured too."""
        started = process_time_ns()
        method(*arguments)
        cost = process_time_ns() - started
        self.costs.append(cost)
        decided = tuple(self.engine.decisions)
        self.engine.decisions.clear()
        if any(isinstance(decision, Ring) for decision in decided):
            self.offers.append(cost)
        for decision in decided:
            self.carry_out(decision)

    def carry_out(self, decision: Decision) -> None:
        match decision:
            case Ring(extensions=extensions, offer_id=offer_id):
                for extension in extensions:
                    self.rings[extension] = offer_id
                    self.call(self.engine.agent_occupied, extension, self.now)
            case StopRinging(extension=extension):
                del self.rings[extension]
                self.call(self.engine.agent_free, extension, self.now)
            case Connect(entry_id=caller, extension=extension):
                self.call(self.engine.talking, caller, self.now)
                del self.rings[extension]
                self.talks[caller] = extension
                self.arrive()
            case Leave(entry_id=caller):
                if caller in self.talks:
                    self.call(self.engine.agent_free, self.talks.pop(caller), self.now)
                else:
                    self.arrive()

    def step(self) -> None:
        """Something happens; between two happenings a moment passes."""
        self.now += 0.02
        due = self.engine.next_timer()
        if due is not None and due <= self.now:
            self.call(self.engine.handle_timer, self.now)
        dice = self.random.random()
        if dice < 0.45 and self.rings:
            extension = self.random.choice(tuple(self.rings))
            self.call(self.engine.offer_answered, self.rings[extension], extension, self.now)
        elif dice < 0.55 and self.rings:
            self.refuse(self.random.choice(tuple(self.rings)))
        elif dice < 0.95 and self.talks:
            caller = self.random.choice(tuple(self.talks))
            self.call(self.engine.conversation_ended, caller, self.now)
        else:
            line = self.engine.waiting(self.random.choice(self.keys))
            if line:
                self.call(self.engine.leave, self.random.choice(line), self.now)

    def refuse(self, extension: str) -> None:
        offer_id = self.rings.pop(extension)
        cause = RefusalCause.DECLINED
        self.call(self.engine.offer_refused, offer_id, extension, cause, self.now)
        self.call(self.engine.agent_free, extension, self.now)


def queue_settings(number: int, key: str) -> QueueSettings:
    """Fifteen agents of its own and fifteen of the next queue, who help later.

    Each strategy is some queue's; every fifth queue tells estimates, every fourth requires a skill.
    """
    agents = tuple(f"{(number * EACH + index) % AGENTS:03}" for index in range(2 * EACH))
    terms = {
        agent: Terms(tier=1 + index // EACH, skills={"tax": index % 3})
        for index, agent in enumerate(agents)
    }
    return QueueSettings(
        key=key,
        strategy=sorted(STRATEGIES)[number % len(STRATEGIES)],
        agents=agents,
        terms=terms,
        tiers={2: 20},
        required={"tax": 1} if number % 4 == 3 else {},
        relax_every=15,
        head_start=10 * (number % 3),
        announce_wait=number % 5 == 0,
        announce_every=30,
        periodic=3,
        wrap_up=3,
        max_wait=None,
    )


def memory_per_entry() -> float:
    """Bytes one waiting caller costs the engine."""
    engine = QueueEngine()
    engine.configure([QueueSettings(key="q")], 0.0)
    tracemalloc.start()
    for number in range(WAITING):
        engine.join(f"caller-{number}", "q", float(number))
        engine.decisions.clear()
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return used / WAITING


def measure(events: int, seed: int) -> dict[str, float]:
    """One day of that many events, in microseconds."""
    day = Day(seed)
    day.open()
    while len(day.costs) < events:
        day.step()
    day.offers.sort()
    return {
        "mean": sum(day.costs) / len(day.costs) / 1000,
        "p99": statistics.quantiles(day.costs, n=100)[98] / 1000,
        "offer_p99": day.offers[int(len(day.offers) * 0.99)] / 1000,
        "offers": len(day.offers),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    runs = [measure(options.events, seed) for seed in range(options.runs)]
    median = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    result = {
        "bench": "queue_engine",
        "machine": platform.node(),
        "queues": QUEUES,
        "agents": AGENTS,
        "waiting": WAITING,
        "events": options.events,
        "offers": median["offers"],
        "cpu_us_per_event": round(median["mean"], 1),
        "cpu_us_per_event_p99": round(median["p99"], 1),
        "cpu_us_per_offer_p99": round(median["offer_p99"], 1),
        "bytes_per_entry": round(memory_per_entry()),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
