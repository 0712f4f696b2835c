"""Every file with code has its unit tests, where everybody looks for them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "ringtree"
TESTS = ROOT / "tests" / "unit"

#: What has no unit test of its own, and why. A folder stands for everything in it.
EXCEPT = {
    "__main__.py": "process entry: one call of `cli.main`",
    "app.py": "a life of all parts: every integration test starts and stops it whole",
    "parts/": "the composition root: every integration test starts it whole",
    "flows/nodes/__init__.py": "discovery: proved by every test that names a node type",
    "queues/strategies/__init__.py": "discovery: proved by test_strategy",
    "mail/transport.py": "sockets: integration/test_mail_transport, with a foreign server",
    "media/channel.py": "a socket and a subprocess: integration/test_media_worker",
    "media/worker/__main__.py": "process entry: integration/test_media_worker",
    "media/worker/host.py": "epoll and clocks: integration/test_media_worker",
    "media/worker/ports.py": "sockets: integration/test_media_worker and test_media_faults",
    "media/worker/server.py": "the worker's loop: integration/test_media_worker",
    "storage/migrations/": "run by Alembic: proved by test_migrate",
}


def has_code(path: Path) -> bool:
    """Whether anything in the file can go wrong: data without a function cannot."""
    tree = ast.parse(path.read_text("utf-8"))
    return any(isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) for one in ast.walk(tree))


def is_excepted(name: str) -> bool:
    return any(name == one or (one.endswith("/") and name.startswith(one)) for one in EXCEPT)


def mirror_of(name: str) -> Path:
    """Where the tests of a source file are."""
    path = TESTS / name
    return path.with_name(f"test_{path.name}")


NAMES = sorted(path.relative_to(SOURCES).as_posix() for path in SOURCES.rglob("*.py"))


def test_every_file_with_code_has_its_tests() -> None:
    without = {
        name
        for name in NAMES
        if not is_excepted(name) and has_code(SOURCES / name) and not mirror_of(name).exists()
    }
    assert without == set()


@pytest.mark.parametrize("name", EXCEPT)
def test_an_exception_is_one(name: str) -> None:
    assert (SOURCES / name).exists()
    assert not mirror_of(name).exists()
