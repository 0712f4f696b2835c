"""The command line: what `ringtree --help` lists. Each command's page is docs/commands.md."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from ringtree import (
    commands,
    commands_administrator,
    commands_agent,
    commands_bans,
    commands_callback,
    commands_forward,
    commands_hours,
    commands_limits,
    commands_lint,
    commands_mail,
    commands_openapi,
    commands_pins,
    commands_queue,
    commands_replay,
    commands_revisions,
    commands_shadow,
    commands_simulate,
    commands_trunk,
    commands_voicemail,
    demonstration,
)
from ringtree.commands import CommandError
from ringtree.company.problem import DocumentError
from ringtree.settings import Settings, SettingsError, load_settings

Command = Callable[[Settings, argparse.Namespace], Awaitable[int]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the process's exit status: 0 done, 1 not done, 2 misused."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        settings = load_settings(options.settings)
        return _run(command(settings, options))
    except SettingsError as error:
        print(f"ringtree: {error}", file=sys.stderr)
        return 2
    except DocumentError as error:
        _print_problems(error, as_json=getattr(options, "json", False))
        return 1
    except CommandError as error:
        print(f"ringtree: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(work: Awaitable[int]) -> int:
    import uvloop

    async def waited() -> int:
        return await work

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(waited())


def _print_problems(error: DocumentError, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([problem.to_dict() for problem in error.problems], ensure_ascii=False))
    else:
        print(error, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ringtree", description="A cloud PBX whose heart is the connection tree."
    )
    parser.add_argument(
        "--settings", type=Path, metavar="FILE", help="settings file (docs/settings.md)"
    )
    commands_ = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serve(commands_)
    _add_apply(commands_)
    _add_export(commands_)
    _add_lint(commands_)
    _add_diff(commands_)
    _add_history(commands_)
    _add_show(commands_)
    _add_rollback(commands_)
    _add_schema(commands_)
    _add_openapi(commands_)
    _add_simulate(commands_)
    _add_test(commands_)
    _add_prove(commands_)
    _add_shadow(commands_)
    _add_hours(commands_)
    _add_override(commands_)
    _add_osm(commands_)
    _add_calls(commands_)
    _add_upload(commands_)
    _add_password(commands_)
    _add_pin(commands_)
    _add_limits(commands_)
    commands_bans.add_parser(commands_)
    commands_forward.add_parser(commands_)
    commands_mail.add_parser(commands_)
    commands_trunk.add_parser(commands_)
    commands_voicemail.add_parser(commands_)
    commands_agent.add_parser(commands_)
    commands_callback.add_parser(commands_)
    commands_administrator.add_parser(commands_)
    commands_replay.add_verbs(commands_queue.add_parser(commands_))
    _add_demo(commands_)
    return parser


Subparsers = argparse._SubParsersAction  # what add_subparsers returns has no public name


def _add_serve(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("serve", help="answer calls until stopped")
    one.add_argument(
        "--with-demo",
        action="store_true",
        help="publish the demo company if it is not there, and play one demonstration call",
    )
    one.set_defaults(command=demonstration.serve)


def _add_apply(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("apply", help="publish a company from a YAML file")
    one.add_argument("file", type=Path)
    one.add_argument("--author", default="", help="who publishes; by default the system's user")
    one.add_argument("--note", default="", help="why, for the history")
    one.add_argument(
        "--expect", type=int, metavar="REVISION", help="refuse if another revision is live"
    )
    one.add_argument("--check", action="store_true", help="only look for problems")
    _add_force_cases(one)
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands.apply)


def _add_force_cases(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--force-cases",
        action="store_true",
        help="publish although cases of the company fail; the history will say so",
    )


def _add_export(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("export", help="print a company's published text")
    one.add_argument("company", nargs="?", help="the company's code; the only one if left out")
    one.add_argument("--revision", type=int, help="an older one instead of the live one")
    one.add_argument(
        "--plain", action="store_true", help="without the line that says which revision it is"
    )
    one.set_defaults(command=commands.export)


def _add_lint(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("lint", help="look for problems in a company's YAML file")
    one.add_argument("file", type=Path)
    one.add_argument("--live", action="store_true", help="also find people without a phone now")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_lint.lint)


def _add_diff(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("diff", help="say what publishing a file would change")
    one.add_argument("file", type=Path)
    one.add_argument("--against", type=int, metavar="REVISION", help="instead of the live revision")
    _add_wording(one)
    one.set_defaults(command=commands_revisions.compare)


def _add_wording(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--language", choices=("ru", "en"), help="of the words; by default the company's"
    )
    one.add_argument("--json", action="store_true")


def _add_history(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("history", help="list a company's revisions, newest first")
    one.add_argument("company")
    one.add_argument("--limit", type=int, default=100)
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_revisions.history)


def _add_show(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("show", help="print one revision, with who published it and why")
    one.add_argument("company")
    one.add_argument("revision", type=int)
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_revisions.show)


def _add_rollback(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("rollback", help="publish an old revision's text as a new revision")
    one.add_argument("company")
    one.add_argument("revision", type=int)
    one.add_argument("--author", default="", help="who publishes; by default the system's user")
    one.add_argument("--note", default="", help="why, for the history")
    one.add_argument(
        "--expect", type=int, metavar="REVISION", help="refuse if another revision is live"
    )
    _add_force_cases(one)
    _add_wording(one)
    one.set_defaults(command=commands_revisions.rollback)


def _add_schema(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("schema", help="print the JSON Schema of a company's YAML file")
    one.add_argument("--output", type=Path, metavar="FILE", help="write it there instead")
    one.set_defaults(command=commands_lint.schema)


def _add_openapi(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("openapi", help="print the description of the HTTP API")
    one.add_argument("--output", type=Path, metavar="FILE", help="write it there instead")
    one.set_defaults(command=commands_openapi.openapi)


def _add_simulate(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("simulate", help="imagine one call and show its way")
    one.add_argument("file", type=Path)
    one.add_argument("--to", metavar="NUMBER", help="by default the company's first number")
    one.add_argument(
        "--from", dest="caller", default="+79990000000", metavar="NUMBER", help='"" withholds it'
    )
    one.add_argument("--at", metavar="TIME", help="2026-11-22 22:00, or sunday 22:00; or now")
    one.add_argument("--press", default="", metavar="KEYS", help="such as 1,wait,2")
    one.add_argument("--agents", default="free", help="free, busy, none or away, 101=busy")
    one.add_argument("--waiting", type=int, default=0, metavar="N", help="callers before this one")
    one.add_argument("--hang-up-after", type=_seconds, metavar="SECONDS", help="such as 40s")
    one.add_argument(
        "--webhook",
        default="failed",
        metavar="ANSWER",
        help="what servers answer: an exit, or failed, timeout, bad_answer",
    )
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_simulate.imagine)


def _seconds(text: str) -> float:
    seconds = float(text.removesuffix("s"))
    if not 0 < seconds <= 86400:
        raise ValueError(text)
    return seconds


def _add_test(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("test", help="run the cases of a company's YAML file")
    one.add_argument("file", type=Path)
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_simulate.test)


def _add_prove(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("prove", help="find every way in which a caller could be lost")
    one.add_argument("file", type=Path)
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_simulate.prove)


def _add_shadow(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("shadow", help="tell real calls again under a draft, and list the odd")
    one.add_argument("file", type=Path, help="the draft; its company must be live")
    one.add_argument("--last", type=int, metavar="N", help="the last N calls, instead of new ones")
    one.add_argument("--calls", type=int, default=100, metavar="N", help="end after N new calls")
    one.add_argument(
        "--limit", type=_seconds, default=3600.0, metavar="SECONDS", help="end after this time"
    )
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_shadow.shadow)


def _add_hours(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("hours", help="say whether a company is open, until when, and why")
    one.add_argument("company")
    one.add_argument("--schedule", metavar="NAME", help="only this one")
    one.add_argument("--at", metavar="TIME", help="2026-11-22 22:00, or sunday 22:00; or now")
    one.add_argument("--osm", action="store_true", help="print OpenStreetMap's opening hours")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_hours.hours)


def _add_override(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("override", help="open or close whatever the schedule says")
    one.add_argument("company")
    one.add_argument("what", help="open, closed, an exception's name, or revoke")
    one.add_argument("--schedule", metavar="NAME", help="which; not needed if there is one")
    one.add_argument(
        "--until", default="boundary", metavar="TIME", help="boundary, revoked, 18:00, sunday 22:00"
    )
    one.add_argument("--author", default="", help="who; by default the system's user")
    one.add_argument("--note", default="", help="why")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_hours.override)


def _add_osm(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("osm", help="make a schedule of OpenStreetMap's opening hours")
    one.add_argument("text", help='such as "Mo-Fr 09:00-18:00; PH off"')
    one.add_argument("--name", default="office", help="what documents call the schedule")
    one.add_argument("--timezone", metavar="ZONE", help="by default the company's")
    one.add_argument("--country", metavar="CODE", help="whose holidays PH means, such as RU")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_hours.from_osm)


def _add_calls(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("calls", help="show the last calls")
    one.add_argument("call", nargs="?", help="a call's id, to see its whole way")
    one.add_argument("--company")
    one.add_argument("--limit", type=int, default=20)
    one.add_argument("--trace", action="store_true", help="everything that happened on the way")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands.calls)


def _add_upload(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("upload", help="store a recording that prompts and queues may name")
    one.add_argument("company")
    one.add_argument("file", type=Path, help="WAV, MP3, Ogg, M4A or FLAC; at most ten minutes")
    one.add_argument("--name", help="what documents call it; by default the file's name")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands.upload)


def _add_password(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("password", help="give a SIP account a new password, shown once")
    one.add_argument("account", help="such as romashka-101")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands.password)


def _add_limits(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("limits", help="what is used of the limits of calls to the outside")
    one.add_argument("company", nargs="?", help="the company's code; the only one if left out")
    one.add_argument("--all", action="store_true", help="also limits of which nothing is used")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_limits.limits)


def _add_pin(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("pin", help="give a person a PIN for feature codes, shown once")
    one.add_argument("account", help="such as romashka-101")
    one.add_argument("--pin", metavar="DIGITS", help="this one; by default one is made up")
    one.add_argument("--remove", action="store_true", help="take it away")
    one.add_argument("--json", action="store_true")
    one.set_defaults(command=commands_pins.pin)


def _add_demo(parent: Subparsers[argparse.ArgumentParser]) -> None:
    one = parent.add_parser("demo", help="play the demonstration call")
    one.add_argument("--once", action="store_true", help="exit after one call (the default)")
    one.add_argument(
        "--private",
        action="store_true",
        help="on a server of its own, even if one is running with these settings",
    )
    one.add_argument(
        "--at",
        metavar="TIME",
        help="let it be then, on a server of its own: monday 12:00, or sunday 22:00",
    )
    one.set_defaults(command=demonstration.demo)
