from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.prompts.cache import CacheUnwritable
from ringtree.prompts.uploads import BadUploadName, Uploads
from ringtree.prompts.wav import BadSound
from tests.unit.prompts.sounds import convert_here, sine, wav


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads", convert_here)


async def test_an_upload_is_found_by_its_company_alone(uploads: Uploads) -> None:
    path = await uploads.add("romashka", "Привет 1.wav", wav(sine(700)))
    assert path.stat().st_size == 4_000
    assert uploads.find("romashka", "Привет 1.wav") == path
    assert uploads.find("vasilek", "Привет 1.wav") is None
    assert list(uploads.names("romashka")) == ["Привет 1.wav"]
    assert list(uploads.names("vasilek")) == []


async def test_a_second_upload_replaces_the_first(uploads: Uploads) -> None:
    await uploads.add("romashka", "hello", wav(sine(700)))
    path = await uploads.add("romashka", "hello", wav(sine(700, seconds=1)))
    assert path.stat().st_size == 8_000


async def test_a_bad_file_leaves_the_earlier_one(uploads: Uploads) -> None:
    path = await uploads.add("romashka", "hello", wav(sine(700)))
    with pytest.raises(BadSound):
        await uploads.add("romashka", "hello", b"MZ")
    assert path.stat().st_size == 4_000


async def test_a_removed_upload_is_gone(uploads: Uploads) -> None:
    await uploads.add("romashka", "hello", wav(sine(700)))
    uploads.remove("romashka", "hello")
    uploads.remove("romashka", "hello")
    assert uploads.find("romashka", "hello") is None


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x" * 101, "a\x00b", "a\nb"])
async def test_a_name_that_leads_elsewhere_is_refused(uploads: Uploads, name: str) -> None:
    with pytest.raises(BadUploadName):
        await uploads.add("romashka", name, wav(sine(700)))
    assert uploads.find("romashka", name) is None


@pytest.mark.parametrize("company", ["", "..", "a/b", "Ромашка"])
async def test_a_company_code_that_leads_elsewhere_is_refused(
    uploads: Uploads, company: str
) -> None:
    with pytest.raises(BadUploadName):
        await uploads.add(company, "hello", wav(sine(700)))
    assert uploads.find(company, "hello") is None
    assert list(uploads.names(company)) == []


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("in the way")
    with pytest.raises(CacheUnwritable):
        await Uploads(tmp_path / "uploads", convert_here).add("a", "b", wav(sine(700)))
