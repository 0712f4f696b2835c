"""Reports are made from a connection of their own, and refusals survive the way back."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta

import pytest

import ringtree.flows.nodes  # noqa: F401 - the example's node types
from ringtree.api.reports import work
from ringtree.company import text
from ringtree.records.search import CallFilter
from tests.unit.api.panel import DAISY, Panel


def test_what_is_asked_and_refused_can_be_sent_to_another_process() -> None:
    wanted = CallFilter(company="daisy", since=datetime(2026, 1, 1, tzinfo=UTC))
    assert pickle.loads(pickle.dumps(wanted)) == wanted
    assert pickle.loads(pickle.dumps(work.TooFine(7))).count == 7


async def test_too_many_intervals_are_refused(panel: Panel) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    company = text.load(DAISY).model_dump_json(exclude_unset=True)
    with pytest.raises(work.TooFine):
        await panel.services.workshop.do(
            work.queue_report,
            panel.services.database.url,
            company,
            start,
            start + timedelta(days=300),
            every=60.0,
            within=20.0,
            short=5.0,
        )
