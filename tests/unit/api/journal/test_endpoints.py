"""The journal: found, counted, looked into, listened to, taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringtree.accounts.role import Permission
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord, LegRecord
from tests.unit.api.panel import COMPANY, Panel, names
from tests.unit.records.test_search import NOON, call, hop

URL = f"{COMPANY}/calls"
BOTH = (Permission.CALLS_READ, Permission.RECORDINGS_READ)


async def keep(panel: Panel, *records: CallRecord) -> None:
    writer = panel.services.records
    await writer.start()
    for record in records:
        writer.write(record)
    await writer.flush()


@pytest.fixture(autouse=True)
async def writer(panel: Panel) -> Any:
    yield
    await panel.services.records.stop()


async def test_calls_are_listed_page_by_page_and_counted(panel: Panel) -> None:
    await keep(panel, *(call(n) for n in range(5)), call(9, company="rose"))
    client = await panel.with_key(Permission.CALLS_READ)
    first = (await client.get(URL, params={"limit": 3})).json()
    rest = (await client.get(URL, params={"limit": 3, "cursor": first["next"]})).json()
    found = [row["id"] for row in (*first["items"], *rest["items"])]
    assert found == ["c004", "c003", "c002", "c001", "c000"]
    assert rest["next"] is None
    summary = (await client.get(f"{URL}/summary")).json()
    assert summary == {"total": 5, "outcomes": {"answered": 5}}
    for wrong in ("x", "WyJhIiwiYiJd"):
        assert names(await client.get(URL, params={"cursor": wrong})) == "bad-cursor"


async def test_filters_come_by_the_address(panel: Panel) -> None:
    gone = {"outcome": Outcome.ABANDONED, "queue": "sales", "waiting": 30.0}
    await keep(panel, call(1, **gone), call(2))
    client = await panel.with_key(Permission.CALLS_READ)
    asked = {"outcome": ["abandoned", "busy"], "queue": "sales", "waited_to": 120}
    assert [row["id"] for row in (await client.get(URL, params=asked)).json()["items"]] == ["c001"]
    unescaped = await client.get(f"{URL}?number=+74950000001")
    assert len(unescaped.json()["items"]) == 2
    local = {"since": "2026-11-24T15:02:00"}  # Moscow's time, as nothing else is said
    assert [row["id"] for row in (await client.get(URL, params=local)).json()["items"]] == ["c002"]
    assert names(await client.get(URL, params={"outcome": "lost"})) == "invalid"


async def test_a_call_tells_its_way_and_why(panel: Panel) -> None:
    await keep(panel, call(1, trace=[hop("menu", "1"), hop("sales", "caller_left")]))
    client = await panel.with_key(Permission.CALLS_READ)
    body = (await client.get(f"{URL}/c001")).json()
    assert [entry["why"] for entry in body["record"]["trace"]] == [
        "1 was chosen",
        "the caller hung up",
    ]
    told = await client.get(f"{URL}/c001", headers={"Accept-Language": "ru"})
    assert told.json()["record"]["trace"][1]["why"] == "звонящий положил трубку"
    assert names(await client.get(f"{URL}/c999")) == "not-found"


async def test_another_companys_call_is_not_there(panel: Panel) -> None:
    await keep(panel, call(1, company="rose"))
    client = await panel.with_key(*BOTH)
    assert names(await client.get(f"{URL}/c001")) == "not-found"
    assert names(await client.get(f"{URL}/c001/recording")) == "not-found"


async def test_a_recording_is_served_in_parts_and_listening_is_audited(
    panel: Panel, tmp_path: Path
) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "one.wav").write_bytes(b"RIFF0123456789")
    leg = LegRecord(id="l1", party="+7921", started=NOON, recording="messages/one.wav")
    outside = LegRecord(id="l2", party="+7921", started=NOON, recording="../../etc/passwd")
    await keep(panel, call(1, legs=[leg, outside]), call(2))
    client = await panel.with_key(*BOTH)
    body = (await client.get(f"{URL}/c001")).json()
    assert body["recordings"] == ["l1", "l2"]
    assert "messages" not in str(body)
    whole = await client.get(f"{URL}/c001/recording")
    assert (whole.content, whole.headers["content-type"]) == (b"RIFF0123456789", "audio/wav")
    part = await client.get(f"{URL}/c001/recording", headers={"range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, b"0123")
    assert [one.action for one in await panel.services.audit.of("daisy")] == ["listen"]
    assert names(await client.get(f"{URL}/c001/recording?leg=l2")) == "no-recording"
    assert names(await client.get(f"{URL}/c002/recording")) == "no-recording"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_the_same_calls_are_taken_away_as_a_table(panel: Panel, kind: str) -> None:
    await keep(panel, *(call(n) for n in range(3)))
    client = await panel.with_key(Permission.CALLS_READ, **{"accept-language": "ru"})
    answer = await client.get(f"{COMPANY}/calls.{kind}", params={"caller": "0002"})
    assert f"calls-daisy.{kind}" in answer.headers["content-disposition"]
    if kind == "csv":
        head, row = answer.text.lstrip("\ufeff").splitlines()
        assert head.startswith("Начало,")
        assert row.startswith("2026-11-24 15:02:00,inbound,+79210000002,")
    else:
        assert answer.content.startswith(b"PK")
