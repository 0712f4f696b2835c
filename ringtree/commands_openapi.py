"""`ringtree openapi`: the description that clients of the API are generated from."""

from __future__ import annotations

import argparse
import json

from ringtree.commands_lint import write
from ringtree.settings import Settings


async def openapi(settings: Settings, options: argparse.Namespace) -> int:
    """Print the OpenAPI description, or write it into a file."""
    from ringtree.api.app import build  # takes a second that other commands need not wait

    described = build(settings).openapi()
    write(json.dumps(described, ensure_ascii=False, indent=2) + "\n", options.output)
    return 0
