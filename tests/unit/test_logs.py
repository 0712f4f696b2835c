"""Log lines for people or for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from ringtree.logs import configure_logs
from ringtree.settings import Settings

Lines = Callable[[], list[str]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """The error stream. What other tests have of logging stays as it was."""
    before = structlog.get_config()
    yield lambda: capsys.readouterr().err.splitlines()
    structlog.configure(**before)


def log_with(**settings: str) -> Any:
    configure_logs(Settings.model_validate(settings))
    return structlog.get_logger()


def fail_with_a_secret(log: Any) -> None:
    password = "hunter2"
    try:
        raise ValueError(f"boom {len(password)}")
    except ValueError:
        log.exception("failed")


def test_a_line_for_a_machine_is_one_json_object(lines: Lines) -> None:
    log_with(log_format="json").warning("занято", account="acme-101")
    (written,) = lines()
    line = json.loads(written)
    assert (line["event"], line["account"], line["level"]) == ("занято", "acme-101", "warning")
    assert line["timestamp"].endswith("Z")
    assert "занято" in written


def test_a_traceback_for_a_machine_is_in_the_object(lines: Lines) -> None:
    fail_with_a_secret(log_with(log_format="json"))
    (written,) = lines()
    assert json.loads(written)["exception"][0]["exc_type"] == "ValueError"


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_traceback_does_not_tell_the_values_of_variables(lines: Lines, form: str) -> None:
    fail_with_a_secret(log_with(log_format=form))
    written = "\n".join(lines())
    assert "boom 7" in written
    assert "hunter2" not in written


def test_a_line_for_a_person(lines: Lines) -> None:
    log_with(log_format="console").info("company published", company="acme")
    (written,) = lines()
    assert "company published" in written and "company=acme" in written


@pytest.mark.parametrize(("level", "count"), [("debug", 3), ("info", 2), ("error", 1)])
def test_less_important_lines_are_left_out(lines: Lines, level: str, count: int) -> None:
    log = log_with(log_format="json", log_level=level)
    log.debug("a")
    log.info("b")
    log.error("c")
    assert len(lines()) == count
