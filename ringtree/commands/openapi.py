"""`ringtree openapi`: the description that clients of the API are generated from."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ringtree.commands.command import Subparsers
from ringtree.commands.lint import write
from ringtree.settings import Settings


def add_parser(parent: Subparsers) -> None:
    """What the command takes."""
    one = parent.add_parser("openapi", help="print the description of the HTTP API")
    one.add_argument("--output", type=Path, metavar="FILE", help="write it there instead")
    one.set_defaults(command=openapi)


async def openapi(settings: Settings, options: argparse.Namespace) -> int:
    """Print the OpenAPI description, or write it into a file."""
    from ringtree.api.app import build  # takes a second that other commands need not wait

    described = build(settings).openapi()
    write(json.dumps(described, ensure_ascii=False, indent=2) + "\n", options.output)
    return 0
