"""CPU of imagining calls and of proving a large company: 20 trees, 300 nodes, 5 schedules.

    python -m bench.simulate [--runs 5]

Prints one JSON object a line: the median of the runs, on process time.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
from datetime import UTC, datetime
from time import process_time
from typing import Any

import ringtree.flows.nodes  # noqa: F401 - registers the node types
from ringtree.company.model import Company
from ringtree.flows.proof.prove import prove_company
from ringtree.flows.simulation.script import Agents, Story
from ringtree.flows.simulation.simulate import simulate

TREES = 20
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CALLS = 200
SCHEDULES = {
    "office": {"weekly": {"monday..friday": "09:00-18:00"}, "holidays": "RU"},
    "shop": {"weekly": {"monday..saturday": ["10:00-14:00", "15:00-20:00"]}, "holidays": "RU"},
    "night": {"weekly": {"monday..sunday": "20:00-06:00"}},
    "berlin": {"weekly": {"monday..friday": "08:00-17:00"}, "timezone": "Europe/Berlin"},
    "depot": {
        "weekly": {"monday..friday": "07:00-15:30"},
        "exceptions": [{"name": "stocktaking", "date": "2027-03-31", "closed": True}],
    },
}


def company() -> Company:
    """Trees that branch into those after them, each with hours, a menu, queues and people."""
    people = [{"extension": f"{100 + n}", "name": f"Person {n}"} for n in range(60)]
    queues = {
        f"q{n}": {"title": f"Queue {n}", "agents": [f"{100 + 3 * n + k}" for k in range(3)]}
        for n in range(TREES)
    }
    return Company.model_validate(
        {
            "code": "large",
            "name": "Large",
            "language": "en",
            "timezone": "Europe/Moscow",
            "trunks": {"carrier": {"addresses": ["192.0.2.1"]}},
            "numbers": [
                {"number": f"+7495000000{n}", "trunk": "carrier", "tree": f"t{n}"} for n in range(5)
            ],
            "people": people,
            "queues": queues,
            "schedules": SCHEDULES,
            "lists": {"vip": {"numbers": ["+79215550000"]}, "bad": {"numbers": ["+7800*"]}},
            "trees": {f"t{n}": _tree(n) for n in range(TREES)},
        }
    )


def _tree(n: int) -> dict[str, Any]:
    deeper = [f"t{m}" for m in (2 * n + 1, 2 * n + 2) if m < TREES]
    below = {f"to_{name}": {"type": "branch", "tree": name} for name in deeper}
    lead = list(below) + ["end"] * (2 - len(below))
    schedule = list(SCHEDULES)[n % len(SCHEDULES)]
    nodes: dict[str, Any] = {
        "who": {
            "type": "caller",
            "rules": {"vip": {"lists": "vip"}, "bad": {"lists": "bad"}},
            "exits": {"vip": "sales", "bad": "end", "other": "hours"},
        },
        "hours": {
            "type": "hours",
            "schedule": schedule,
            "exits": {"open": "hello", "closed": "night" if n % 5 == 4 else "menu"},
        },
        "hello": {"type": "greeting", "prompt": "Hello!", "exits": {"next": "menu"}},
        "menu": {
            "type": "menu",
            "prompt": "Press one to four.",
            "choices": ["1", "2", "3", "4"],
            "exits": {
                "1": "tag",
                "2": lead[0],
                "3": lead[1],
                "4": "boss",
                "no_input": "sales",
                "no_match": "sales",
            },
        },
        "tag": {"type": "set", "tags": "bought", "exits": {"next": "dice"}},
        "dice": {
            "type": "split",
            "ways": {"a": 50, "b": 50},
            "exits": {"a": "sales", "b": "people"},
        },
        "sales": {"type": "queue", "queue": f"q{n}", "exits": {"overflow": "sorry"}},
        "people": {
            "type": "dial",
            "targets": [f"{100 + n}", f"{120 + n}"],
            "exits": {"busy": "sales", "no_answer": "sales", "unreachable": "sales"},
        },
        "boss": {"type": "dial", "targets": f"{140 + n}", "exits": {"busy": "people"}},
        "sorry": {"type": "greeting", "prompt": "Sorry.", "exits": {"next": "choose"}},
        "choose": {
            "type": "menu",
            "prompt": "Press one to wait.",
            "choices": ["1"],
            "exits": {"1": "sales", "no_input": "end", "no_match": "end"},
        },
        "night": {"type": "greeting", "prompt": "We are closed.", "exits": {"next": "menu"}},
        "end": {"type": "hang_up", "prompt": "Goodbye!"},
        **below,
    }
    for extra in range(15 - len(nodes)):
        nodes["end"] = {"type": "greeting", "prompt": "Bye", "exits": {"next": f"last{extra}"}}
        nodes[f"last{extra}"] = {"type": "hang_up"}
    return {"start": "who", "fallback": "end", "nodes": nodes}


def prove() -> dict[str, Any]:
    """One proof; the company is read anew, so that nothing is remembered."""
    proof = prove_company(company(), NOW)
    return {
        "seconds": proof.seconds,
        "nodes": proof.nodes,
        "moments": proof.moments,
        "situations": proof.situations,
        "states": proof.states,
        "findings": len(proof.findings),
    }


def calls() -> dict[str, Any]:
    """Callers who wait behind others, and reach somebody."""
    large = company()
    story = Story(
        to="+74950000000", caller="+79990000000", at=NOW, press="1", agents=Agents(), waiting=5
    )
    began = process_time()
    for _ in range(CALLS):
        done = simulate(large, story)
    return {"ms_per_call": (process_time() - began) / CALLS * 1000, "imagined_s": done.seconds}


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    for measure in (prove, calls):
        results = [measure() for _ in range(runs)]
        median = {
            name: round(statistics.median(result[name] for result in results), 3)
            for name in results[0]
        }
        print(json.dumps({"bench": measure.__name__, "machine": platform.node(), **median}))


if __name__ == "__main__":
    main()
