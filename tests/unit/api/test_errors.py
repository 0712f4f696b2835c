"""Whatever goes wrong is answered in words of the reader's language, and nothing leaks."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from ringtree.accounts.role import Permission, Role
from tests.unit.api.panel import API, COMPANY, Panel, names

BACKWARDS = {"text": "x", "schedule": "office", "first": "2026-02-01", "last": "2026-01-01"}


async def test_problems_speak_the_language_of_the_reader(panel: Panel) -> None:
    answer = await panel.client(**{"accept-language": "ru-RU"}).get(COMPANY)
    assert answer.json()["title"] == "Вход не выполнен"
    assert answer.headers["content-language"] == "ru"


async def test_the_one_language_a_page_asks_for_goes_before_that_of_its_user(panel: Panel) -> None:
    client = await panel.signed_in(Role.ADMINISTRATOR)  # who reads English
    for header, language in [("ru", "ru"), ("en", "en"), ("ru-RU,ru;q=0.9,en;q=0.8", "en")]:
        answer = await client.get(f"{COMPANY}/calls/none", headers={"accept-language": header})
        assert answer.headers["content-language"] == language, header


async def test_wrong_fields_are_told_in_the_language_of_the_reader(panel: Panel) -> None:
    client = await panel.with_key(*Permission, **{"accept-language": "ru"})
    for path, body, wanted in [
        ("/keys", {"name": "x"}, "обязательное поле"),
        ("/keys", {"name": "x", "scopes": 7}, "7 — это не список; допустимо: список"),
        ("/document/calendar", BACKWARDS, "last не может быть раньше first"),
        ("/users", {"email": "a@b.example", "name": "", "role": "employee"}, "не меньше 1"),
    ]:
        answer = await client.post(COMPANY + path, json=body)
        told = [one["message"] for one in answer.json()["errors"]]
        assert any(wanted in one for one in told), (path, told)


async def test_a_reason_inside_a_problem_is_told_in_it_too(panel: Panel) -> None:
    client = await panel.with_key(*Permission, **{"accept-language": "ru"})
    url = f"{COMPANY}/people/101/forwarding"
    rule = {"when": "always", "target": "101"}
    answer = await client.put(url, json={"rules": [rule]})
    assert answer.json()["detail"].endswith("101 не может переводить звонки на 101.")


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
