"""The command line: what `ringtree --help` lists. Each command's page is docs/commands.md."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from ringtree.commands import (
    administrator,
    agent,
    apply,
    bans,
    callback,
    calls,
    export,
    forward,
    hours,
    limits,
    lint,
    mail,
    numbers,
    openapi,
    password,
    pins,
    queue,
    queue_live,
    replay,
    revisions,
    serve,
    shadow,
    simulate,
    trunk,
    upload,
    voicemail,
    wrap_up,
)
from ringtree.commands.command import CommandError
from ringtree.company.problem import DocumentError
from ringtree.settings import Settings, SettingsError, load_settings

#: In the order of `ringtree --help`.
_COMMANDS = (
    serve,
    apply,
    export,
    lint,
    revisions,
    openapi,
    simulate,
    shadow,
    hours,
    calls,
    upload,
    password,
    pins,
    limits,
    bans,
    forward,
    mail,
    numbers,
    trunk,
    voicemail,
    callback,
    administrator,
)

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
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for one in _COMMANDS:
        one.add_parser(commands)
    wrap_up.add_verbs(agent.add_parser(commands))
    verbs = queue.add_parser(commands)
    queue_live.add_verb(verbs)
    replay.add_verbs(verbs)
    return parser
