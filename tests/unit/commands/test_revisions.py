"""Publishing, looking back and going back, by command, on a database of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.commands.shell import EXAMPLE, Shell


def test_diff_says_what_would_change(published: Shell) -> None:
    published.edit("ring_time: 25", "ring_time: 30")
    published.edit("0: anna", "0: support")
    published.edit("          0: support", "          0: sales")
    assert published("diff", published.file).splitlines() == [
        "очередь «support»: время вызова: 25 с → 30 с",
        "меню «main/menu»: клавиша 0 теперь ведёт в «sales» (раньше в «anna»)",
    ]
    english = published("diff", published.file, "--language", "en")
    assert "queue “support”: ring time: 25 s → 30 s\n" in english
    told = published.json("diff", published.file, "--against", 1)
    assert (told["company"], told["against"]) == ("romashka", 1)
    assert told["changes"][0]["path"] == ["queues", "support", "ring_time"]
    assert told["changes"][0]["words"] == "очередь «support»: время вызова: 25 с → 30 с"


def test_diff_of_what_is_live_is_nothing(published: Shell) -> None:
    assert published("diff", published.file) == "Изменений нет.\n"


def test_history_is_newest_first_and_marks_the_live_one(published: Shell) -> None:
    published.edit("ring_time: 25", "ring_time: 30")
    published("apply", published.file, "--author", "bob")
    lines = published("history", "romashka").splitlines()
    assert [line.split(",")[0] for line in lines] == ["revision 2", "revision 1"]
    assert lines[0].endswith("UTC, by bob (live)")
    assert lines[1].endswith("by ann: first")
    notes = published.json("history", "romashka", "--limit", 1)
    assert [(one["revision"], one["author"], one["live"]) for one in notes] == [(2, "bob", True)]


def test_rollback_publishes_the_old_text_as_a_new_revision(published: Shell) -> None:
    published.edit("ring_time: 25", "ring_time: 30")
    published("apply", published.file)
    said = published("rollback", "romashka", 1, "--note", "too long").splitlines()
    assert said == [
        "ООО «Ромашка»: the text of revision 1 is live as revision 3.",
        "очередь «support»: время вызова: 30 с → 25 с",
    ]
    assert published("export", "--plain") == EXAMPLE.read_text("utf-8")
    assert published("history", "romashka").splitlines()[0].endswith(": too long (live)")
    again = published.json("rollback", "romashka", 1)
    assert (again["revision"], again["text_of"], again["changes"]) == (3, 1, [])


def test_show_prints_a_revision_that_can_be_applied(published: Shell) -> None:
    shown = published("show", "romashka", 1)
    first, _, rest = shown.partition("\n")
    assert first.startswith("# revision 1, ") and first.endswith("by ann: first")
    assert rest == EXAMPLE.read_text("utf-8")
    assert published.json("show", "romashka", 1)["text"] == rest


@pytest.mark.parametrize("words", [("show", "romashka", 9), ("rollback", "romashka", 9)])
def test_a_revision_there_is_not_is_said_to_be_none(
    published: Shell, words: tuple[str | int, ...]
) -> None:
    assert "'romashka' has no revision 9" in published(*words, status=1)


def test_a_company_there_is_not_has_no_history(shell: Shell) -> None:
    assert "'acme' has no published revision" in shell("history", "acme", status=1)
    assert "no published revision" in shell("diff", shell.file, status=1)


def test_of_two_who_exported_the_second_is_told_what_the_first_changed(
    published: Shell, tmp_path: Path
) -> None:
    anna, boris = tmp_path / "anna.yaml", tmp_path / "boris.yaml"
    for file in (anna, boris):
        file.write_text(published("export"), "utf-8")
    published.edit("ring_time: 25", "ring_time: 30", anna)
    published.edit("max_wait: 600", "max_wait: 300", boris)
    published("apply", anna, "--author", "anna", "--note", "longer")
    said = published("apply", boris, status=1)
    assert "revision 2 of romashka is live, not 1, on which your change was made" in said
    assert "by anna: longer" in said
    assert "очередь «support»: время вызова: 25 с → 30 с" in said
    assert "ringtree export romashka" in said
    assert "ring_time: 30" in published("export"), "the first one's change is live"
    assert "max_wait: 300" in boris.read_text("utf-8"), "the second one's change is not lost"


def test_who_exported_may_apply_again_and_again(published: Shell) -> None:
    published.file.write_text(published("export"), "utf-8")
    for revision, (old, new) in enumerate([("25", "30"), ("30", "35")], start=2):
        published.edit(f"ring_time: {old}", f"ring_time: {new}")
        published("apply", published.file)
        first = published.file.read_text("utf-8").partition("\n")[0]
        assert first == f"# ringtree: romashka revision {revision}"


def test_what_is_said_by_expect_counts_more_than_the_file(published: Shell) -> None:
    published.file.write_text("# ringtree: romashka revision 9\n" + published("export", "--plain"))
    published.edit("ring_time: 25", "ring_time: 30")
    assert "not 9" in published("apply", published.file, status=1)
    assert "revision 2 is live" in published("apply", published.file, "--expect", 1)


def test_on_a_server_that_has_never_seen_the_company_the_line_counts_for_nothing(
    shell: Shell,
) -> None:
    text = shell.file.read_text("utf-8")
    shell.file.write_text("# ringtree: romashka revision 9\n" + text, "utf-8")
    assert "revision 1 is live" in shell("apply", shell.file)
    assert shell.file.read_text("utf-8").startswith("# ringtree: romashka revision 1\n")
