"""Trying a text: lint, difference in words, cases, proof, an imagined call."""

from __future__ import annotations

from ringtree.accounts.role import Permission
from tests.unit.api.panel import COMPANY, DAISY, Panel, names

URL = f"{COMPANY}/document"
HOURS = """
schedules:
  office:
    weekly: {monday..friday: "09:00-18:00"}
    exceptions: [{name: party, date: 2026-12-31, closed: true}]
"""
DAYS = {"first": "2026-12-31", "last": "2027-01-01"}
CASE = """
cases:
  - name: Anna is asked for
    at: monday 12:00
    press: "0"
    expect: {ends: answered}
"""


async def test_a_wrong_text_is_no_error_and_each_mistake_has_its_place(panel: Panel) -> None:
    client = await panel.with_key(Permission.DOCUMENT_READ)
    wrong = DAISY.replace("tree: main", "tree: mian")
    body = (await client.post(f"{URL}/check", json={"text": wrong})).json()
    assert (body["is_company"], body["can_be_published"]) == (True, False)
    (problem,) = [one for one in body["problems"] if one["severity"] == "error"]
    assert problem["path"][:2] == ["numbers", 0]
    assert problem["line"] == 16


async def test_the_difference_is_told_in_words_of_the_reader(panel: Panel) -> None:
    client = await panel.with_key(Permission.DOCUMENT_READ)
    text = DAISY.replace("ring_time: 20\n    wrap_up", "ring_time: 30\n    wrap_up")
    for language, words in (("en", "20 s → 30 s"), ("ru", "20 с → 30 с")):
        asked = {"text": text, "language": language}
        (change,) = (await client.post(f"{URL}/diff", json=asked)).json()
        assert words in change["words"]
        assert (change["before"], change["after"]) == (20, 30)
    assert (await client.post(f"{URL}/diff", json={"text": DAISY})).json() == []
    unknown = await client.post(f"{URL}/diff", json={"text": DAISY, "against": 99})
    assert names(unknown) == "not-found"


async def test_a_calendar_tells_the_days_of_a_schedule(panel: Panel) -> None:
    client = await panel.with_key(Permission.DOCUMENT_READ)
    asked = {"text": DAISY + HOURS, "schedule": "office"} | DAYS
    days = (await client.post(f"{URL}/calendar", json=asked)).json()
    assert [(one["date"], one["hours"], one["reason"]) for one in days] == [
        ("2026-12-31", [], "exception"),
        ("2027-01-01", ["09:00-18:00"], "weekly"),
    ]
    unknown = await client.post(f"{URL}/calendar", json={**asked, "schedule": "offise"})
    assert names(unknown) == "not-found"
    wrong = await client.post(f"{URL}/calendar", json={**asked, "text": "code: 1"})
    assert names(wrong) == "document-invalid"


async def test_cases_say_what_is_not_as_expected(panel: Panel) -> None:
    client = await panel.with_key(Permission.DOCUMENT_READ)
    (passed,) = (await client.post(f"{URL}/cases", json={"text": DAISY + CASE})).json()
    assert passed["passed"]
    failing = DAISY + CASE.replace("answered", "busy")
    (failed,) = (await client.post(f"{URL}/cases", json={"text": failing})).json()
    assert failed["faults"] == ["ends answered, not busy"]


async def test_a_proof_is_given(panel: Panel) -> None:
    client = await panel.with_key(Permission.DOCUMENT_READ)
    body = (await client.post(f"{URL}/proof", json={"text": DAISY})).json()
    assert body["states"] > 0
    assert isinstance(body["findings"], list)
    lost = {
        "text": DAISY.replace(
            "trees:", "trees:\n  alone: {start: end, nodes: {end: {type: hang_up}}}"
        )
    }
    for language, words in (("en", "no caller ever"), ("ru", "в это дерево не попадает")):
        told = await client.post(f"{URL}/proof", json=lost, headers={"Accept-Language": language})
        assert any(one["message"].startswith(words) for one in told.json()["findings"])


async def test_a_call_is_imagined_with_a_reason_for_each_exit(panel: Panel) -> None:
    client = await panel.with_key(Permission.DOCUMENT_READ)
    story = {"text": DAISY, "at": "monday 12:00", "press": "0", "agents": "free,101=busy"}
    body = (await client.post(f"{URL}/simulate", json=story)).json()
    trace = body["record"]["trace"]
    assert [entry["node"] for entry in trace][:3] == ["greeting", "menu", "anna"]
    assert trace[1]["why"] == "0 was pressed"
    told = await client.post(f"{URL}/simulate", json=story, headers={"Accept-Language": "ru"})
    assert told.json()["record"]["trace"][1]["why"] == "нажали 0"
    assert body["record"]["outcome"] == "answered"


async def test_what_cannot_be_imagined_says_why(panel: Panel) -> None:
    client = await panel.with_key(Permission.DOCUMENT_READ)
    for wrong in ({"to": "+74959999999"}, {"at": "someday"}, {"press": "x"}, {"agents": "asleep"}):
        answer = await client.post(f"{URL}/simulate", json={"text": DAISY, **wrong})
        assert names(answer) == "not-imaginable", wrong
    broken = await client.post(f"{URL}/simulate", json={"text": "code: 1"})
    assert names(broken) == "document-invalid"
    assert broken.json()["problems"]


async def test_data_is_written_into_the_live_text(panel: Panel) -> None:
    client = await panel.with_key(Permission.DOCUMENT_READ)
    document = (await client.get(URL)).json()["document"]
    body = (await client.post(f"{URL}/text", json={"document": document})).json()
    assert body == {"text": DAISY}
