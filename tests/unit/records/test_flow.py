"""The flow of calls equals the journal: each incoming call once, whatever is known of its way."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ringtree.records.flow import CallFlow

HOPS = {
    "1": {"type": "queue", "facts": {}},
    "2": {"type": "voicemail", "facts": {"mailbox": "office"}},
    "3": {"type": "voicemail", "facts": {}},
    "4": {"type": "dial", "facts": {}},
}
ROWS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["1", "2", "3", "4", "5"]),
        "direction": st.sampled_from(["inbound", "inbound", "internal", "outgoing"]),
        "number": st.sampled_from([None, "+7495"]),
        "revision": st.sampled_from([None, 1, 2]),
        "last_node": st.sampled_from([None, "main/a", "main/b"]),
        "queue": st.sampled_from([None, "sales"]),
        "outcome": st.sampled_from(["answered", "abandoned", "message"]),
    }
)


def row(**changed: Any) -> dict[str, Any]:
    usual = {"id": "1", "direction": "inbound", "number": "+7495", "revision": 1}
    return usual | {"last_node": "main/a", "queue": None, "outcome": "answered"} | changed


@given(st.lists(ROWS, max_size=40))
def test_every_incoming_call_is_in_the_flow_once(rows: list[dict[str, Any]]) -> None:
    flow = CallFlow()
    for one in rows:
        flow.add(one)
    told = flow.to_dict(HOPS)
    incoming = [one for one in rows if one["direction"] == "inbound"]
    assert told["total"] == sum(link["calls"] for link in told["links"]) == len(incoming)
    for what in ("outcome", "number"):
        counted: Counter[str] = Counter()
        for link in told["links"]:
            counted[link[what]] += link["calls"]
        assert counted == Counter(one[what] or "" for one in incoming)


def places(*rows: dict[str, Any]) -> dict[tuple[str, str], int]:
    flow = CallFlow()
    for one in rows:
        flow.add(one)
    return {(one["kind"], one["place"]): one["calls"] for one in flow.to_dict(HOPS)["links"]}


def test_a_place_is_named_as_the_company_names_it() -> None:
    assert places(row(queue="sales")) == {("queue", "sales"): 1}
    assert places(row(id="4")) == {("people", "main/a"): 1}
    assert places(row(id="unknown")) == {("tree", "main/a"): 1}
    assert places(row(last_node=None)) == {("none", ""): 1}
    assert places(row(id="3")) == {("mailbox", "main/a"): 1}


def test_who_left_a_message_tells_the_mailbox_for_those_who_hung_up_before() -> None:
    met = [row(id="3", outcome="abandoned"), row(id="2", outcome="message")]
    assert set(places(*met)) == {("mailbox", "office")}


def test_the_same_node_may_be_another_thing_in_another_revision() -> None:
    assert places(row(id="4"), row(id="1", revision=2, queue="sales")) == {
        ("people", "main/a"): 1,
        ("queue", "sales"): 1,
    }
