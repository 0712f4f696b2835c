"""Nouns are found: a folder is all it takes."""

from __future__ import annotations

from pathlib import Path

import ringtree.api
from ringtree.api.nouns import routers


def test_every_folder_with_endpoints_is_served() -> None:
    folders = list(Path(ringtree.api.__file__).parent.glob("*/endpoints.py"))
    assert len(list(routers())) == len(folders)
