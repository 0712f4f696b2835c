"""Where the control process's time goes, part by part and function by function.

    python -m bench.profile_load [calls] [registrations]

Everything is in microseconds of CPU per call or registration; the share of each function is
sampled, the number of its calls counted by cProfile in a run of its own.
"""

from __future__ import annotations

import json
import os
import pstats
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bench import sipp
from bench.profiled import SAMPLED, VARIABLE
from bench.server import Server, Site, site

Work = Callable[[Site, Server, float], sipp.Load]
Shares = list[tuple[str, float]]  # name, microseconds per unit; the largest first
_WARM_UP, _SECONDS = 3.0, 12.0
_BUILT_IN = "~"  # pstats's file of functions written in C


def calls(place: Site, server: Server, seconds: float) -> sipp.Load:
    """Basic calls at fifty a second."""
    return sipp.call(place, server, rate=50, seconds=seconds)


def registrations(place: Site, server: Server, seconds: float) -> sipp.Load:
    """Registrations at two hundred a second."""
    return sipp.register(place, server, rate=200, seconds=seconds)


@dataclass(frozen=True, slots=True)
class Profile:
    """Sampled stacks of the control process's main thread over some units of work."""

    units: int
    microseconds: float  # of CPU per unit, all threads of the control process
    stacks: list[tuple[int, list[str]]]

    def own(self) -> Shares:
        """By function, what is spent in it and in the built-in functions it calls."""
        return self._shares((stack[:1], count) for count, stack in self.stacks)

    def cumulative(self) -> Shares:
        """By function, with everything below it."""
        return self._shares((set(stack), count) for count, stack in self.stacks)

    def parts(self) -> Shares:
        """Own time by package of Ringtree and by library."""
        return self._shares(([_part(stack[0])], count) for count, stack in self.stacks)

    def charged(self) -> Shares:
        """All time by Ringtree's innermost package, which libraries work for."""
        return self._shares(([_charged(stack)], count) for count, stack in self.stacks)

    def _shares(self, samples: Iterable[tuple[Iterable[str], int]]) -> Shares:
        counted: Counter[str] = Counter()
        for names, count in samples:
            for name in names:
                counted[name] += count
        each = self.microseconds / sum(count for count, _ in self.stacks)
        return [(_short(name), count * each) for name, count in counted.most_common()]


def sampled(place: Site, work: Work) -> Profile:
    """Sample a warm server at work."""
    load, path = _profiled(place, work, SAMPLED)
    cpu = load.cpu.control / load.wanted
    stacks = [(count, stack) for count, stack in json.loads(path.read_text())]
    return Profile(load.wanted, 1e6 * cpu, stacks)


def counted(place: Site, work: Work, most: int = 40) -> list[tuple[float, float, str]]:
    """Calls per unit, own microseconds as cProfile sees them, and function."""
    load, path = _profiled(place, work)
    stats = pstats.Stats(str(path))
    entries = cast(
        "dict[tuple[str, int, str], tuple[int, int, float, float, object]]",
        stats.stats,  # type: ignore[attr-defined]  # pstats has it, its types do not
    )
    found = [
        (number / load.wanted, 1e6 * own / load.wanted, _named(*function))
        for function, (_, number, own, _, _) in entries.items()
    ]
    return sorted(found, key=lambda entry: -entry[1])[:most]


def _profiled(place: Site, work: Work, *options: str) -> tuple[sipp.Load, Path]:
    path = place.folder / "profile"
    started = {VARIABLE: str(path)}
    command = ("-m", "bench.profiled", *options)
    with place.serving(*command, **started) as server, sipp.phones(place):
        work(place, server, _WARM_UP)
        os.kill(server.pid, signal.SIGUSR1)
        time.sleep(0.2)
        load = work(place, server, _SECONDS)
    return load, path


def _named(file: str, line: int, name: str) -> str:
    return name if file == _BUILT_IN else _short(f"{file}:{line}:{name}")


def _short(name: str) -> str:
    for folder in ("site-packages/", "python3.11/"):
        name = name.rpartition(folder)[2]
    inside = name.rfind("ringtree/")
    return name if inside < 0 else name[inside:]


def _part(name: str) -> str:
    file = name.partition(":")[0]
    if package := _package(name):
        return package
    _, packaged, rest = file.rpartition("site-packages/")
    return rest.partition("/")[0].removesuffix(".py") if packaged else "standard library"


def _charged(stack: list[str]) -> str:
    return next((package for name in stack if (package := _package(name))), "event loop")


def _package(name: str) -> str | None:
    _, found, rest = name.partition(":")[0].rpartition("/ringtree/")
    if not found:
        return None
    folders = rest.split("/")[:-1]
    return ".".join(("ringtree", *(folders or [rest.removesuffix(".py")])))


def main() -> None:
    """Print profiles."""
    named = {"calls": calls, "registrations": registrations}
    with site() as place:
        for name in sys.argv[1:] or named:
            profile = sampled(place, named[name])
            print(f"== {name}: {profile.microseconds:.0f} µs each, sampled over {profile.units}")
            for title, shares, most in (
                ("own time by part", profile.parts(), 25),
                ("with libraries, by part", profile.charged(), 25),
                ("own time by function", profile.own(), 40),
                ("cumulative time by function", profile.cumulative(), 60),
            ):
                print(f"-- {title}")
                for function, microseconds in shares[:most]:
                    print(f"{microseconds:8.1f}  {function}")
            print("-- by cProfile: calls, own µs (dear calls included)")
            for number, own, function in counted(place, named[name]):
                print(f"{number:8.2f} {own:8.1f}  {function}")


if __name__ == "__main__":
    main()
