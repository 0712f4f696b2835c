"""Keys and the words about them: what a caller is told to press, and what pressing does.

A node that offers keys has them in its field `choices`, and an exit for each; it may take internal
numbers as well, by its field `direct_dial`: "all" or a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Place, Subject, rule
from ringtree.company.model import Company, Tree
from ringtree.company.node import TreeNode
from ringtree.company.problem import Severity
from ringtree.company.prompt import Prompt
from ringtree.company.spoken_keys import mentioned, told

MOST_CHOICES = 5  # what a listener holds in mind
LONGEST_PROMPT = 30  # seconds
SPOKEN_PER_SECOND = 14  # characters; both languages, at the engines' usual pace

FEW = Both(f"at most {MOST_CHOICES} choices", f"не больше {MOST_CHOICES} вариантов")
NAMED = Both("choices that the prompt names", "клавиши, названные в сообщении")
SHORT = Both(
    f"at most some {LONGEST_PROMPT} seconds", f"не дольше {LONGEST_PROMPT} с или около того"
)


def keys_of(node: TreeNode) -> tuple[str, ...]:
    """The keys a node offers; none for most."""
    choices = getattr(node, "choices", ())
    return choices if isinstance(choices, tuple) and set(choices) <= set(node.exit_names) else ()


def _numbers_of(node: TreeNode, company: Company) -> tuple[str, ...]:
    """The internal numbers that may be typed instead of a key."""
    taken = getattr(node, "direct_dial", ())
    return tuple(person.extension for person in company.people) if taken == "all" else taken


@rule(
    "shadowed-key",
    Both(
        "Choose keys none of which begins with another, so that nobody waits.",
        "Выберите клавиши так, чтобы ни одна не была началом другой: тогда никто не ждёт.",
    ),
    Severity.WARNING,
)
def keys_do_not_begin_alike(subject: Subject) -> Iterator[Found]:
    """After 1 a menu with 12 has to wait whether a 2 follows: every caller is kept waiting."""
    for place in subject.places():
        keys = keys_of(place.node)
        numbers = _numbers_of(place.node, subject.company) if keys else ()
        for short in keys:
            longer = [one for one in (*keys, *numbers) if one != short and one.startswith(short)]
            if longer:
                yield Found(
                    _shadowed(short, ", ".join(longer[:3])),
                    place.path("choices"),
                    Both(
                        f"keys that do not begin with {short}",
                        f"клавиши, которые не начинаются с {short}",
                    ),
                )


def _shadowed(key: str, by: str) -> Both:
    return Both(
        f"the key {key} is shadowed by {by}: after it the menu has to wait",
        f"с клавиши {key} начинается и другой выбор ({by}): после неё меню вынуждено ждать",
    )


@rule(
    "long-menu",
    Both(
        "Split the menu in two, or say the most wanted choices first and drop the rest.",
        "Разделите меню на два или назовите самое нужное первым, а остальное уберите.",
    ),
    Severity.WARNING,
)
def menus_can_be_remembered(subject: Subject) -> Iterator[Found]:
    """Nobody holds more than five choices, or half a minute of speech, in mind."""
    for place in subject.places():
        keys = keys_of(place.node)
        if len(keys) > MOST_CHOICES:
            message = Both(
                f"{len(keys)} choices are more than a caller can hold in mind",
                f"вариантов: {len(keys)} — столько на слух не запомнить",
            )
            yield Found(message, place.path("choices"), FEW)
        seconds = sum(map(spoken_seconds, _question(place.node))) if keys else 0
        if seconds > LONGEST_PROMPT:
            message = Both(
                f"the prompt takes about {seconds:.0f} seconds to say",
                f"сообщение звучит примерно {seconds:.0f} с",
            )
            yield Found(message, place.path("prompt"), SHORT)


def spoken_seconds(prompt: Prompt) -> float:
    """About how long a text takes to say; 0 for a recording, whose length is not known here."""
    return len(prompt.text or "") / SPOKEN_PER_SECOND


def _question(node: TreeNode) -> tuple[Prompt, ...]:
    """What a node that offers keys asks, without what it says to wrong ones."""
    asked = getattr(node, "prompt", ())
    asked = asked if isinstance(asked, tuple) else (asked,)
    return tuple(prompt for prompt in asked if isinstance(prompt, Prompt))


@rule(
    "missing-key",
    Both(
        "Add the choice, or stop naming it in the text.",
        "Добавьте эту клавишу или не называйте её в тексте.",
    ),
)
def named_keys_exist(subject: Subject) -> Iterator[Found]:
    """A text that says "press 3" where 3 does nothing sends callers into a wall."""
    for place in subject.places():
        offered = set(keys_of(place.node)) or _keys_after(place)
        if not offered:
            continue
        spoken = {key for prompt in _prompts(place.node) for key in told(prompt.text or "")}
        for key in sorted(spoken - offered):
            if not _may_be_typed(
                key, offered | set(_numbers_of(place.node, subject.company)), subject
            ):
                message = Both(
                    f"the text names the key {key}, which does nothing here",
                    f"в тексте названа клавиша {key}, а она здесь ничего не делает",
                )
                yield Found(message, place.path("prompt"), ", ".join(sorted(offered)))


def _may_be_typed(key: str, offered: set[str], subject: Subject) -> bool:
    """Internal numbers may be diallable here, and # ends what has several digits."""
    if key == "#":
        return any(len(one) > 1 for one in offered)
    return len(key) > 1 and (len(key) > 2 or subject.company.person(key) is not None)


@rule(
    "unnamed-choice",
    Both(
        "Say the key in the prompt, or remove the choice.",
        "Назовите клавишу в сообщении или уберите её из меню.",
    ),
    Severity.WARNING,
)
def choices_are_named(subject: Subject) -> Iterator[Found]:
    """A choice that no prompt names is one nobody takes."""
    for place in subject.places():
        keys = keys_of(place.node)
        prompts = [*_question(place.node), *_prompts_before(place)]
        if not keys or any(prompt.file or prompt.has_values for prompt in prompts):
            continue
        known = {key for prompt in prompts for key in mentioned(prompt.text or "")}
        if silent := [key for key in keys if key not in known]:
            keys_told = ", ".join(silent)
            message = Both(
                f"no prompt names {keys_told}", f"ни в одном сообщении не сказано: {keys_told}"
            )
            yield Found(message, place.path("choices"), NAMED)


def _prompts(node: TreeNode) -> Iterator[Prompt]:
    return (prompt for prompt in node.prompts() if isinstance(prompt, Prompt))


def _keys_after(place: Place) -> set[str]:
    """The keys of the nodes that read what is pressed during this one's prompts."""
    tree = place.tree
    return {key for name in _askers(tree, place.name) for key in keys_of(tree.nodes[name])}


def _prompts_before(place: Place) -> Iterator[Prompt]:
    """The prompts a caller may have heard on the way to this node."""
    for name, node in place.tree.nodes.items():
        if name != place.name and not keys_of(node) and place.name in _askers(place.tree, name):
            yield from _prompts(node)


def _askers(tree: Tree, start: str) -> set[str]:
    """The nodes with keys that a caller comes to next after a node, others in between or not."""
    found: set[str] = set()
    seen = {start}
    waiting = [start]
    while waiting:
        for target in tree.nodes[waiting.pop()].exits.values():
            if target in seen or target not in tree.nodes:
                continue
            seen.add(target)
            if keys_of(tree.nodes[target]):
                found.add(target)
            elif not tree.nodes[target].waits_for_caller:
                waiting.append(target)
    return found
