"""What a queue can't be: one failing and one passing example for each rule."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.lint import lint
from tests.unit.company.small import company


def found(people: list[dict[str, Any]] | None = None, **settings: Any) -> list[tuple[str, str]]:
    queue = {"title": "Q", "agents": ["101", "+447700900123"], **settings}
    more = {"people": people} if people else {}
    one = company(queues={"q": queue}, **more)
    return [(p.rule, p.dotted) for p in lint(one, recordings=("jazz",))]


def test_a_queue_with_an_agent_outside_is_sound() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("settings", "rule", "path"),
    [
        ({"terms": {"102": {"tier": 2}}}, "terms-without-agent", "queues.q.terms"),
        ({"tiers": {2: 30}}, "terms-without-agent", "queues.q.tiers"),
        ({"skills": {"required": {"tax": 2}}}, "skill-nobody-has", "queues.q.skills"),
        ({"music": ["default", "jaz"]}, "unknown-music", "queues.q.music"),
        ({"periodic": "Dear {caller}"}, "value-in-queue-prompt", "queues.q"),
        ({"greeting": {"file": "hello"}}, "unknown-recording", "queues.q"),
        ({"greeting": "..."}, "unspeakable-prompt", "queues.q"),
    ],
)
def test_what_could_never_work_is_found(settings: dict[str, Any], rule: str, path: str) -> None:
    assert (rule, path) in found(**settings)


@pytest.mark.parametrize(
    "settings",
    [
        {"terms": {"+447700900123": {"tier": 2, "weight": 3}}, "tiers": {2: 30}},
        {"skills": {"required": {"tax": 2}, "relax_every": 30}},
        {"music": ["default", "jazz"]},
        {"greeting": "Thank you for calling.", "periodic": ["We are here.", {"file": "jazz"}]},
    ],
)
def test_and_what_can_is_not(settings: dict[str, Any]) -> None:
    assert found(**settings) == []


def test_one_who_has_the_skill_is_enough() -> None:
    people = [{"extension": "101", "name": "Ann", "skills": {"tax": 3}}]
    assert found(people, skills={"required": {"tax": 2}}) == []
