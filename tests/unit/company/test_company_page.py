"""docs/company.md has every field, and its company is a sound one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

import ringtree.flows.codes
import ringtree.flows.nodes  # noqa: F401 - registers the real node types
from ringtree.company import caller_list, limits, model, presence, prompt, route, schedule
from ringtree.company.diff import diff
from ringtree.company.node import NODE_TYPES
from ringtree.company.text import check, dump, load

PAGE = (Path(__file__).parents[3] / "docs" / "company.md").read_text("utf-8")
(EXAMPLE,) = re.findall(r"```yaml\n(code: .*?)```", PAGE, re.DOTALL)
ROWS = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
REAL_TYPES = dict(NODE_TYPES)
PARTS: list[type[BaseModel]] = [
    value
    for module in (model, schedule, caller_list, presence, prompt, route, limits)
    for value in vars(module).values()
    if isinstance(value, type)
    and issubclass(value, BaseModel)
    and value.__module__ == module.__name__
]


@pytest.fixture(autouse=True)
def node_types(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real node types."""
    for name, kind in REAL_TYPES.items():
        monkeypatch.setitem(NODE_TYPES, name, kind)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_has_its_row(part: type[BaseModel]) -> None:
    fields = {field.alias or name for name, field in part.model_fields.items() if not field.exclude}
    assert fields <= ROWS


def test_its_company_is_sound_and_survives_being_written_anew() -> None:
    company, problems = check(EXAMPLE)
    assert problems == []
    again = load(dump(company))
    assert again == company
    assert diff(company, again) == []
