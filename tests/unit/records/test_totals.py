"""Reports equal the journal: every breakdown of all calls adds up to the total."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from ringtree.records.totals import CallTotals

MOSCOW = ZoneInfo("Europe/Moscow")
ROWS = st.fixed_dictionaries(
    {
        "started": st.integers(0, 10**7).map(
            lambda s: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
        ),
        "direction": st.sampled_from(["inbound", "outgoing", "internal"]),
        "outcome": st.sampled_from(["answered", "abandoned", "busy"]),
        "caller": st.sampled_from(["101", "+7921"]),
        "number": st.sampled_from([None, "+7495"]),
        "trunk": st.sampled_from([None, "carrier"]),
        "queue": st.sampled_from([None, "sales", "support"]),
        "answered_by": st.sampled_from([None, "101", "102"]),
        "ringing": st.floats(0, 100),
        "waiting": st.floats(0, 2000),
        "talking": st.floats(0, 100),
    }
)


@given(st.lists(ROWS, max_size=30))
def test_every_breakdown_adds_up(rows: list[dict[str, Any]]) -> None:
    totals = CallTotals(MOSCOW)
    for row in rows:
        totals.add(row)
    told = totals.to_dict()
    assert told["total"]["total"] == len(rows)
    for name in ("directions", "days", "numbers", "people", "trunks"):
        assert sum(group["total"] for group in told[name].values()) == len(rows), name
    assert sum(map(sum, told["load"])) == len(rows)
    queued = sum(row["queue"] is not None for row in rows)
    assert sum(group["total"] for group in told["queues"].values()) == queued
    assert sum(sum(one["outcomes"].values()) for one in told["waits"]) == queued
    for name in ("outcomes",):
        assert sum(told["total"][name].values()) == len(rows)


def test_a_call_is_in_its_hour_of_the_companys_week() -> None:
    totals = CallTotals(MOSCOW)
    row = {
        "started": datetime(2026, 11, 22, 21, 30, tzinfo=UTC),  # Monday, 0:30 in Moscow
        "direction": "inbound",
        "outcome": "abandoned",
        "caller": "+7921",
        "number": None,
        "trunk": None,
        "queue": "sales",
        "answered_by": None,
        "ringing": 0.0,
        "waiting": 5.0,
        "talking": 0.0,
    }
    totals.add(row)
    assert totals.load[0][0] == 1
    assert list(totals.days) == ["2026-11-23"]
    assert [one["up_to"] for one in totals.to_dict()["waits"] if one["outcomes"]] == [10]
