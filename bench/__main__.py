"""`python -m bench [names…]`: measure a whole server; without names, write docs/performance.md."""

from __future__ import annotations

import argparse
import json
import sys
from types import ModuleType

from bench import basic_call, mailbox, memory, registration, relayed_call, waiting_caller
from bench.report import Results, machine, write
from bench.server import site

MEASUREMENTS: dict[str, ModuleType] = {
    "basic_call": basic_call,
    "registration": registration,
    "relayed_call": relayed_call,
    "waiting_caller": waiting_caller,
    "memory": memory,
    "mailbox": mailbox,
}


def main() -> int:
    """Measure, printing one JSON object a line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(MEASUREMENTS))
    names = parser.parse_args().names
    if unknown := set(names) - MEASUREMENTS.keys():
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    results: Results = {}
    with site() as place:
        for name in names or MEASUREMENTS:
            results[name] = MEASUREMENTS[name].measure(place)
            line = {"measurement": name, **results[name], **machine()}
            print(json.dumps(line), flush=True)
        if not names:
            write(results, place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
