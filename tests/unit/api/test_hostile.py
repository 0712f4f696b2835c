"""What an attacker with an account sends is refused, never a mistake of ours.

The newest inputs: calendars, greetings, PINs, transfers, tables, recordings, imagined calls.
"""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.accounts.role import Role
from tests.unit.api.leaving import MAILBOXES
from tests.unit.api.panel import COMPANY, DAISY, EVERYTHING, Panel, names

SCHEDULES = '\nschedules:\n  office:\n    weekly: {"monday..friday": "09:00-18:00"}\n'
CALENDAR = {"text": DAISY + SCHEDULES, "schedule": "office"}
LONG = "漢" * 100  # of a hundred letters, as a name may have, and of three hundred octets
TABLE = "extension,name,groups\n102,x,a"
#: Days that some zone's calendar lacks, and one without a zone.
INSTANTS = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-01-01T00:00:00"]
REQUESTS: list[tuple[str, str, dict[str, Any]]] = [
    *[
        one
        for instant in INSTANTS
        for one in (
            ("POST", "/keys", {"json": {"name": "x", "scopes": ["desk"], "expires": instant}}),
            ("GET", "/calls", {"params": {"since": instant}}),
            ("GET", "/calls", {"params": {"until": instant}}),
            ("GET", "/calls.csv", {"params": {"since": instant}}),
            ("GET", "/reports/calls", {"params": {"since": instant, "until": instant}}),
            ("GET", "/reports/queues", {"params": {"since": instant, "until": instant}}),
            (
                "POST",
                "/uploads/mailboxes/anna/greetings/unavailable",
                {"params": {"until": instant}, "content": b"x"},
            ),
            (
                "PUT",
                "/hours/office/override",
                {"json": {"what": "closed", "until": "time", "ends_at": instant}},
            ),
            (
                "POST",
                "/document/simulate",
                {"json": {"text": DAISY, "at": instant[:16].replace("T", " ")}},
            ),
            (
                "POST",
                "/document/calendar",
                {"json": {**CALENDAR, "first": instant[:10], "last": instant[:10]}},
            ),
        )
    ],
    (
        "POST",
        "/document/calendar",
        {"json": {**CALENDAR, "first": "2000-01-01", "last": "2199-12-31"}},
    ),
    ("PUT", f"/prompts/uploads/{LONG}", {"content": b"x"}),
    ("GET", f"/prompts/uploads/{LONG}", {}),
    ("DELETE", f"/prompts/uploads/{LONG}", {}),
    ("PUT", "/prompts/uploads/..%2F..%2Frose%2Fx", {"content": b"x"}),
    ("PUT", "/prompts/uploads/x%00y", {"content": b"x"}),
    ("GET", f"/mailboxes/{LONG * 3}/greetings/unavailable", {}),
    ("GET", "/mailboxes/..%2Fanna/greetings/unavailable", {}),
    ("PUT", "/mailboxes/anna/pin", {"json": {"pin": "٣٤٥٦"}}),
    ("PUT", "/mailboxes/anna/pin", {"json": {"pin": "1" * 10_000}}),
    ("POST", "/me/calls/c1/transfer", {"json": {"to": "102\n"}}),
    ("POST", "/calls/c1/transfer", {"json": {"to": "102", "extension": "101\n"}}),
    (
        "POST",
        "/import/people",
        {"json": {"text": DAISY, "table": "extension,name\n" + '"' * 99_999}},
    ),
    ("POST", "/import/people", {"json": {"text": DAISY, "table": TABLE + "a" * 200_000}}),
    ("POST", "/import/people", {"json": {"text": DAISY, "table": "x" * 2_000_001}}),
    ("POST", "/import/people", {"json": {"text": "a: &a [1]\nb: *a", "table": TABLE}}),
    ("POST", "/import/people", {"json": {"text": "people: 7\n", "table": TABLE}}),
    ("POST", "/import/people", {"json": {"text": "people: [7]\n", "table": TABLE}}),
    ("POST", "/import/people", {"json": {"text": "groups: {a: 7}\n", "table": TABLE}}),
    ("POST", "/import/people", {"json": {"text": "[1]", "table": TABLE}}),
    ("POST", "/document/simulate", {"json": {"text": DAISY, "press": "1," * 249}}),
    ("POST", "/document/simulate", {"json": {"text": DAISY, "to": "٣" * 5, "caller": "\x00"}}),
    ("POST", "/document/cases", {"json": {"text": "a: " + "[" * 5000}}),
    ("POST", "/document/proof", {"json": {"text": "a: " + "{a: " * 3000}}),
]


async def furnished(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    async def convert(*_: object) -> bytes:
        return b"\xd5" * 8000

    monkeypatch.setattr(panel.services.prompts.uploads, "_convert", convert)
    await panel.publish(DAISY + MAILBOXES + SCHEDULES)


async def test_nothing_that_is_sent_is_a_mistake_of_ours(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await furnished(panel, monkeypatch)
    client = await panel.with_key(*EVERYTHING)
    for method, path, request in REQUESTS:
        answer = await client.request(method, COMPANY + path, **request)
        assert answer.status_code < 500, (method, path[:60], str(request)[:99], answer.text[:300])


async def test_a_name_that_no_file_can_have_is_told_so(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await furnished(panel, monkeypatch)
    client = await panel.with_key(*EVERYTHING)
    url = f"{COMPANY}/prompts/uploads"
    assert names(await client.put(f"{url}/{LONG}", content=b"x")) == "bad-name"
    assert (await client.put(f"{url}/{'я' * 100}", content=b"x")).status_code == 200


async def test_a_company_has_as_many_recordings_as_it_may(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await furnished(panel, monkeypatch)
    monkeypatch.setattr("ringtree.prompts.uploads.MOST_RECORDINGS", 1)
    client = await panel.with_key(*EVERYTHING)
    url = f"{COMPANY}/prompts/uploads"
    assert (await client.put(f"{url}/a", content=b"x")).status_code == 200
    assert names(await client.put(f"{url}/b", content=b"x")) == "too-many-recordings"
    assert (await client.put(f"{url}/a", content=b"x")).status_code == 200, "one gives way"


async def test_without_our_pages_token_no_session_changes_anything(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await furnished(panel, monkeypatch)
    client = await panel.signed_in(Role.ADMINISTRATOR, extension="101")
    del client.headers["x-csrf-token"]
    for method, path, request in REQUESTS:
        if method != "GET":
            answer = await client.request(method, COMPANY + path, **request)
            assert answer.status_code in (403, 404), (method, path[:60], answer.text[:200])
