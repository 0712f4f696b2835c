"""The register of telephones."""

from __future__ import annotations

import pytest

from ringtree.provisioning import phones
from ringtree.provisioning.account import DuplicatePhone, phone, plain


def test_two_files_for_one_telephone_are_a_mistake() -> None:
    with pytest.raises(DuplicatePhone):
        phone("Yealink", "x")(phones.yealink)


def test_text_for_lines_is_one_line() -> None:
    assert plain(" Anna\r\nSmith\x00 ") == "AnnaSmith"
