from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.model import Company
from ringtree.company.node import NODE_TYPES, TreeNode, node_type
from ringtree.company.prompt import Language, Prompt
from ringtree.prompts.phrases import APOLOGY, SAYINGS, place_in_queue
from ringtree.prompts.survey import Spoken, spoken_parts


class _Talking(TreeNode):
    words: tuple[Prompt, ...]
    sets_to: Language | None = None

    @property
    def exit_names(self) -> tuple[str, ...]:
        return ()

    def prompts(self) -> Iterator[Prompt]:
        return iter(self.words)

    def languages(self) -> Iterator[Language]:
        return iter((self.sets_to,) if self.sets_to else ())


def company(**parts: object) -> Company:
    """A small company whose tree says something."""
    if "survey-talking" not in NODE_TYPES:
        node_type("survey-talking")(_Talking)
    hello = {"type": "survey-talking", "words": ["Привет", {"file": "logo.wav"}]}
    tree = {"start": "hello", "nodes": {"hello": hello}}
    return Company.model_validate(
        {
            "code": "romashka",
            "name": "Ромашка",
            "language": "ru",
            "timezone": "Europe/Moscow",
            "trees": {"main": tree},
            **parts,
        }
    )


def test_prompts_of_nodes_are_named_by_their_place() -> None:
    parts = list(spoken_parts(company()))
    assert parts[0] == Spoken(Prompt(text="Привет"), "ru", "tree main, node hello")
    assert parts[1].prompt == Prompt(file="logo.wav")


def test_the_systems_own_phrases_are_among_them() -> None:
    said = {part.prompt for part in spoken_parts(company())}
    assert said.issuperset(SAYINGS)


def test_places_are_prepared_for_queues_that_tell_them() -> None:
    queue = {"title": "Продажи", "agents": []}
    told = {p.prompt for p in spoken_parts(company(queues={"sales": queue}))}
    silent = {**queue, "announce_place": False}
    untold = {p.prompt for p in spoken_parts(company(queues={"sales": silent}))}
    assert place_in_queue(3) in told and place_in_queue(99) in told
    assert place_in_queue(3) not in untold


def test_a_queues_language_is_spoken_too() -> None:
    queue = {"title": "Sales", "agents": [], "language": "en"}
    parts = list(spoken_parts(company(queues={"sales": queue})))
    assert {p.language for p in parts if p.prompt == place_in_queue(3)} == {"en"}
    assert {p.language for p in parts if p.prompt == APOLOGY} == {"ru", "en"}


def test_a_numbers_language_is_that_of_everything_its_callers_hear() -> None:
    number = {"number": "+74950000001", "trunk": "t", "tree": "main", "language": "en"}
    parts = list(spoken_parts(company(numbers=[number], trunks={"t": {"addresses": ["10.0.0.1"]}})))
    assert {p.language for p in parts if p.prompt == Prompt(text="Привет")} == {"ru", "en"}


def test_what_is_said_on_days_that_differ_is_among_them() -> None:
    counting = {"name": "учёт", "date": "2026-03-31", "closed": True, "greeting": "Считаем."}
    parts = spoken_parts(company(schedules={"office": {"exceptions": [counting]}}))
    assert [p.where for p in parts if p.prompt == Prompt(text="Считаем.")] == ["schedule office"]


def test_nothing_is_listed_twice() -> None:
    queue = {"title": "Продажи", "agents": []}
    parts = list(spoken_parts(company(queues={"sales": queue, "support": queue})))
    assert len({(p.prompt, p.language) for p in parts}) == len(parts)


def with_node(**settings: object) -> Company:
    company()
    node = {"type": "survey-talking", **settings}
    return company(trees={"main": {"start": "hello", "nodes": {"hello": node}}})


def test_a_language_that_a_node_sets_is_spoken_too() -> None:
    parts = list(spoken_parts(with_node(words=["Привет"], sets_to="en")))
    assert {p.language for p in parts if p.prompt == Prompt(text="Привет")} == {"ru", "en"}


def test_a_text_with_values_cannot_be_prepared() -> None:
    prompts = {p.prompt for p in spoken_parts(with_node(words=["Вы {caller}"]))}
    assert not any(prompt.has_values for prompt in prompts if isinstance(prompt, Prompt))
