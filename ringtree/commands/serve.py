"""`ringtree serve` and `ringtree demo`: what they take; `demonstration` does them."""

from __future__ import annotations

from ringtree import demonstration
from ringtree.commands.command import Subparsers


def add_parser(parent: Subparsers) -> None:
    """What the commands take."""
    _add_serve(parent)
    _add_demo(parent)


def _add_serve(parent: Subparsers) -> None:
    one = parent.add_parser("serve", help="answer calls until stopped")
    one.add_argument(
        "--with-demo",
        action="store_true",
        help="publish the demo company if it is not there, and play one demonstration call",
    )
    one.set_defaults(command=demonstration.serve)


def _add_demo(parent: Subparsers) -> None:
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
