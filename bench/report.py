"""docs/performance.md: the figures, beside the aims and Asterisk's, and where the time goes."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from bench.profile_load import Profile, calls, registrations, sampled
from bench.server import Site

Results = dict[str, dict[str, object]]

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
NOTES = "<!-- Below this line is written by hand and kept by `make bench`. -->"
_MOST_FUNCTIONS = 15

#: what, measurement and field, unit, aim, Asterisk 23.4 on a machine like this one
_ROWS = (
    ("CPU per basic call at 50/s", "basic_call", "cpu_ms", " ms", "under 4 ms", "5.5 to 6.6 ms"),
    ("… control process", "basic_call", "control_ms", " ms", "", ""),
    ("… its storage threads", "basic_call", "storage_threads_ms", " ms", "", ""),
    ("… media worker", "basic_call", "worker_ms", " ms", "", ""),
    ("Highest call rate", "basic_call", "highest_rate", "/s", "", "240/s, both cores"),
    ("… CPU per call there", "basic_call", "cpu_ms_there", " ms", "under 4 ms", ""),
    (
        "CPU per registration at 200/s",
        "registration",
        "cpu_ms",
        " ms",
        "under 0.7 ms",
        "0.8 to 1.1 ms",
    ),
    ("Highest registration rate", "registration", "highest_rate", "/s", "", "1,500/s"),
    ("… CPU per registration there", "registration", "cpu_ms_there", " ms", "under 0.7 ms", ""),
    ("Core per relayed call", "relayed_call", "percent", " %", "under 0.25 %", "0.38 to 0.47 %"),
    ("… packets lost", "relayed_call", "lost", "", "0", ""),
    ("… largest gap", "relayed_call", "largest_gap_ms", " ms", "60 ms", ""),
    ("Core per waiting caller", "waiting_caller", "percent", " %", "under 0.15 %", "0.48 %"),
    ("… packets lost", "waiting_caller", "lost", "", "0", ""),
    ("… largest gap", "waiting_caller", "largest_gap_ms", " ms", "60 ms", ""),
    ("Core per caller who is recorded", "mailbox", "percent", " %", "", ""),
    ("CPU per message of a minute, into mailbox and mail", "mailbox", "message_ms", " ms", "", ""),
    ("… its MP3, by ffmpeg", "mailbox", "encoder_ms", " ms", "", ""),
    ("Memory per call", "memory", "kb", " kB", "under 150 kB", "305 kB"),
    ("… control process", "memory", "control_kb", " kB", "", ""),
    ("… media worker", "memory", "worker_kb", " kB", "", ""),
    (
        "Control process grows per 1,000 finished calls",
        "memory",
        "control_kb_per_1000_finished",
        " kB",
        "",
        "",
    ),
)

_METHOD = """\
## How it is measured

`make bench` starts `ringtree serve` with a database of its own and a company of 600 people with
registered telephones, a number and a tree of one *dial* node each, and loads it over loopback.
CPU time is the kernel's (user and system, of the control process with all threads and of the media
worker), so other work on the machine disturbs it little; rates are wall clock and suffer from it,
and sipp and the RTP generator take their share of the same two cores.

- **Basic call**: sipp calls from the trunk and answers as the telephone: INVITE, 180, 200, ACK,
  100 ms, BYE. Ports for media are opened on both legs, no RTP flows, record and trace are stored.
  50 calls a second, median of 5 runs; then rates growing by a quarter until, twice,
  fewer than 99.9 % succeed or a backlog of a second is left; shown is what was finished per second
  in the last good run.
- **Registration**: sipp, REGISTER, 401, REGISTER with MD5 digest, 200, stored;
  200 a second, 5 runs.
- **Relayed call**: 100 calls, both sides sending G.711 at 50 packets a second; loss and gaps as the
  receiving telephones see them by the kernel's time stamps; median of 3 runs, loss of all runs, the
  worst gap of all.
- **Waiting caller**: 200 callers in a queue nobody serves, each hearing music and sending silence.
- **Recorded caller**: 100 callers who leave messages at once. **Message**: 40 of a minute each,
  from the finished recording to the acceptance by a mail server on this machine: measured,
  encoded, stored, composed, sent; the CPU is that of the process, and ffmpeg's beside it.
- **Memory**: growth of resident memory from 200 talking calls to 500, which leaves out what the
  start has freed; then after each of three times 1,000 finished calls and 35 s, when the
  transactions of the last one have expired.

`python -m bench basic_call` measures one of them; `python -m bench.profile_load` prints whole
profiles.
"""


def machine() -> dict[str, object]:
    """The machine's name, as every result carries it."""
    return {
        "cpu": _cpu_model(),
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load_average": round(os.getloadavg()[0], 1),
    }


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def write(results: Results, place: Site) -> None:
    """Write the page, keeping what people wrote below `NOTES`."""
    kept = PAGE.read_text().partition(NOTES)[2] if PAGE.exists() else "\n\n## Notes\n"
    PAGE.write_text("\n".join((_figures(results), _METHOD, _profiles(place), NOTES)) + kept)


def _figures(results: Results) -> str:
    about = machine()
    rows = [_row(results, *row) for row in _ROWS]
    return f"""\
# Performance

Made by `make bench` on {datetime.now(UTC):%Y-%m-%d}, on {about["cpu"]}, {about["cores"]} cores,
Linux {about["kernel"]}, Python {about["python"]}.
Asterisk's figures are 23.4, built with -O3, on such a machine, for scale.

| What | Ringtree | Aim | Asterisk |
|---|---|---|---|
{chr(10).join(rows)}
"""


def _row(results: Results, what: str, name: str, field: str, unit: str, *others: str) -> str:
    result = results[name]
    shown = f"{result[field]:g}{unit}" if isinstance(result[field], int | float) else "–"
    if field == "highest_rate" and result["limited_by_sipp"]:
        shown += " (sipp was the limit)"
    return f"| {' | '.join((what, shown, *others))} |"


def _profiles(place: Site) -> str:
    of_calls, of_registrations = sampled(place, calls), sampled(place, registrations)
    return f"""\
## Where the time goes

Microseconds of CPU of the control process, sampled by CPU time; libraries' work is counted for the
part of Ringtree that asked for it, except in the lists of functions.

{_profile("A basic call", of_calls)}
{_profile("A registration", of_registrations)}"""


def _profile(title: str, profile: Profile) -> str:
    parts = [f"| {name} | {spent:.0f} |" for name, spent in profile.charged() if spent >= 5]
    functions = [f"| `{name}` | {spent:.0f} |" for name, spent in profile.own()[:_MOST_FUNCTIONS]]
    return f"""\
### {title}: {profile.microseconds:.0f} µs

| Part | µs |
|---|---|
{chr(10).join(parts)}

| Function, with the built-in ones it calls | µs |
|---|---|
{chr(10).join(functions)}
"""
