"""Text for headers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringtree.mail.header import file_name, header_text


def test_line_ends_and_invisible_marks_become_spaces() -> None:
    assert header_text("Вера\r\nBcc: x\u202egnp.exe\x00") == "Вера Bcc: x gnp.exe"


def test_a_file_name_has_no_path() -> None:
    assert file_name("../../etc/passwd") == "_.._etc_passwd"
    assert file_name("...") == "file"


@given(st.text())
def test_always_one_printable_bounded_line(text: str) -> None:
    shown = header_text(text)
    assert (shown == "" or shown.isprintable()) and len(shown) <= 200
    assert file_name(text)
