"""What serving and showing are told on the command line."""

from __future__ import annotations

import argparse

import pytest

from ringtree import demonstration
from ringtree.cli import main
from ringtree.settings import Settings


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("serve", ["serve", "--with-demo"], {"with_demo": True}),
        ("serve", ["serve"], {"with_demo": False}),
        ("demo", ["demo", "--once", "--private"], {"private": True, "at": None}),
        ("demo", ["demo", "--at", "sunday 22:00"], {"at": "sunday 22:00"}),
    ],
)
def test_the_demonstration_is_told(
    name: str,
    arguments: list[str],
    expected: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[argparse.Namespace] = []

    async def run(_settings: Settings, options: argparse.Namespace) -> int:
        heard.append(options)
        return 0

    monkeypatch.setattr(demonstration, name, run)
    assert main(arguments) == 0
    (options,) = heard
    assert expected.items() <= vars(options).items()
