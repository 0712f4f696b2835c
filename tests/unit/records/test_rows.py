"""Records as rows; whatever callers send must fit."""

from __future__ import annotations

from ringtree.records.outcome import Result, Termination
from ringtree.records.rows import row_of
from ringtree.storage.tables import calls
from tests.unit.records.sample import NOON, typical


def test_a_row_has_every_column() -> None:
    row = row_of(typical().to_dict())
    assert set(row) == {column.name for column in calls.columns}
    assert row["started"] == NOON


def test_what_does_not_fit_is_cut() -> None:
    reason = Termination(Result.CLIENT_ERROR, "x" * 1000, 16)
    row = row_of(typical(caller="9" * 500, caller_name="\udcff\x00", termination=reason).to_dict())
    assert (len(row["caller"]), len(row["reason"])) == (128, 255)
    assert row["caller_name"] == "?"
