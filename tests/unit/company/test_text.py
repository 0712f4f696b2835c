"""The company as text: what goes in comes out, and what cannot go in is told."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ringtree.company.model import Company
from ringtree.company.node import NODE_TYPES
from ringtree.company.source import read
from ringtree.company.text import DocumentError, check, dump, load
from tests.unit.company.small import KINDS, TEXT


def told(text: str) -> list[str]:
    with pytest.raises(DocumentError) as error:
        load(text, "f")
    return str(error.value).splitlines()


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_a_company_is_read() -> None:
    acme = load(TEXT)
    assert [person.extension for person in acme.people] == ["101", "102"]
    assert acme.queues["sales"].agents == ("101", "102")
    assert acme.queues["sales"].ring_time == 15
    assert acme.trees["main"].nodes["choice"].exits["1"] == "sales"
    assert acme.trunks["carrier"].max_calls == 30


def test_short_numbers_need_no_quotes_where_text_is_meant() -> None:
    acme = load(TEXT)
    assert acme.trees["main"].nodes["choice"].exit_names == ("1", "2", "no_input")
    assert acme.groups["all"].extensions == ("101", "102")


def test_leading_zeros_are_kept() -> None:
    acme = load(changed("extension: 101", "extension: 007").replace("[101, 102]", "[007, 102]"))
    assert acme.person("007") is not None


def test_comments_and_order_do_not_matter_and_a_dump_reads_back() -> None:
    acme = load("# ours\n" + TEXT)
    assert load(dump(acme)) == acme


def test_a_dump_is_pleasant_to_read() -> None:
    text = dump(load(TEXT))
    assert 'agents: ["101", "102"]' in text.replace("'", '"')
    assert "ring_time: 15\n" in text
    assert "wrap_up" not in text  # its author did not set it


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "title: Sales,",
            "titel: Sales,",
            "f:15:11: error: queues.sales.titel: unknown key 'titel'; did you mean 'title'?",
        ),
        ("title: Sales,", "", "f:15:3: error: queues.sales: the key 'title' is missing"),
        (
            'number: "+442071234567", trunk',
            "number: +442071234567, trunk",
            "f:8:6: error: numbers[0].number: +442071234567 is read as a quantity",
        ),
        (
            'number: "+442071234567", trunk',
            'number: "02071234567", trunk',
            "f:8:6: error: numbers[0].number: '02071234567' does not fit",
        ),
        ("extension: 101", "extension: 1", "f:10:6: error: people[0].extension: '1' does not fit"),
        ("language: en", "language: eng", "f:3:1: error: language: 'eng' is not one of them"),
        ("Europe/London", "Europe/Lodnon", "f:4:1: error: timezone: 'Europe/Lodnon' is not an"),
        ("ring_time: 15", "ring_time: soon", "f:15:45: error: queues.sales.ring_time: 'soon'"),
        ("ring_time: 15", "ring_time: 0", "f:15:45: error: queues.sales.ring_time: 0 is not"),
        ("max_calls: 30", "max_calls: 1.5", "f:6:78: error: trunks.carrier.max_calls: 1.5 is not"),
        ("[101, 102], ring", "101, ring", "f:15:25: error: queues.sales.agents: 101 is not a list"),
        ("type: bye", "type: by", "f:29:7: error: trees.main.nodes.end: 'by' is not a type"),
        ("{type: bye}", "{}", "f:29:7: error: trees.main.nodes.end: a node needs a type"),
        (
            "whom: sales",
            "whon: sales",
            "f:27:27: error: trees.main.nodes.sales.whon: unknown key 'whon'; did you mean 'whom'?",
        ),
        ("203.0.113.5", "carrier..example", "f:6:25: error: trunks.carrier.addresses[0]:"),
        ("  carrier: {", "  1st: {", "f:6:3: error: trunks.1st: '1st' does not fit"),
    ],
)
def test_an_error_says_where_and_what_is_allowed(old: str, new: str, line: str) -> None:
    lines = told(changed(old, new))
    assert any(found.startswith(line) for found in lines), lines


def test_allowed_keys_and_values_are_listed() -> None:
    assert "allowed: title, strategy, agents," in told(changed("title: Sales", "titel: Sales"))[1]
    assert "allowed: ru, en" in told(changed("language: en", "language: de"))[0]
    quoted = 'an international number in quotes, such as "+74950000001"'
    assert quoted in told(changed('"+442071234567", trunk', "442071234567, trunk"))[0]


def test_all_faults_are_told_at_once() -> None:
    text = changed("title: Sales", "titel: Sales").replace("language: en\n", "language: de\n", 1)
    assert len(told(text)) == 3


@pytest.mark.parametrize("text", ["", "- a\n", "5\n", "acme\n", "null\n", "{}\n"])
def test_what_is_no_company_at_all_is_said_to_be_none(text: str) -> None:
    assert told(text)[0].startswith("f:1:1: error: ")


def test_check_gives_lint_its_lines() -> None:
    _, problems = check(changed("whom: sales", "whom: sale"), "f")
    assert [problem.describe("f") for problem in problems] == [
        "f:27:7: error: trees.main.nodes.sales: there is no queue 'sale'; did you mean 'sales'?"
        " (allowed: sales)"
    ]


# --- round trip -----------------------------------------------------------------------------

WORDS = st.text(min_size=1, max_size=40).filter(
    lambda text: text.isprintable() and text.strip() and text.isascii() | (len(text) < 20)
)
SPEECH = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1)
KEYS = st.from_regex(r"[a-zа-яA-Z][a-z0-9_-]{0,8}", fullmatch=True)
EXTENSIONS = st.lists(st.from_regex(r"[0-9]{2,6}", fullmatch=True), min_size=1, max_size=4)
PROMPTS = st.one_of(
    SPEECH.filter(str.strip),
    st.builds(lambda t: {"text": t + "\nmore", "language": "ru"}, SPEECH),
    st.just({"file": "hello 1.wav"}),
)
NODES = st.one_of(
    st.builds(lambda p: {"type": "say", "prompt": p, "exits": {"next": "x"}}, PROMPTS),
    st.builds(lambda p, c: {"type": "ask", "prompt": p, "choices": c}, PROMPTS, EXTENSIONS),
    st.just({"type": "bye"}),
)
QUEUES = st.builds(
    lambda title, agents, ring, wait: {
        "title": title, "agents": agents, "ring_time": ring, "max_wait": wait
    },
    WORDS,
    EXTENSIONS,
    st.floats(1e-6, 86400),
    st.none() | st.integers(1, 86400),
)  # fmt: skip
COMPANIES = st.builds(
    lambda name, people, queues, nodes: {
        "code": "acme",
        "name": name,
        "language": "ru",
        "timezone": "Europe/Moscow",
        "people": [{"extension": one, "name": name} for one in people],
        "groups": {"g": {"extensions": people}},
        "queues": queues,
        "trees": {"t": {"start": "x", "nodes": nodes}},
    },
    WORDS,
    EXTENSIONS,
    st.dictionaries(KEYS, QUEUES, max_size=3),
    st.dictionaries(KEYS, NODES, min_size=1, max_size=4),
)


@settings(max_examples=40, deadline=None)
@given(COMPANIES)
def test_any_company_survives_being_written_and_read(data: dict[str, Any]) -> None:
    NODE_TYPES.update(KINDS)
    company = Company.model_validate(data)
    assert load(dump(company)) == company


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_scratch_in_a_document_is_an_error_in_words(data: st.DataObject) -> None:
    NODE_TYPES.update(KINDS)
    start = data.draw(st.integers(0, len(TEXT)))
    end = data.draw(st.integers(start, min(len(TEXT), start + 12)))
    scratch = data.draw(st.text("ab1 :-[]{}\"'\n#&*!~.,+\x00я", max_size=6))
    try:
        company, problems = check(TEXT[:start] + scratch + TEXT[end:], "f")
    except DocumentError as error:
        problems = list(error.problems)
    else:
        assert load(dump(company)) == company
    assert all(problem.line and problem.column for problem in problems)


ODD = st.sampled_from([None, True, -1, 10**30, 1.5, "", "x", "101", [], [[]], {}, {"type": "say"}])


@settings(max_examples=50, deadline=None)
@given(st.data(), ODD)
def test_any_value_in_any_place_is_an_error_in_words(data: st.DataObject, odd: Any) -> None:
    NODE_TYPES.update(KINDS)
    source = read(TEXT)
    path = data.draw(st.sampled_from(sorted(filter(None, source.marks), key=str)))
    place = source.data
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = odd
    out = StringIO()
    YAML().dump(source.data, out)
    try:
        check(out.getvalue(), "f")
    except DocumentError as error:
        assert all(problem.line and problem.message for problem in error.problems)
