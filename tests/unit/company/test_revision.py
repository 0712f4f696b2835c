from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ringtree.company.problem import DocumentError
from ringtree.company.revision import Revision, RevisionConflict, UnknownRevision
from ringtree.company.text import load
from tests.unit.company.small import TEXT


def revision(text: str, document: str) -> Revision:
    created = datetime(2026, 1, 1, tzinfo=UTC)
    return Revision("acme", 7, "ann", "", created, "", text, document)


def test_what_is_parsed_already_is_not_read_again() -> None:
    company = load(TEXT)
    assert revision("no text", company.model_dump_json(exclude_unset=True)).load() == company


def test_what_can_not_be_taken_over_is_told_by_the_text() -> None:
    assert revision(TEXT, "{}").load() == load(TEXT)
    with pytest.raises(DocumentError):
        revision("code: acme", "{}").load()


def test_errors_say_which_revision_is_meant() -> None:
    conflict = RevisionConflict("acme", 3, 4)
    assert str(conflict) == "revision 4 of acme is live, not 3, on which your change was made"
    assert str(UnknownRevision("acme", None)) == "'acme' has no published revision"
    assert str(UnknownRevision("acme", 9)) == "'acme' has no revision 9"
