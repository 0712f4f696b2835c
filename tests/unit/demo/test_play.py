"""Which story is played; the plays themselves are tests/integration/test_demo_play.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ringtree.demo.off_hours import OffHours
from ringtree.demo.phones import ServerAddress
from ringtree.demo.play import _Call, _scene
from ringtree.demo.script import Account, DemoScript, Story
from ringtree.demo.stage import Stage

SCRIPT = DemoScript(
    company="Daisy",
    number="+74950000001",
    carrier_port=5080,
    accounts={"101": Account("daisy-101", "secret"), "102": Account("daisy-102", "secret")},
    prompts=(),
)


async def no_records() -> list[dict[str, object]]:
    return []


@pytest.mark.parametrize(("story", "kind"), [(Story.WORKING, _Call), (Story.OFF_HOURS, OffHours)])
def test_each_story_has_its_scene(story: Story, kind: type) -> None:
    stage = Stage(ServerAddress("127.0.0.1", 5060), replace(SCRIPT, story=story), print)
    assert isinstance(_scene(stage, no_records, None), kind)
