"""The API keeps to its own description, whatever is sent: schemathesis against a real server."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ringtree.api.server import HttpServer
from ringtree.settings import Settings
from tests.integration.phones import free_port
from tests.unit.api.panel import EVERYTHING, panel

#: Requests for each operation: a few in CI, for the description; the unit tests know the meaning.
EXAMPLES = 4
#: What is there: a made-up name would only be told that there is no such thing.
KNOWN = {"company": "daisy", "extension": "101", "code": "daisy", "number": 1}
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
CHECKS = (status_code_conformance, content_type_conformance, response_schema_conformance)


async def test_every_answer_is_one_that_the_description_allows(tmp_path: Path) -> None:
    async with panel(tmp_path) as one:
        bind = f"127.0.0.1:{free_port()}"
        server = HttpServer(one.app.http.app, Settings(http_bind=bind))
        await one.services.records.start()
        await server.start()
        key, _ = await one.services.keys.create(
            "daisy", name="fuzz", scopes=EVERYTHING, author="test"
        )
        described = one.app.http.app.openapi()
        try:
            answers = await asyncio.to_thread(attack, described, f"http://{bind}", key)
        finally:
            one.services.events.close()
            await server.stop()
            await one.services.records.stop()
    done = {operation for operation, status in answers if status < 300}
    assert len(done) > 35, "most operations were done and not only refused"
    assert answers.total() > 250


def attack(described: dict[str, Any], url: str, key: str) -> Counter[tuple[str, int]]:
    """Send what the description allows to every operation; the answers, by their status."""
    answers: Counter[tuple[str, int]] = Counter()
    schema = schemathesis.openapi.from_dict(described)
    for found in schema.get_all_operations():
        operation = found.ok()
        if not operation.path.endswith("/events"):  # goes on for ever
            _attack(operation, url, key, answers)
    return answers


def _attack(operation: Any, url: str, key: str, answers: Counter[tuple[str, int]]) -> None:
    @QUICK
    @given(case=operation.as_strategy())
    def once(case: Any) -> None:
        case.path_parameters |= {n: KNOWN[n] for n in case.path_parameters if n in KNOWN}
        headers = {"authorization": f"Bearer {key}"}
        answer = case.call(base_url=url, headers=headers, timeout=30)
        answers[operation.label, answer.status_code] += 1
        assert answer.status_code < 500, (case.method, case.path, answer.text)
        case.validate_response(answer, checks=CHECKS)

    once()
