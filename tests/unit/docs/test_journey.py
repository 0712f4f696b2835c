"""docs/journey.md is true: what it names is where it says."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from tests.unit.docs.pages import DOCS, PACKAGE, files_named, names_without_a_file, text_of

PAGE = DOCS / "journey.md"
HOPS = re.findall(r"^\d+\. \*\*.*$", text_of(PAGE), re.MULTILINE)


def _is_found(module: str, name: str) -> bool:
    thing: object = import_module(module)
    for part in name.split("."):
        found = getattr(thing, part, None)
        if found is None and part not in getattr(thing, "__annotations__", {}):
            return False
        thing = found
    return True


@pytest.mark.parametrize(("file", "name"), sorted(set(files_named(PAGE))))
def test_what_is_named_stands_in_the_file_beside_it(file: str, name: str) -> None:
    path = PACKAGE.parent / file
    assert path.is_file()
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert name == "" or _is_found(module, name)


@pytest.mark.parametrize("name", sorted(names_without_a_file(PAGE)))
def test_what_is_named_alone_belongs_to_a_class_the_page_has_a_file_for(name: str) -> None:
    owner = name.partition(".")[0]
    modules = {
        file.removesuffix(".py").replace("/", ".")
        for file, known in files_named(PAGE)
        if known.partition(".")[0] == owner
    }
    assert modules, f"{owner} stands nowhere beside its file"
    assert any(_is_found(module, name) for module in modules)


def test_every_hop_names_a_function() -> None:
    assert len(HOPS) > 40
    for hop in HOPS:
        assert re.search(r"`[\w.]+`", hop), hop


def test_the_hops_are_numbered_in_order() -> None:
    call = text_of(PAGE).partition("## A phone registers")[0]
    numbers = [int(number) for number in re.findall(r"^(\d+)\. \*\*", call, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_call_passes_each_layer_on_its_way() -> None:
    passed = {file.split("/")[1] for file, _ in files_named(PAGE)}
    everything = {"wire", "sip", "sdp", "routing", "calls", "flows", "queues", "media"}
    assert everything | {"prompts", "records", "registrar", "storage", "company"} <= passed
