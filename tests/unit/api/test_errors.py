"""Whatever goes wrong is answered in words of the reader's language, and nothing leaks."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from tests.unit.api.panel import API, COMPANY, Panel, names


async def test_problems_speak_the_language_of_the_reader(panel: Panel) -> None:
    answer = await panel.client(**{"accept-language": "ru-RU"}).get(COMPANY)
    assert answer.json()["title"] == "Вход не выполнен"
    assert answer.headers["content-language"] == "ru"


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", f"{API}/nowhere", "not-found"),
        ("PUT", f"{API}/schema", "method-not-allowed"),
        ("GET", f"{API}/companies/{'x' * 50}", "invalid"),
    ],
)
async def test_the_framework_answers_with_problems_too(
    panel: Panel, method: str, path: str, name: str
) -> None:
    client = await panel.with_key()
    assert names(await client.request(method, path)) == name


async def test_a_mistake_of_ours_has_a_number_and_no_details(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_code: str) -> None:
        raise KeyError("/etc/secret")

    monkeypatch.setattr(panel.services.revisions, "live", broken)
    answer = await (await panel.with_key()).get(COMPANY)
    assert (answer.status_code, names(answer)) == (500, "failed")
    assert "secret" not in answer.text


async def test_a_database_that_is_away_is_said_so(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_code: str) -> None:
        raise OperationalError("SELECT secret", {}, Exception("locked"))

    monkeypatch.setattr(panel.services.revisions, "live", away)
    answer = await (await panel.with_key()).get(COMPANY)
    assert (answer.status_code, names(answer)) == (503, "unavailable")
    assert answer.headers["retry-after"] == "60"
