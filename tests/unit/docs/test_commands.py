"""docs/commands.md says what the command line really takes and prints."""

from __future__ import annotations

import argparse
import json
import re

import pytest

from ringtree.cli import _parser
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord, Direction
from tests.unit.docs.pages import DOCS, anchors, text_of

PAGE = DOCS / "commands.md"
EXAMPLES = re.findall(r"^```json\n(.*?)^```$", text_of(PAGE), re.MULTILINE | re.DOTALL)


def _commands() -> dict[str, argparse.ArgumentParser]:
    subparsers = next(
        action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    return dict(subparsers.choices)


def _chapter(command: str) -> str:
    return text_of(PAGE).partition(f"\n## ringtree {command}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("command", _commands())
def test_every_command_has_a_chapter_with_an_example(command: str) -> None:
    assert f"ringtree-{command}" in anchors(PAGE)
    assert re.search(rf"^\$ (RINGTREE_\S+ )?ringtree {command}\b", text_of(PAGE), re.MULTILINE)


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (command, option)
        for command, parser in _commands().items()
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    ],
)
def test_every_option_is_told(command: str, option: str) -> None:
    assert f"`{option}" in _chapter(command) or f" {option}" in _chapter(command)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_json_example_is_json(example: str) -> None:
    assert json.loads(example)


def test_the_record_s_example_has_the_shape_of_a_record() -> None:
    example = next(one for one in map(json.loads, EXAMPLES) if "legs" in one)
    assert CallRecord.from_dict(json.loads(json.dumps(example))).to_dict() == example


def test_the_lists_of_outcomes_and_directions_are_complete() -> None:
    named = set(re.findall(r"`(\w+)`", _chapter("calls")))
    assert {outcome.value for outcome in Outcome} <= named
    assert {direction.value for direction in Direction} <= named
