"""Publishing: nothing is overwritten, nobody overtaken, no number in two hands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ringtree.company.gate import CasesRun
from ringtree.company.holdings import NumberTaken
from ringtree.company.model import Company
from ringtree.company.node import NODE_TYPES
from ringtree.company.problem import DocumentError
from ringtree.company.revision import RevisionConflict, UnknownRevision
from ringtree.company.revisions import Revisions
from ringtree.company.text import load
from ringtree.storage.database import Database
from tests.unit.company.small import TEXT

OTHER = TEXT.replace("code: acme", "code: other").replace("+442071234567", "+442071234568")


@pytest.fixture
async def revisions(tmp_path: Path) -> AsyncIterator[Revisions]:
    database = Database(f"sqlite:///{tmp_path}/r.sqlite")
    await database.start()
    yield Revisions(database, strategies=("longest_idle",))
    await database.stop()


async def test_a_published_company_is_live_as_its_author_wrote_it(revisions: Revisions) -> None:
    text = "# ours\n" + TEXT
    assert await revisions.publish(text, author="ann", note="first") == 1
    live = await revisions.live("acme")
    assert (live.number, live.text, live.author, live.note) == (1, text, "ann", "first")
    assert live.load() == load(text)
    assert (datetime.now(UTC) - live.created).total_seconds() < 60
    assert await revisions.companies() == {"acme": 1}


async def test_old_revisions_stay_and_can_be_published_again(revisions: Revisions) -> None:
    await revisions.publish(TEXT, author="ann")
    assert await revisions.publish(TEXT.replace("Hello!", "Hi!"), author="bob") == 2
    first = await revisions.get("acme", 1)
    assert await revisions.publish(first.text, author="ann", note="rollback") == 3
    assert [(one.number, one.author) for one in await revisions.history("acme")] == [
        (3, "ann"),
        (2, "bob"),
        (1, "ann"),
    ]
    assert first.sha256 == (await revisions.live("acme")).sha256


async def test_what_is_live_already_is_not_published_again(revisions: Revisions) -> None:
    assert await revisions.publish(TEXT, author="ann") == 1
    seen = await revisions.last_publication()
    assert await revisions.publish(TEXT, author="bob") == 1
    assert await revisions.changed_since(seen) == (seen, [])


async def test_who_looked_too_early_is_told(revisions: Revisions) -> None:
    await revisions.publish(TEXT, author="ann", expected_revision=0)
    second = TEXT.replace("Hello!", "Hi!")
    await revisions.publish(second, author="ann", expected_revision=1)
    with pytest.raises(RevisionConflict, match="revision 2 of acme is live, not 1"):
        await revisions.publish(TEXT, author="bob", expected_revision=1)
    assert (await revisions.live("acme")).text == second


async def test_of_two_who_publish_at_once_one_wins(revisions: Revisions) -> None:
    await revisions.publish(TEXT, author="ann")
    texts = [TEXT.replace("Hello!", word) for word in ("Hi!", "Hey!", "Ahoy!")]
    results = await asyncio.gather(
        *(revisions.publish(text, author="x", expected_revision=1) for text in texts),
        return_exceptions=True,
    )
    assert results.count(2) == 1
    assert sum(isinstance(result, RevisionConflict) for result in results) == 2


async def test_a_number_belongs_to_one_company(revisions: Revisions) -> None:
    await revisions.publish(TEXT, author="ann")
    with pytest.raises(NumberTaken) as taken:
        await revisions.publish(TEXT.replace("code: acme", "code: other"), author="eve")
    assert (taken.value.number, taken.value.company) == ("+442071234567", "acme")
    assert await revisions.companies() == {"acme": 1}
    assert await revisions.publish(OTHER, author="eve") == 1


async def test_a_number_given_up_can_be_taken(revisions: Revisions) -> None:
    await revisions.publish(TEXT, author="ann")
    await revisions.publish(TEXT.replace("+442071234567", "+442071234569"), author="ann")
    await revisions.publish(TEXT.replace("code: acme", "code: other"), author="eve")
    assert [live.company for live in await revisions.all_live()] == ["acme", "other"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("whom: sales", "whom: sale", "there is no queue 'sale'"),
        ("title: Sales", "title: Sales, strategy: fairest", "there is no strategy 'fairest'"),
        ("code: acme", "code: [", "not YAML"),
    ],
)
async def test_errors_refuse_publication(
    revisions: Revisions, old: str, new: str, words: str
) -> None:
    with pytest.raises(DocumentError, match=words):
        await revisions.publish(TEXT.replace(old, new, 1), author="ann", filename="f")
    assert await revisions.companies() == {}


async def test_warnings_do_not(revisions: Revisions) -> None:
    unused = "  unused:\n    start: end\n    nodes: {end: {type: bye}}\n"
    assert await revisions.publish(TEXT + unused, author="ann") == 1


async def test_a_server_hears_of_each_change_once(revisions: Revisions) -> None:
    assert await revisions.last_publication() == 0
    await revisions.publish(TEXT, author="ann")
    await revisions.publish(TEXT.replace("Hello!", "Hi!"), author="ann")
    await revisions.publish(OTHER, author="eve")
    seen, changed = await revisions.changed_since(0)
    assert [(one.company, one.number) for one in changed] == [("acme", 2), ("other", 1)]
    assert seen == await revisions.last_publication() == 3
    assert await revisions.changed_since(seen) == (seen, [])


async def test_what_was_never_published_is_unknown(revisions: Revisions) -> None:
    with pytest.raises(UnknownRevision, match="'acme' has no published revision"):
        await revisions.live("acme")
    with pytest.raises(UnknownRevision, match="'acme' has no revision 7"):
        await revisions.get("acme", 7)
    assert await revisions.history("acme") == []


async def test_what_this_version_no_longer_knows_is_told_with_its_line(
    revisions: Revisions, monkeypatch: pytest.MonkeyPatch
) -> None:
    await revisions.publish(TEXT, author="ann")
    live = await revisions.live("acme")
    monkeypatch.delitem(NODE_TYPES, "bye")
    with pytest.raises(DocumentError, match=r"acme revision 1:29:7: .* 'bye' is not a type"):
        live.load()


class TestCases:
    """A gate stands before every publication."""

    async def test_what_the_gate_refuses_is_not_published(self, tmp_path: Path) -> None:
        def refuse(company: Company, force: bool) -> CasesRun:
            if not force:
                raise ZeroDivisionError
            return CasesRun(("the first",))

        database = Database(f"sqlite:///{tmp_path}/gate.sqlite")
        await database.start()
        try:
            guarded = Revisions(database, gate=refuse)
            with pytest.raises(ZeroDivisionError):
                await guarded.publish(TEXT, author="ann")
            assert await guarded.companies() == {}
            await guarded.publish(TEXT, author="ann", note="well", force_cases=True)
            (note,) = await guarded.history("acme")
            assert note.note == "well [forced, although cases fail: the first]"
        finally:
            await database.stop()
