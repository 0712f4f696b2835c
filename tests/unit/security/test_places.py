"""Where an address is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.security.places import BadNetworksFile, Place, Places


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("8.8.8.8", Place("8.8.0.0/16", False)),
        ("2a00:1450:4001::1", Place("2a00:1450::/32", False)),
        ("10.0.0.1", None),
        ("127.0.0.1", None),
        ("nonsense", None),
    ],
)
def test_without_a_file_the_beginning_of_the_address_counts(host: str, place: Place | None) -> None:
    assert Places().of(host) == place


def test_a_file_knows_countries(tmp_path: Path) -> None:
    file = tmp_path / "networks.csv"
    file.write_text("# made by hand\n8.8.8.0/24,us\n10.0.0.0/8, GB\n2a00::/16,DE\n\n")
    places = Places.read(file)
    found = [places.of(one) for one in ("8.8.8.8", "10.9.9.9", "2a00::1", "8.8.9.1", "9.9.9.9")]
    assert [one and one.name for one in found] == ["US", "GB", "DE", "8.8.0.0/16", "9.9.0.0/16"]


@pytest.mark.parametrize("line", ["8.8.8.8/99,US", "8.8.8.0/24", "8.8.8.0/24,USA"])
def test_a_line_that_says_nothing_is_told(tmp_path: Path, line: str) -> None:
    file = tmp_path / "networks.csv"
    file.write_text(f"9.9.9.0/24,US\n{line}\n")
    with pytest.raises(BadNetworksFile, match="line 2"):
        Places.read(file)
