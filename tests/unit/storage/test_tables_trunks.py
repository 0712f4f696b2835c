"""The tables of trunks."""

from __future__ import annotations

from ringtree.storage.tables_trunks import trunk_secrets, trunk_states


def test_both_are_kept_by_company_and_trunk() -> None:
    for table in (trunk_secrets, trunk_states):
        assert [column.name for column in table.primary_key] == ["company", "trunk"]
