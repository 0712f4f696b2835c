"""A published text, as it was published."""

from __future__ import annotations

from pathlib import Path

from tests.unit.commands.shell import EXAMPLE, Shell


def test_export_gives_what_was_applied(published: Shell) -> None:
    applied = EXAMPLE.read_text("utf-8")
    assert published("export", "--plain") == applied
    assert published("export") == "# ringtree: romashka revision 1\n" + applied


def test_which_company_is_asked_when_it_is_not_clear(shell: Shell, tmp_path: Path) -> None:
    assert "none is published" in shell("export", status=1)
    shell("apply", shell.file)
    assert "code: romashka" in shell("export")
    other = tmp_path / "other.yaml"
    text = shell.file.read_text("utf-8").replace("code: romashka", "code: other")
    other.write_text(text.replace("+74950000001", "+74950000009"))
    shell("apply", other)
    assert "romashka" in shell("export", status=1)
    assert "code: other" in shell("export", "other")


def test_what_was_never_published(shell: Shell) -> None:
    shell("apply", shell.file)
    assert "7" in shell("export", "--revision", 7, status=1)
    assert "nobody" in shell("export", "nobody", status=1)
