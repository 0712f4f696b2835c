"""A build in memory: the best twin of each file, and pages that name what they need."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from ringtree.api.panel_files import PanelFiles, version_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<head></head>")
    for ending, content in (("", b"start()"), (".gz", b"zipped"), (".br", b"brotli")):
        (tmp_path / "assets" / f"start.js{ending}").write_bytes(content)
    live = ["assets/shell.js", "assets/live.js", "assets/live.css"]
    needed = {"": ["assets/shell.js"], "?": ["assets/signin.js"], "live": live}
    (tmp_path / "needed.json").write_text(json.dumps(needed))
    return tmp_path


def test_the_smallest_twin_that_is_accepted_is_sent(folder: Path) -> None:
    files = PanelFiles(folder)
    for accepted, body, encoding in (
        (("gzip", "br"), b"brotli", "br"),
        (("gzip",), b"zipped", "gzip"),
        ((), b"start()", None),
    ):
        found = files.file("assets/start.js", accepted)
        assert (found.body, found.encoding) == (body, encoding)
        assert found.media_type.startswith("text/javascript")


def test_a_file_that_has_no_twins_is_sent_as_it_is(folder: Path) -> None:
    (folder / "assets" / "bare.css").write_text("p {}")
    found = PanelFiles(folder).file("assets/bare.css", ("br", "gzip"))
    assert (found.body, found.encoding) == (b"p {}", None)


def test_twins_and_the_list_of_files_are_no_addresses(folder: Path) -> None:
    files = PanelFiles(folder)
    assert "assets/start.js" in files
    for name in ("assets/start.js.gz", "needed.json", "../secret.js"):
        assert name not in files


def test_a_page_names_what_who_is_known_needs_there(folder: Path) -> None:
    page = PanelFiles(folder).page("live/wall", (), is_known=True).body.decode()
    assert '<link rel="preload" as="fetch" crossorigin href="/api/v1/session">' in page
    assert '<link rel="modulepreload" crossorigin href="/assets/live.js">' in page
    assert '<link rel="preload" as="style" crossorigin href="/assets/live.css">' in page
    assert page.endswith("</head>")


def test_an_address_that_is_no_page_of_its_own_gets_the_frame(folder: Path) -> None:
    files = PanelFiles(folder)
    for address in ("", "account"):
        page = files.page(address, (), is_known=True).body.decode()
        assert "/assets/shell.js" in page and "/assets/live.js" not in page


def test_a_stranger_is_told_of_the_page_to_sign_in_alone(folder: Path) -> None:
    page = PanelFiles(folder).page("live", (), is_known=False).body.decode()
    assert "/assets/signin.js" in page
    assert "/assets/live.js" not in page and "/api/v1/session" not in page


def test_a_page_is_packed_for_who_accepts_it(folder: Path) -> None:
    found = PanelFiles(folder).page("live", ("br", "gzip"), is_known=True)
    assert found.encoding == "gzip" and b"live.js" in gzip.decompress(found.body)


def test_a_build_that_does_not_tell_what_pages_need_is_served_all_the_same(folder: Path) -> None:
    (folder / "needed.json").unlink()
    page = PanelFiles(folder).page("live", (), is_known=False)
    assert page.body == b"<head></head>"


def test_what_is_held_is_not_read_again(folder: Path) -> None:
    files = PanelFiles(folder)
    files.file("assets/start.js", ("br",))
    (folder / "assets" / "start.js.br").unlink()
    assert files.file("assets/start.js", ("br",)).body == b"brotli"


def test_a_build_is_another_when_either_its_first_or_its_last_file_is(folder: Path) -> None:
    before = version_of(folder)
    os.utime(folder / "needed.json", ns=(1, 1))
    halfway = version_of(folder)
    os.utime(folder / "index.html", ns=(1, 1))
    assert len({before, halfway, version_of(folder)}) == 3
